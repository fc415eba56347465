package org.tidewaiter.policy.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.fact.Shape;

/// Every built-in rule has a case in which it objects and one in which it is met, in the tests of
/// its set.
class BuiltInPoliciesTest {
    @ParameterizedTest
    @FieldSource("org.tidewaiter.policy.rule.PolicyFiles#BUILT_IN")
    void everyRuleHasACaseInWhichItObjectsAndOneInWhichItIsMet(String name)
            throws IOException, ProblemException {
        var policy = PolicyFiles.builtIn(name);
        var trial = PolicyTrial.of(policy, PolicyCase.read(name, cases(name)));
        assertThat(trial.failures()).isEmpty();
        assertThat(trial.neverObjecting()).isEmpty();
        assertThat(trial.neverMet()).isEmpty();
        assertThat(policy.name()).isEqualTo(name);
        assertThat(policy.doubts()).isEmpty();
    }

    @Test
    void noTwoSetsHaveARuleOfTheSameIdUnlessOneIncludesTheOther() {
        var texts = new HashMap<String, RuleText>();
        for (var name : PolicyFiles.BUILT_IN) {
            for (var rule : PolicyFiles.builtIn(name).texts()) {
                assertThat(texts.getOrDefault(rule.id(), rule)).isEqualTo(rule);
                texts.put(rule.id(), rule);
            }
        }
    }

    @Test
    void aFileOfOnesOwnIncludesReplacesAndLeavesOut() throws ProblemException {
        var policy =
                PolicyTest.read(
                        """
                        policy: acme
                        include: [dev, production]
                        without: [baseline/fresh-advisories]
                        stages: {prod: {validity: 1d}}
                        rules:
                          - {id: production/not-root, require: true, message: "ours"}
                          - {id: last, require: true, message: "ours"}
                        """);
        var ids = policy.texts().stream().map(RuleText::id).toList();
        assertThat(ids).startsWith("baseline/no-secret").endsWith("last").doesNotHaveDuplicates();
        assertThat(ids).doesNotContain("baseline/fresh-advisories").contains("production/not-root");
        assertThat(policy.texts())
                .filteredOn(RuleText::id, "production/not-root")
                .extracting(RuleText::message)
                .containsExactly("ours");
        assertThat(policy.terms("prod").validity()).hasDays(1);
        assertThat(policy.terms("prod").grace()).hasDays(14);
        assertThat(policy.terms("dev").unsure()).isEqualTo(StageTerms.Unsure.ALLOW);
    }

    @Test
    void theKindsOfEvidenceAreThoseThatEvidenceHas() {
        var evidence = (Shape.Many) Shape.Group.FACTS.member("evidence").orElseThrow().shape();
        var kind = ((Shape.Group) evidence.of()).member("kind").orElseThrow();
        assertThat(((Shape.Text) kind.shape()).words())
                .containsExactly(
                        Arrays.stream(EvidenceKind.values())
                                .map(EvidenceKind::word)
                                .toArray(String[]::new));
    }

    /// As engines understand it, which read a number where they can.
    @ParameterizedTest
    @CsvSource({
        "'', true",
        "root, true",
        "0, true",
        "00, true",
        "+0, true",
        "-0:5, true",
        "root:app, true",
        "app, false",
        "10, false",
        "rootless, false",
        "app:0, false",
        "0x0, false"
    })
    void rootIsKnownByAllOfItsNames(String user, boolean isRoot) {
        var facts = Known.at("prod").with("image", Map.of("user", user)).facts();
        var answer = PolicyFiles.builtIn("production").judge(facts, List.of("production/not-root"));
        assertThat(answer.verdict().word()).isEqualTo(isRoot ? "deny" : "allow");
    }

    private static String cases(String name) throws IOException {
        try (var in = BuiltInPoliciesTest.class.getResourceAsStream(name + ".test.yaml")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
