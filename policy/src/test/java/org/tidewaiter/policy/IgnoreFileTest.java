package org.tidewaiter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.tidewaiter.policy.Checked.secret;
import static org.tidewaiter.policy.Flaws.INVENTORY;
import static org.tidewaiter.policy.Flaws.flaw;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Severity;

class IgnoreFileTest {
    private static final Flaws LODASH = flaw("CVE-1", Severity.HIGH);
    private static final String TRIVY =
            """
            vulnerabilities:
              - id: CVE-1
                paths:
                  - "app/**/lodash/*.json"
                purls:
                  - pkg:npm/lodash
                expired_at: 2026-12-31
                statement: never called
            """;
    private static final String GRYPE =
            """
            ignore:
              - vulnerability: CVE-1
                include-aliases: true
                fix-state: fixed
                reason: never called
                package:
                  name: lod.*
                  version: 4.17.20
                  language: javascript
                  type: npm
                  location: "**/node_modules/**"
            """;

    @Test
    void aLineOfTrivysTextIsAFlawByAnyIdOfIt() throws Exception {
        var file =
                IgnoreFile.read(
                        ".trivyignore", "# accepted\n\nCVE-9\n  ghsa-cve-1   # never called\n");
        assertThat(file.rules())
                .extracting(IgnoreRule::line, IgnoreRule::reason)
                .containsExactly(tuple(3, ""), tuple(4, "never called"));
        assertThat(covers(file.rules().get(0), LODASH)).isFalse();
        assertThat(covers(file.rules().get(1), LODASH)).isTrue();
    }

    @Test
    void aRuleOfTrivysDoesNotCountOnTheDayItExpires() throws Exception {
        for (var file :
                List.of(
                        IgnoreFile.read(".trivyignore", "CVE-1 exp:2026-12-31"),
                        IgnoreFile.read(".trivyignore.yaml", TRIVY))) {
            var rule = file.rules().getFirst();
            assertThat(rule.isExpired(LocalDate.of(2026, 12, 30))).isFalse();
            assertThat(rule.isExpired(LocalDate.of(2026, 12, 31))).isTrue();
        }
    }

    @Test
    void everythingThatTrivysEntrySaysMustHold() throws Exception {
        var rule = only(IgnoreFile.read(".trivyignore.yaml", TRIVY));
        assertThat(rule.reason()).isEqualTo("never called");
        assertThat(covers(rule, LODASH)).isTrue();
        assertThat(covers(rule, LODASH.in("pkg:npm/lodash.merge@4.17.20"))).isFalse();
        assertThat(covers(rule, LODASH.at("lib/lodash/package.json"))).isFalse();
        assertThat(covers(rule, LODASH.at("app/x/lodash/package.json", "lib/a.json"))).isFalse();
    }

    @Test
    void whatTrivyIgnoresBesidesFlawsIsNamedAsNotRead() throws Exception {
        var file = IgnoreFile.read("a.yml", TRIVY + "licenses:\n  - id: MIT\n");
        assertThat(file.rules()).hasSize(1);
        assertThat(file.remarks()).containsExactly("of a.yml is not read: licenses");
    }

    @Test
    void whatTrivyIgnoresOfSecretsIsIgnoredWhereTheIdIsOurs() throws Exception {
        var rule = only(IgnoreFile.read("a.yml", "secrets: [{id: shop-key, paths: [app/**]}]"));
        var key = secret("secret/shop-key", "app/a/.env");
        assertThat(rule.covers(key, INVENTORY)).isTrue();
        assertThat(rule.covers(secret("secret/shop-key", "lib/.env"), INVENTORY)).isFalse();
        assertThat(rule.covers(secret("secret/shop-keys", "app/a/.env"), INVENTORY)).isFalse();
        assertThat(covers(rule, LODASH)).isFalse();
        var whole = only(IgnoreFile.read("a.yml", "secrets: [{id: secret/shop-key}]"));
        assertThat(whole.covers(key, INVENTORY)).isTrue();
        var flaws = only(IgnoreFile.read("a.yml", "vulnerabilities: [{id: shop-key}]"));
        assertThat(flaws.covers(key, INVENTORY)).as("it was written for flaws").isFalse();
        var settings = only(IgnoreFile.read("a.yml", "misconfigurations: [{id: shop-key}]"));
        assertThat(settings.covers(key, INVENTORY)).isFalse();
    }

    @Test
    void aRuleThatNamesNoCheckIsNotOfChecks() throws Exception {
        var rule = only(IgnoreFile.read("g.yaml", "ignore: [{package: {location: 'app/**'}}]"));
        assertThat(rule.covers(secret("secret/shop-key", "app/.env"), INVENTORY)).isFalse();
    }

    @Test
    void everythingThatGrypesRuleSaysMustHold() throws Exception {
        var rule = only(IgnoreFile.read(".grype.yaml", GRYPE));
        var fixed = LODASH.fixedIn("4.17.21");
        assertThat(covers(rule, fixed)).isTrue();
        assertThat(covers(rule, LODASH)).isFalse();
        assertThat(covers(rule, fixed.in("pkg:npm/lodash@4.17.19"))).isFalse();
        assertThat(covers(rule, fixed.in("pkg:npm/my-lodash@4.17.20"))).isFalse();
        assertThat(covers(rule, fixed.in("pkg:pypi/lodash@4.17.20"))).isFalse();
        assertThat(covers(rule, fixed.at("app/lodash/package.json"))).isFalse();
    }

    @Test
    void withoutAliasesGrypesIdIsTheOneThatIsShown() throws Exception {
        var rules =
                IgnoreFile.read(
                                "grype.yaml",
                                "ignore: [{vulnerability: GHSA-CVE-1}, {vulnerability: CVE-1}]")
                        .rules();
        assertThat(covers(rules.get(0), LODASH)).isFalse();
        assertThat(covers(rules.get(1), LODASH)).isTrue();
    }

    @Test
    void grypesWordsForAFixMeanOurStates() throws Exception {
        var rule = only(IgnoreFile.read("grype.yaml", "ignore: [{fix-state: wont-fix}]"));
        assertThat(covers(rule, LODASH.being(FindingState.WILL_NOT_FIX))).isTrue();
        assertThat(covers(rule, LODASH.being(FindingState.AFFECTED))).isFalse();
    }

    @Test
    void aJavaPackageIsNamedWithoutItsGroupInGrypesRule() throws Exception {
        var rule = only(IgnoreFile.read("grype.yaml", "ignore: [{package: {name: log4j-core}}]"));
        assertThat(covers(rule, LODASH.in("pkg:maven/org.apache/log4j-core@2"))).isTrue();
    }

    @Test
    void whatElseGrypesConfigurationSaysIsNamedAsNotRead() throws Exception {
        var file =
                IgnoreFile.read("grype.yaml", GRYPE + "fail-on-severity: high\noutput: [json]\n");
        assertThat(file.remarks())
                .containsExactly("of grype.yaml is not read: fail-on-severity, output");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vulnerability: CVE-1 | match-type: cpe-match"
                        + "| line 2: unknown key 'match-type'; known are fix-state,"
                        + " include-aliases, package, reason, vulnerability",
                "vulnerability: CVE-1 | vex-status: fixed"
                        + "| line 2: unknown key 'vex-status'; known are",
                "vulnerability: CVE-1 | namespace: debian| line 2: unknown key 'namespace'",
                "include-aliases: true | include-aliases: yes"
                        + "| line 2: 'include-aliases' must be true or false",
                "fix-state: fixed | fix-state: wontfix| line 4: no fix-state is called 'wontfix'",
                "type: npm | type: node| line 10: no type is called 'node'; known are R-package",
                "type: npm | type: jenkins-plugin| line 10: no type is called 'jenkins-plugin'",
                "language: javascript | language: js| line 9: no language is called 'js'",
                "name: lod.* | name: lod(| line 7: 'lod(' is no regular expression",
                "**/node_modules/** | [a]/b| line 11: in '[a]/b' only * and ** are understood",
                "name: lod.* | names: lodash| line 7: unknown key 'names'",
            })
    void aSlipInGrypesRulesIsRefusedWithItsLine(String right, String wrong, String message) {
        assertRefused("grype.yaml", GRYPE.replace(right.strip(), wrong), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expired_at: 2026-12-31 | expired_at: soon"
                        + "| line 7: 'soon' is not a date like 2026-12-31",
                "statement: | statment:| line 8: unknown key 'statment'",
                "id: CVE-1 | ids: CVE-1| line 2: unknown key 'ids'",
                "vulnerabilities: | vulnerability:| line 2: unknown key 'vulnerability'",
                "pkg:npm/lodash | lodash| line 6: 'lodash' is not a purl",
            })
    void aSlipInTrivysEntriesIsRefusedWithItsLine(String right, String wrong, String message) {
        assertRefused("trivy.yaml", TRIVY.replace(right.strip(), wrong), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CVE-1 exp:soon | line 1: 'soon' is not a date like 2026-12-31",
                "CVE-1 CVE-2 | line 1: 'CVE-2' is not understood; only exp:2026-12-31 is",
                "CVE-1 expires:2026-12-31 | line 1: 'expires:2026-12-31' is not understood",
            })
    void aSlipInTrivysTextIsRefusedWithItsLine(String text, String message) {
        assertRefused(".trivyignore", text, message);
    }

    @Test
    void aRuleThatWouldIgnoreEverythingIsRefused() {
        assertRefused("g.yaml", "ignore:\n  - reason: quiet\n", "line 2: the rule would ignore");
        assertRefused("g.yaml", "ignore:\n  - package: {}\n", "line 2: the rule would ignore");
    }

    @FuzzTest
    void anyTextIsReadOrRefused(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        for (var name : List.of(".trivyignore", "ignore.yaml")) {
            try {
                assertThat(IgnoreFile.read(name, text).rules())
                        .noneMatch(rule -> rule.conditions().isEmpty());
            } catch (ProblemException refused) {
                assertThat(refused.problem().code()).isEqualTo("ignore-file-malformed");
            }
        }
    }

    private static void assertRefused(String name, String text, String message) {
        assertThatThrownBy(() -> IgnoreFile.read(name, text))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(name + ", " + message.strip());
    }

    private static IgnoreRule only(IgnoreFile file) {
        assertThat(file.rules()).hasSize(1);
        return file.rules().getFirst();
    }

    private static boolean covers(IgnoreRule rule, Flaws flaw) {
        return rule.covers(flaw.build(), INVENTORY);
    }
}
