package org.tidewaiter.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.Property;

/// What is true of every policy: an answer follows from its inputs, whatever order they come in.
class PolicyLawsTest {
    private static final List<String> RULES =
            List.of(
                    """
                    - id: no-critical
                      forbid: findings.filter(f, f.severity == 'critical')
                      message: "{it.id} in {it.packageName}, {findings[0].id} is first"
                    """,
                    """
                    - id: signed
                      require: evidence.exists(e, e.role == 'qa')
                      message: "signed by {evidence.map(e, e.role)}"
                    """,
                    """
                    - id: first
                      action: warn
                      when: size(evidence) > 0
                      require: evidence[0].role == 'build'
                      message: "the first is of {evidence[0].holder}"
                    """);

    private record Input(List<Object> findings, List<Object> evidence, List<String> rules) {
        static Input of(Random random) {
            var findings = new ArrayList<Object>();
            for (int i = random.nextInt(6); i > 0; i--) {
                findings.add(
                        Map.of(
                                "id", "CVE-" + random.nextInt(4),
                                "packageName", "p" + random.nextInt(3),
                                "severity", List.of("low", "critical").get(random.nextInt(2))));
            }
            var evidence = new ArrayList<Object>();
            for (int i = random.nextInt(4); i > 0; i--) {
                evidence.add(
                        Map.of(
                                "role",
                                List.of("build", "qa").get(random.nextInt(2)),
                                "holder",
                                "h" + random.nextInt(3)));
            }
            return new Input(findings, evidence, RULES);
        }

        Input shuffled() {
            var random = new Random(findings.size() * 31L + evidence.size());
            return new Input(
                    shuffled(findings, random),
                    shuffled(evidence, random),
                    shuffled(rules, random));
        }

        private static <T> List<T> shuffled(List<T> list, Random random) {
            var other = new ArrayList<>(list);
            Collections.shuffle(other, random);
            return other;
        }

        PolicyAnswer answer() throws ProblemException {
            var facts = Known.at("prod").with("findings", findings).with("evidence", evidence);
            var text = "policy: acme\nrules:\n" + String.join("", rules);
            return POLICIES.computeIfAbsent(text, PolicyLawsTest::read).judgeImage(facts.facts());
        }
    }

    private static final Map<String, Policy> POLICIES = new HashMap<>();

    private static Policy read(String text) {
        try {
            return PolicyTest.read(text);
        } catch (ProblemException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noOrderOfFactsOrRulesChangesTheAnswer() {
        Property.forAll(
                Input::of,
                input -> {
                    var one = input.answer();
                    var other = input.shuffled().answer();
                    assertThat(other.verdict().word()).isEqualTo(one.verdict().word());
                    assertThat(new HashSet<>(other.answers()))
                            .isEqualTo(new HashSet<>(one.answers()));
                });
    }

    @Test
    void theSameInputsGiveTheSameAnswer() {
        Property.forAll(Input::of, input -> assertThat(input.answer()).isEqualTo(input.answer()));
    }
}
