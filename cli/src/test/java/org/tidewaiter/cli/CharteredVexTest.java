package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.signing.charter.CharterFile;
import org.tidewaiter.testkit.image.OciRegistry;

/// A scan believes the holders of a charter, and of VEX what its role for that says.
class CharteredVexTest {
    private static final String CLEARED = "1 cleared by VEX";
    private static final String VEX =
            """
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "urn:vex:1", "author": "Team",
             "timestamp": "2026-01-01T00:00:00Z", "version": 1,
             "statements": [{"vulnerability": {"name": "CVE-2021-23337"},
              "products": [{"@id": "pkg:npm/lodash@4.17.20"}],
              "status": "not_affected", "justification": "vulnerable_code_not_present"}]}
            """;

    @TempDir private Path folder;
    private OciRegistry registry;
    private String image;
    private String charter;

    @BeforeEach
    void anImageKeysAndACharter() throws Exception {
        registry = OciRegistry.start().image("app", "1", SmallImage.build());
        image = registry.host() + "/app:1";
        for (var name : List.of("build", "vera", "vito", "stranger")) {
            var made = run("key", "generate", "--name", folder.resolve(name).toString());
            assertThat(made.status()).as(made.err()).isZero();
        }
        charter = charter("", "");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    /// @param ofVex more of that role
    /// @param end more of the document
    private String charter(String ofVex, String end) throws Exception {
        return charter("2036-01-01", ofVex, end);
    }

    private String charter(String expires, String ofVex, String end) throws Exception {
        var draft =
                """
                name: acme
                version: 1
                issued: 2026-01-01
                expires: %s
                owners: {holders: [olga]}
                holders:
                  olga: {keys: [{file: olga}]}
                  builder: {keys: [{file: build}]}
                  vera: {keys: [{file: vera}]}
                  vito: {keys: [{file: vito}]}
                roles:
                  build: {holders: [builder], says: [signature, vex]}
                  vex: {holders: [vera, vito], says: [vex]%s}
                stages:
                  dev: {roles: [build]}
                %s\
                """
                        .formatted(expires, ofVex, end);
        var signed = new OwnedCharters(folder).signed(draft, Optional.empty());
        return Files.write(folder.resolve("acme.charter"), CharterFile.write(signed)).toString();
    }

    private void attest(String holder, String predicate, String... flags) throws Exception {
        var file = Files.writeString(folder.resolve("predicate.json"), predicate).toString();
        var words =
                new ArrayList<>(List.of("attest", "--key", folder.resolve(holder) + ".key", image));
        words.addAll(List.of("--type", "openvex", "--predicate", file));
        words.addAll(List.of(flags));
        var made = run(words.toArray(String[]::new));
        assertThat(made.status()).as(made.err()).isZero();
    }

    private Typed.Result scanned(String... flags) {
        var words = new ArrayList<>(List.of("scan", image, "--charter", charter));
        words.addAll(List.of("--charter-memory", folder.resolve("memory").toString()));
        words.addAll(List.of(flags));
        return run(words.toArray(String[]::new));
    }

    private String scan(String... flags) {
        var result = scanned(flags);
        assertThat(result.status()).as(result.err()).isZero();
        return result.out().replaceAll("\\s+", " ");
    }

    @Test
    void vexCountsThatIsSaidInTheRoleForIt() throws Exception {
        attest("vera", VEX);

        assertThat(scan())
                .contains(CLEARED)
                .contains("signed by vera (sha256:")
                .contains("Evidence VEX document by vera (sha256:")
                .doesNotContain("decides nothing");
        var explained =
                run(
                        "explain",
                        image,
                        "CVE-2021-23337",
                        "--charter",
                        charter,
                        "--charter-memory",
                        folder.resolve("memory").toString());
        assertThat(explained.status()).as(explained.err()).isZero();
        assertThat(explained.out()).contains("signed by vera");
    }

    @Test
    void vexThatIsSaidInAnotherRoleIsToldAndDecidesNothing() throws Exception {
        attest("build", VEX);

        assertThat(scan())
                .doesNotContain(CLEARED)
                .contains("does not count by the charter: it is said in build, and not in vex")
                .contains("attached VEX would clear 1 findings (CVE-2021-23337)")
                .contains("Evidence VEX document by builder (sha256:");
    }

    @Test
    void whoWasRevokedDoesNotCount() throws Exception {
        attest("vera", VEX);
        charter =
                charter(
                        "",
                        "revocations: [{target: holder, value: vera, from: 2026-02-01, reason: has left}]\n");

        assertThat(scan())
                .doesNotContain(CLEARED)
                .contains("does not count by the charter: revoked-signer: ")
                .contains("Evidence none by whom you believe; 1 refused");
    }

    @Test
    void theRoleCountsForItsRepositoriesInItsTimeOnly() throws Exception {
        attest("vera", VEX);
        charter = charter(", repositories: [%s]".formatted(image.replace(":1", "")), "");
        assertThat(scan()).contains(CLEARED);

        charter = charter(", repositories: [registry.example/app]", "");
        assertThat(scan()).doesNotContain(CLEARED).contains("other-repository: ");

        charter = charter(", until: 2026-02-01", "");
        assertThat(scan()).doesNotContain(CLEARED).contains("role-not-in-force: ");
    }

    @Test
    void asManyMustSayTheSameAsTheRoleWants() throws Exception {
        charter = charter(", threshold: 2", "");
        attest("vera", VEX);
        attest("vito", VEX.replace("urn:vex:1", "urn:vex:2"));
        assertThat(scan())
                .doesNotContain(CLEARED)
                .contains("fewer than 2 holders in vex have said the same");

        attest("vito", VEX, "--role", "vex");
        assertThat(scan()).contains(CLEARED);
    }

    @Test
    void whatNamesAStageIsForThatOne() throws Exception {
        attest("vera", VEX, "--stage", "dev");
        assertThat(scan()).doesNotContain(CLEARED).contains("other-stage: ");
    }

    @Test
    void strangersAreTheNobodyTheyAreWithoutACharter() throws Exception {
        attest("stranger", VEX);
        assertThat(scan())
                .doesNotContain(CLEARED)
                .contains("it is not signed by who is believed (--vex-key, --charter)")
                .contains("Evidence none by whom you believe; 1 refused");
    }

    @Test
    void aCharterThatDoesNotCountEndsTheScan() throws Exception {
        attest("vera", VEX);
        charter = charter("2026-02-01", "", "");
        var expired = scanned();
        assertThat(expired.status()).isEqualTo(ExitCodes.PROBLEM);
        assertThat(expired.err()).startsWith("error[charter-refused]: charter-expired: ");
        assertThat(expired.out()).isEmpty();

        charter = charter("", "");
        var other = scanned("--charter-id", "sha256:" + "0".repeat(64));
        assertThat(other.err()).startsWith("error[charter-refused]: charter-other-id: ");
        charter = folder.resolve("nowhere").toString();
        assertThat(scanned().err()).startsWith("error[charter-unreadable]");
    }

    @Test
    void whatContradictsACharterIsNotAskedButTheEnvironmentGivesWay() throws Exception {
        attest("build", VEX);
        var key = folder.resolve("build.pub").toString();
        for (var flags :
                List.of(
                        List.of("--key", key),
                        List.of("--vex-key", key),
                        List.of("--trust-attached-vex"))) {
            assertThat(scanned(flags.toArray(String[]::new)).err())
                    .startsWith("error[usage]: a charter says itself");
        }
        assertThat(run("scan", image, "--charter-id", "sha256:" + "0".repeat(64)).err())
                .startsWith("error[usage]: --charter-id");
        assertThat(run("scan", "--running", "--charter", charter).err()).startsWith("error[usage]");

        var typedKey =
                Typed.typed("scan", image, "--vex-key", key)
                        .with("TIDEWAITER_CHARTER", charter)
                        .run();
        assertThat(typedKey.out()).contains(CLEARED);
        var typedCharter =
                Typed.typed("scan", image, "--charter", charter)
                        .with("TIDEWAITER_VEX_KEY", key)
                        .with("TIDEWAITER_TRUST_ATTACHED_VEX", "true")
                        .with("XDG_STATE_HOME", folder.resolve("state").toString())
                        .run();
        assertThat(typedCharter.status()).as(typedCharter.err()).isZero();
        assertThat(typedCharter.out()).contains("Evidence").doesNotContain(CLEARED);
    }
}
