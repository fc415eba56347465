package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PolicyCommandTest {
    private static final String POLICY =
            """
            policy: acme
            stages: {prod: {validity: 3d}}
            rules:
              - id: no-critical
                about: Who runs it is at risk.
                forbid: findings.filter(f, f.severity == 'critical')
                message: "{it.id} is critical"
                grace: 14d
              - id: not-privileged
                stages: [prod]
                forbid: workload.privileged
                message: "privileged"
            """;
    private static final String FACTS =
            """
            {"format": "tidewaiter-facts-1", "stage": "dev", "now": "2026-11-23T12:00:00Z",
             "findings": [{"id": "CVE-1", "severity": "critical"}]}
            """;

    @TempDir private Path folder;

    private String policy;

    @BeforeEach
    void policy() throws IOException {
        policy = write("acme.yaml", POLICY);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aSoundPolicyIsCalledSound() {
        var checked = Typed.run("policy", "check", policy);
        assertThat(checked.status()).isZero();
        assertThat(checked.out()).contains("acme.yaml: the policy acme is sound, 2 rules, sha256:");
        assertThat(checked.err()).isEmpty();
    }

    @Test
    void aStageThatNobodyNamesIsNotedAlsoWhereThereAreNoTerms() throws IOException {
        var rules =
                """
                policy: acme
                rules:
                  - id: one
                    stages: [prdo]
                    forbid: findings
                    message: "no"
                  - id: other
                    when: stage == 'production'
                    forbid: findings
                    message: "no"
                """;
        write("acme.yaml", rules);
        assertThat(Typed.run("policy", "check", policy).err())
                .contains("rule 'one' is for the stage 'prdo', which is none of dev, stage, prod")
                .contains("rule 'other' is for the stage 'production'");
        write("acme.yaml", rules.replace("prdo", "prod").replace("'production'", "'prod'"));
        assertThat(Typed.run("policy", "check", policy).err()).isEmpty();
        write("acme.yaml", rules.substring(0, rules.indexOf("  - id: other")));
        assertThat(Typed.run("policy", "check", policy).out()).contains(" is sound, 1 rule, ");
    }

    @Test
    void aStageThatThePolicyDoesNotNameIsToldWhereItIsExplained() {
        assertThat(Typed.run("policy", "explain", policy, "--stage", "prodd").err())
                .contains("names no stage 'prodd'");
        assertThat(Typed.run("policy", "explain", policy, "--stage", "prod").err()).isEmpty();
    }

    @Test
    void inAPipelineNothingIsToRun() throws IOException {
        var facts =
                write(
                        "facts.json",
                        """
                        {"format": "tidewaiter-facts-1", "stage": "prod", "now": "2026-11-23T12:00:00Z",
                         "request": {"act": "restart", "door": "ci"}}
                        """);
        assertThat(Typed.run("policy", "try", policy, "--facts", facts, "--stage", "prod").out())
                .isEqualTo("not-privileged: not asked: nothing is to run\nallow\n");
    }

    @Test
    void oneRuleIsTriedAlone() throws IOException {
        var facts = write("facts.json", FACTS);
        var tried =
                new String[] {
                    "policy", "try", policy, "--facts", facts, "--stage", "prod", "--ask", ""
                };
        tried[8] = "no-critical";
        assertThat(Typed.run(tried).out())
                .isEqualTo("no-critical: not met, deny\n  CVE-1 is critical\ndeny\n");
        tried[8] = "no-such";
        assertThat(Typed.run(tried).err()).contains("rule-unknown");
    }

    @Test
    void whetherAWorkloadIsRootsFollowsFromItsUser() throws IOException {
        write("acme.yaml", POLICY.replace("workload.privileged", "workload.root"));
        var cases =
                """
                cases:
                  - {name: a, stage: prod, facts: {workload: {user: ''}}, expect: deny}
                  - {name: b, stage: prod, facts: {workload: {user: "0:7"}}, expect: deny}
                  - {name: c, stage: prod, facts: {workload: {}}, expect: deny}
                  - {name: d, stage: prod, facts: {workload: {user: app}}, expect: allow}
                  - {name: e, stage: prod, facts: {workload: {user: app, root: true}}, expect: deny}
                """;
        write("acme.test.yaml", cases);
        assertThat(Typed.run("policy", "test", policy).out()).contains("5 of 5 cases");
        var facts =
                write(
                        "facts.json",
                        """
                        {"format": "tidewaiter-facts-1", "stage": "prod", "now": "2026-11-23T12:00:00Z",
                         "workload": {"user": "root"}}
                        """);
        assertThat(Typed.run("policy", "try", policy, "--facts", facts, "--stage", "prod").status())
                .isEqualTo(ExitCodes.REFUSED);
    }

    @Test
    void whatMayNotBeMeantIsNoted() throws IOException {
        write("acme.yaml", POLICY.replace("stages: [prod]", "stages: [prd]"));
        assertThat(Typed.run("policy", "check", policy).err())
                .isEqualTo(
                        "note: rule 'not-privileged' is for the stage 'prd', which 'stages' does"
                                + " not have\n");
    }

    @Test
    void anErrorIsToldWithItsLine() throws IOException {
        write("acme.yaml", POLICY.replace("f.severity", "f.severty"));
        var checked = Typed.run("policy", "check", policy);
        assertThat(checked.status()).isEqualTo(1);
        assertThat(checked.err())
                .contains("error[policy-malformed]")
                .contains("acme.yaml, line 6: rule 'no-critical': 'forbid': undefined field");
    }

    @Test
    void aFileThatIsNotThereIsToldWithTheSetsThatAre() {
        assertThat(Typed.run("policy", "check", folder.resolve("none.yaml").toString()).err())
                .contains("error[policy-unreadable]")
                .contains("there is no such file")
                .contains("cis-docker");
    }

    @Test
    void casesThatAreNotAsTheySayFailAndRulesWithoutACaseAreTold() throws IOException {
        write(
                "acme.test.yaml",
                """
                cases:
                  - {name: fine, stage: prod, facts: {findings: []}, expect: allow}
                  - {name: wrong, stage: prod, facts: {findings: []}, expect: deny}
                """);
        var tested = Typed.run("policy", "test", policy);
        assertThat(tested.status()).isEqualTo(2);
        assertThat(tested.out())
                .contains("acme.test.yaml, line 3: wrong\n")
                .contains("  it says allow (no rule objects), and not deny\n")
                .contains("no case in which 'no-critical' objects\n")
                .contains("no case in which 'not-privileged' is met\n")
                .contains("acme.yaml: 1 of 2 cases are as they say\n");
    }

    @Test
    void casesThatAreAsTheySayPass() throws IOException {
        write(
                "acme.test.yaml",
                "cases:\n  - {name: fine, stage: prod, facts: {findings: []}, expect: allow}\n");
        assertThat(Typed.run("policy", "test", policy).status()).isZero();
    }

    @Test
    void factsThatWereKeptAreJudgedRuleByRule() throws IOException {
        var facts = write("facts.json", FACTS);
        var tried = Typed.run("policy", "try", policy, "--facts", facts, "--stage", "prod");
        assertThat(tried.status()).isEqualTo(2);
        assertThat(tried.out())
                .isEqualTo("no-critical: not met, deny\n  CVE-1 is critical\ndeny\n");
    }

    @Test
    void theTimeOfATryMayBeAnother() throws IOException {
        var facts = write("facts.json", FACTS);
        write(
                "acme.yaml",
                """
                policy: acme
                rules:
                  - {id: late, require: now.getFullYear() == 2030, message: "it is {now}"}
                """);
        assertThat(Typed.run("policy", "try", policy, "--facts", facts, "--stage", "dev").out())
                .contains("it is 2026-11-23T12:00:00Z\n");
        assertThat(
                        Typed.run(
                                        "policy",
                                        "try",
                                        policy,
                                        "--facts",
                                        facts,
                                        "--stage",
                                        "dev",
                                        "--at",
                                        "2030-01-01")
                                .out())
                .isEqualTo("late: met\nallow\n");
    }

    @Test
    void aRuleIsExplainedInTheWordsOfItsFile() {
        assertThat(Typed.run("policy", "explain", policy, "no-critical").out())
                .isEqualTo(
                        """
                        no-critical: deny, for every stage, asked where an image is cleared
                          Who runs it is at risk.
                          looks at findings
                          forbids each of findings.filter(f, f.severity == 'critical')
                          says: {it.id} is critical
                          what runs may start again for 14 days
                        """);
    }

    @Test
    void whatIsAskedAtAStageIsAllThatIsForIt() {
        assertThat(Typed.run("policy", "explain", policy, "--stage", "dev").out())
                .contains("no-critical")
                .doesNotContain("not-privileged");
    }

    @ParameterizedTest
    @FieldSource("org.tidewaiter.policy.rule.PolicyFiles#BUILT_IN")
    void aBuiltInSetIsShownAsAFileThatIsSound(String name) throws IOException {
        var shown = Typed.run("policy", "show", name);
        assertThat(shown.status()).isZero();
        var file = write(name + "-copy.yaml", shown.out());
        assertThat(Typed.run("policy", "check", file).status()).isZero();
        assertThat(Typed.run("policy", "explain", name).status()).isZero();
    }
}
