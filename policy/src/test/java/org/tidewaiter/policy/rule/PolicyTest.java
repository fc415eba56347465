package org.tidewaiter.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.rule.RuleAnswer.Outcome;

class PolicyTest {
    private static final String NO_CRITICAL =
            """
            policy: acme
            stages:
              prod: {validity: 3d, grace: 2d}
            rules:
              - id: no-critical
                stages: [stage, prod]
                let: {critical: "findings.filter(f, f.severity == 'critical')"}
                forbid: critical
                message: "{it.id} in {it.packageName} is critical, one of {size(critical)}"
            """;

    @Test
    void everythingThatIsForbiddenAndThereIsAnObjection() throws ProblemException {
        var facts =
                Known.at("prod")
                        .withFlaw("CVE-2", "zlib", "critical")
                        .withFlaw("CVE-1", "openssl", "critical")
                        .withFlaw("CVE-3", "curl", "low");
        var answer = read(NO_CRITICAL).judgeImage(facts.facts());
        assertThat(answer.verdict().word()).isEqualTo("deny");
        assertThat(answer.verdict().reasons())
                .extracting("rule", "fact")
                .containsExactly(
                        tuple("no-critical", "CVE-1 in openssl is critical, one of 2"),
                        tuple("no-critical", "CVE-2 in zlib is critical, one of 2"));
    }

    @Test
    void whereNothingIsForbiddenItPasses() throws ProblemException {
        var facts = Known.at("prod").withFlaw("CVE-3", "curl", "low").facts();
        assertThat(read(NO_CRITICAL).judgeImage(facts).verdict().word()).isEqualTo("allow");
    }

    @Test
    void whatIsNotKnownDeniesAndSaysWhat() throws ProblemException {
        var answer = read(NO_CRITICAL).judgeImage(Known.at("prod").facts());
        assertThat(answer.verdict().word()).isEqualTo("deny");
        assertThat(answer.verdict().reasons().getFirst().fact())
                .isEqualTo("it cannot be evaluated: not known here: findings");
    }

    @Test
    void aRuleForAnotherStageIsNotAsked() throws ProblemException {
        var facts = Known.at("dev").withFlaw("CVE-1", "openssl", "critical").facts();
        assertThat(only(read(NO_CRITICAL).judgeImage(facts)).outcome())
                .isEqualTo(new Outcome.NotAsked("it is for prod, stage"));
    }

    @Test
    void aRuleAboutTheRequestIsAskedAtADoorAlone() throws ProblemException {
        var policy = read(rule("forbid: workload.privileged"));
        var facts = Known.at("prod").with("workload", Map.of("privileged", true)).facts();
        assertThat(policy.judgeRequest(facts).verdict().word()).isEqualTo("deny");
        assertThat(policy.judgeImage(facts).verdict().word()).isEqualTo("allow");
    }

    @Test
    void whereTheWhenDoesNotHoldNothingElseNeedsToBeKnown() throws ProblemException {
        var policy =
                read(
                        rule(
                                """
                                when: request.act == 'create'
                                    forbid: workload.privileged\
                                """));
        var pull = Known.at("prod").with("request", Map.of("act", "pull")).facts();
        var create = Known.at("prod").with("request", Map.of("act", "create")).facts();
        assertThat(policy.judgeRequest(pull).verdict().word()).isEqualTo("allow");
        assertThat(policy.judgeRequest(create).verdict().word()).isEqualTo("deny");
    }

    @Test
    void aMemberThatIsAbsentCannotBeEvaluatedUnlessItIsAskedFor() throws ProblemException {
        var facts = Known.at("prod").with("evidence", List.of(Map.of("kind", "scan"))).facts();
        var careless = read(rule("require: evidence.exists(e, now - e.signedAt < days(3))"));
        var careful =
                read(
                        rule(
                                "require: evidence.exists(e, has(e.signedAt) && now - e.signedAt < days(3))"));
        assertThat(only(careless.judgeImage(facts)).outcome())
                .isInstanceOf(Outcome.NotEvaluated.class);
        assertThat(only(careful.judgeImage(facts)).outcome()).isInstanceOf(Outcome.NotMet.class);
    }

    @Test
    void aRuleThatWarnsLetsPassAndOneThatRecordsSaysNothing() throws ProblemException {
        var facts = Known.at("prod").facts();
        assertThat(
                        read(rule("forbid: stage == 'prod'\n    action: warn"))
                                .judgeImage(facts)
                                .verdict()
                                .word())
                .isEqualTo("warn");
        var recording = read(rule("forbid: stage == 'prod'\n    action: record")).judgeImage(facts);
        assertThat(recording.verdict().word()).isEqualTo("allow");
        assertThat(only(recording).objections()).containsExactly("no");
    }

    @Test
    void graceIsTheRulesElseTheStages() throws ProblemException {
        var facts = Known.at("prod").withFlaw("CVE-1", "openssl", "critical").facts();
        assertThat(only(read(NO_CRITICAL).judgeImage(facts)).grace()).isEqualTo(Duration.ofDays(2));
        var own = read(NO_CRITICAL + "    grace: 5h\n");
        assertThat(only(own.judgeImage(facts)).grace()).isEqualTo(Duration.ofHours(5));
    }

    static String rule(String body) {
        return "policy: acme\nrules:\n  - id: one\n    message: \"no\"\n    " + body + "\n";
    }

    static Policy read(String yaml) throws ProblemException {
        return PolicyFiles.read("acme.yaml", yaml);
    }

    private static RuleAnswer only(PolicyAnswer answer) {
        assertThat(answer.answers()).hasSize(1);
        return answer.answers().getFirst();
    }
}
