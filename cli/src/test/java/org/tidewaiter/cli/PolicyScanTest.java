package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.signing.charter.CharterFile;
import org.tidewaiter.testkit.image.OciLayouts;

/// A scan with a policy decides for a stage, and beyond dev a waiver wants a signature.
class PolicyScanTest {
    private static final String POLICY =
            """
            policy: acme
            rules:
              - id: no-high
                forbid: "findings.filter(f, f.severity in ['high', 'critical'])"
                message: "{it.id} in {it.packageName} is {it.severity}"
              - id: no-root
                action: warn
                forbid: "image.user == ''"
                message: "it starts as root"
            """;

    @TempDir private Path folder;
    private String image;
    private String charter;
    private Path waivers;

    @BeforeEach
    void anImageACharterAndItsPeople() throws Exception {
        image = "oci:" + OciLayouts.layout().image(SmallImage.build(), "1").write(folder) + ":1";
        Files.writeString(folder.resolve("acme.yaml"), POLICY);
        for (var name : List.of("ann", "ben", "cal")) {
            var made = run("key", "generate", "--name", folder.resolve(name).toString());
            assertThat(made.status()).as(made.err()).isZero();
        }
        charter = charter("2026-02-01");
        waivers = folder.resolve("waivers.yaml");
        waive("not reachable");
    }

    private String charter(String issued) throws Exception {
        var draft =
                """
                name: acme
                version: 1
                issued: %s
                expires: 2036-01-01
                owners: {holders: [olga]}
                holders:
                  olga: {keys: [{file: olga}]}
                  ann: {keys: [{file: ann}]}
                  ben: {keys: [{file: ben}]}
                  cal: {keys: [{file: cal}]}
                roles:
                  build: {holders: [cal], says: [signature]}
                  waiver: {holders: [ann, ben], says: [waiver]}
                stages:
                  dev: {roles: [build]}
                  prod: {roles: [build]}
                """
                        .formatted(issued);
        var signed = new OwnedCharters(folder).signed(draft, Optional.empty());
        return Files.write(folder.resolve("acme.charter"), CharterFile.write(signed)).toString();
    }

    private void waive(String reason) throws Exception {
        var text = new StringBuilder("waivers:\n");
        for (var id : ids()) {
            text.append(
                    """
                      - id: %s
                        owner: ann
                        reason: %s
                        expires: 2099-12-31
                        approved-by: ben
                    """
                            .formatted(id, reason));
        }
        Files.writeString(waivers, text);
    }

    /// Of what the sample knows of the image and the policy forbids.
    private List<String> ids() {
        var found = new ArrayList<String>();
        var scanned = run("scan", image, "--severity", "high,critical", "--format", "csv");
        assertThat(scanned.status()).as(scanned.err()).isZero();
        scanned.out()
                .lines()
                .skip(1)
                .forEach(line -> {
                    var matcher = Pattern.compile("CVE-\\d+-\\d+").matcher(line);
                    if (matcher.find()) {
                        found.add(matcher.group());
                    }
                });
        assertThat(found).isNotEmpty();
        return found.stream().distinct().toList();
    }

    private Typed.Result scan(String... flags) {
        var words =
                new ArrayList<>(
                        List.of(
                                "scan",
                                image,
                                "--allow-sample",
                                "--policy",
                                folder.resolve("acme.yaml").toString()));
        words.addAll(List.of(flags));
        return run(words.toArray(String[]::new));
    }

    private Typed.Result chartered(String stage) {
        return scan(
                "--stage",
                stage,
                "--config",
                waivers.toString(),
                "--charter",
                charter,
                "--charter-memory",
                folder.resolve("memory").toString());
    }

    private Typed.Result sign(String person) {
        return run(
                "waiver",
                "sign",
                waivers.toString(),
                "--id",
                String.join(",", ids()),
                "--charter",
                charter,
                "--charter-memory",
                folder.resolve("memory").toString(),
                "--ledger",
                folder.resolve("ledger.jsonl").toString(),
                "--key",
                folder.resolve(person + ".key").toString());
    }

    private String ledger() {
        return run("ledger", "show", "--ledger", folder.resolve("ledger.jsonl").toString()).out();
    }

    @Test
    void whatARuleForbidsIsRefusedWithItsFactsAndExitCodeTwo() {
        var result = scan("--stage", "dev");
        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.out())
                .contains("Refused by rule no-high: CVE-2021-23337 in lodash is high")
                .contains("Warned by rule no-root: it starts as root")
                .contains("Verdict: deny (the policy acme refuses it for dev by no-high)");
    }

    @Test
    void atDevAWaiverCountsAsItIsWritten() {
        var result = scan("--stage", "dev", "--config", waivers.toString());
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("Verdict: warn (no rule of the policy acme refuses it");
    }

    @Test
    void beyondDevItCountsOnceTheSecondPersonHasSigned() {
        assertThat(scan("--stage", "prod", "--config", waivers.toString()).status()).isEqualTo(2);
        var before = chartered("prod");
        assertThat(before.status()).isEqualTo(2);
        assertThat(before.out().replaceAll("\\s+", " "))
                .contains("does not count: ben has not signed it");

        assertThat(sign("ben").status()).isZero();

        var after = chartered("prod");
        assertThat(after.status()).as(after.out() + after.err()).isZero();
    }

    @Test
    void whoeverSignsIsNotedInTheLedgerAndWhoMayNotIsNot() {
        assertThat(sign("cal").status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(ledger()).isEmpty();
        assertThat(sign("ben").status()).isZero();
        assertThat(ledger())
                .contains("waiver  sha256:")
                .contains("by ben: approves of the waiver of ann for ")
                .contains(" until 2099-12-31: not reachable");
    }

    @Test
    void neitherTheOwnerNorAnybodyElseSignsInTheirPlace() {
        assertThat(sign("ann").err()).contains("names ben as its second person");
        assertThat(sign("cal").err()).contains("not-in-role");
        assertThat(chartered("prod").status()).isEqualTo(2);
    }

    @Test
    void aWaiverThatWasChangedSinceMustBeSignedAnew() throws Exception {
        assertThat(sign("ben").status()).isZero();
        waive("never mind");
        assertThat(chartered("prod").status()).isEqualTo(2);
    }

    @Test
    void aSignatureUnderAnotherCharterIsNone() throws Exception {
        assertThat(sign("ben").status()).isZero();
        charter = charter("2026-02-02");
        assertThat(check("prod").out()).contains("ben has not signed it");
    }

    private Typed.Result check(String stage) {
        return run(
                "waiver",
                "check",
                waivers.toString(),
                "--stage",
                stage,
                "--charter",
                charter,
                "--charter-memory",
                folder.resolve("other-memory").toString());
    }

    @Test
    void aCheckSaysOfEachWhetherItCounts() {
        assertThat(check("dev").status()).isZero();
        var unsigned = check("prod");
        assertThat(unsigned.status()).isEqualTo(2);
        assertThat(unsigned.out()).contains("does not count: ben has not signed it");
        assertThat(sign("ben").status()).isZero();
        var signed = check("prod");
        assertThat(signed.status()).as(signed.out()).isZero();
        assertThat(signed.out())
                .contains("counts until 2099-12-31")
                .contains("not reachable (ann, approved by ben, signed)");
    }

    @Test
    void aRuleThatAsksForEvidenceSaysThatItWantsACharter() throws Exception {
        Files.writeString(
                folder.resolve("acme.yaml"),
                """
                policy: acme
                rules:
                  - id: signed
                    require: "evidence.exists(e, e.kind == 'signature')"
                    message: "nobody has signed it"
                """);
        var without = scan("--stage", "prod");
        assertThat(without.status()).isEqualTo(2);
        assertThat(without.out().replaceAll("\\s+", " ")).contains("without a charter (--charter)");
        var unsigned = chartered("prod");
        assertThat(unsigned.out()).contains("Refused by rule signed: nobody has signed it");
        var made = run("sign", "--key", folder.resolve("cal.key").toString(), image);
        assertThat(made.status()).as(made.err()).isZero();
        var signed = chartered("prod");
        assertThat(signed.status()).as(signed.out() + signed.err()).isZero();
    }

    @Test
    void aPolicyWantsAStageAndAStageAPolicy() {
        assertThat(scan().err()).contains("for which stage", "for example --stage prod");
        assertThat(scan("--charter", charter).err()).contains("dev, prod");
        assertThat(run("scan", image, "--stage", "prod").err()).contains("name it with --policy");
        assertThat(chartered("moon").err()).contains("stage-unknown");
    }

    @Test
    void onTheSampleNoPolicyDecides() {
        var result =
                run(
                        "scan",
                        image,
                        "--policy",
                        folder.resolve("acme.yaml").toString(),
                        "--stage",
                        "dev");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("the advisories are only a sample");
    }

    @Test
    void anExportSaysThatTheFlawIsLivedWith() throws Exception {
        Files.writeString(
                waivers,
                """
                waivers:
                  - {id: CVE-1, package: "pkg:npm/lodash", owner: ann, approved-by: ben,
                     expires: 2099-12-31, reason: not reachable}
                  - {id: CVE-2, package: "pkg:npm/lodash", owner: ann, approved-by: ben,
                     expires: 2099-12-31, reason: component_not_present}
                  - {id: CVE-3, package: "pkg:npm/*", owner: ann, approved-by: ben,
                     expires: 2099-12-31, reason: too wide}
                """);
        var result = run("waiver", "export", waivers.toString());
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("\"action_statement\": \"accepted until 2099-12-31: not reachable\"")
                .contains("\"justification\": \"component_not_present\"")
                .doesNotContain("CVE-3");
        assertThat(result.err()).contains("CVE-3 is left out");
    }
}
