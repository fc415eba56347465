package org.tidewaiter.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.rule.RuleAnswer.Outcome;

/// Images whose content was made to trouble rules, and rules that trouble whoever evaluates them.
class HostileFactsTest {
    @Test
    void ofVeryManyObjectionsTheFirstAreToldAndTheRestCounted() throws ProblemException {
        var flaws =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> Map.of("id", "CVE-%06d".formatted(99_999 - i)))
                        .toList();
        var facts = Known.at("prod").with("findings", flaws).facts();
        var policy = read("forbid: findings", "{it.id}");
        var messages = policy.judgeImage(facts).answers().getFirst().objections();
        assertThat(messages)
                .hasSize(101)
                .startsWith("CVE-000000", "CVE-000001")
                .endsWith("and 99900 more");
    }

    @Test
    void aMessageIsOneLineWithoutLettersThatATerminalActsOn() throws ProblemException {
        var flaw = Map.of("id", "\u001b[31mCVE\u202e\n\u2028 1", "title", "x".repeat(9_000));
        var facts = Known.at("prod").with("findings", List.of(flaw)).facts();
        var messages = read("forbid: findings", "{it.id}: {it.title}").judgeImage(facts).answers();
        assertThat(messages.getFirst().objections().getFirst())
                .startsWith("?[31mCVE? ? 1: xxx")
                .hasSizeLessThan(510);
    }

    @Test
    void whatTakesTooManyStepsIsGivenUpAndDenies() throws ProblemException {
        var flaws = IntStream.range(0, 20_000).mapToObj(i -> Map.of("id", "CVE-" + i)).toList();
        var facts = Known.at("prod").with("findings", flaws).facts();
        assertGivenUp(
                read("forbid: findings.filter(f, findings.exists(g, g.title == f.id))", "m"),
                facts);
    }

    @Test
    void whatGrowsIsGivenUpAndDenies() throws ProblemException {
        var doubled = "['aaaaaaaaaaaaaaaa']" + ".map(a, a + a)".repeat(60);
        assertGivenUp(read("forbid: \"%s\"".formatted(doubled), "m"), Known.at("prod").facts());
        var longer = new ArrayList<String>();
        longer.add("l0: \"['aaaa']\"");
        for (int i = 1; i < 20; i++) {
            longer.add("l%d: l%d + l%d + l%d + l%d".formatted(i, i - 1, i - 1, i - 1, i - 1));
        }
        assertGivenUp(
                read("let: {%s}\n    forbid: l19".formatted(String.join(", ", longer)), "m"),
                Known.at("prod").facts());
    }

    private static void assertGivenUp(Policy policy, Facts facts) {
        var answer = policy.judgeImage(facts);
        assertThat(answer.answers().getFirst().outcome()).isInstanceOf(Outcome.NotEvaluated.class);
        assertThat(answer.verdict().word()).isEqualTo("deny");
    }

    private static Policy read(String body, String message) throws ProblemException {
        return PolicyTest.read(
                "policy: acme\nrules:\n  - id: one\n    message: \"%s\"\n    %s\n"
                        .formatted(message, body));
    }
}
