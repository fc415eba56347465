package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.OciLayouts;

/// A scan tells what is signed about the image, and lets VEX count that is signed by whom it is
/// told to believe.
class SignedVexTest {
    private static final String CLEARED = "1 cleared by VEX";

    @TempDir private Path folder;
    private String image;
    private String team;
    private String other;

    @BeforeEach
    void anImageAndTwoKeys() throws Exception {
        OciLayouts.layout().image(SmallImage.build(), "1").write(folder.resolve("layout"));
        image = "oci:" + folder.resolve("layout") + ":1";
        team = key("team");
        other = key("other");
    }

    private String key(String name) {
        var file = folder.resolve(name).toString();
        assertThat(run("key", "generate", "--name", file).status()).isZero();
        return file;
    }

    @Test
    void vexThatIsSignedByWhomIsBelievedCounts() throws Exception {
        attest("openvex", vex());

        var page = scan("--vex-key", team + ".pub");
        assertThat(page)
                .contains(CLEARED)
                .contains("so says Team")
                .contains("signed by " + team + ".pub")
                .doesNotContain("decides nothing");
    }

    @Test
    void vexThatIsSignedBySomebodyElseIsToldAndDecidesNothing() throws Exception {
        attest("openvex", vex());

        assertThat(scan("--vex-key", other + ".pub"))
                .doesNotContain(CLEARED)
                .contains(
                        "VEX is attached to the image (documents: 1, statements: 1); it is not"
                                + " signed by who is believed (--vex-key, --charter), and decides"
                                + " nothing")
                .contains("attached VEX would clear 1 findings (CVE-2021-23337)");
        assertThat(scan()).doesNotContain(CLEARED).doesNotContain("attached");
    }

    @Test
    void whatIsVerifiedIsNotToldAgainAsUnverified() throws Exception {
        attest("openvex", vex());
        attest(other, "openvex", vex().replace("CVE-2021-23337", "CVE-2019-1"));

        assertThat(scan("--vex-key", team + ".pub"))
                .contains(CLEARED)
                .contains("VEX is attached to the image (documents: 1, statements: 1)")
                .doesNotContain("would clear");
    }

    @Test
    void aStatementOfAnotherTypeIsNoVexWhateverIsInIt() throws Exception {
        attest("custom", vex());

        assertThat(scan("--vex-key", team + ".pub"))
                .doesNotContain(CLEARED)
                .contains("and decides nothing");
    }

    @Test
    void vexOfNoUseIsNamed() throws Exception {
        attest("openvex", vex().replace("not_affected", "harmless"));

        assertThat(scan("--vex-key", team + ".pub"))
                .doesNotContain(CLEARED)
                .contains("signed by " + team + ".pub");
    }

    @Test
    void theHeaderNamesWhatIsSignedAndByWhom() throws Exception {
        run("sign", "--key", team + ".key", image);
        run("sign", "--key", other + ".key", image);
        attest("https://in-toto.io/attestation/test-result/v0.1", "{\"result\": \"FAILED\"}");

        assertThat(scan("--key", team + ".pub"))
                .contains("Evidence signature by " + team + ".pub (sha256:")
                .contains("Evidence test result by " + team + ".pub (sha256:")
                .contains("), which says FAILED")
                .doesNotContain(other);
        assertThat(scan("--key", key("third") + ".pub"))
                .contains("Evidence none by whom you believe; 3 refused");
        assertThat(scan("--key", team + ".pub", "-f", "markdown"))
                .contains("| Evidence | signature");
        assertThat(scan("--key", team + ".pub", "-f", "html"))
                .contains("<dt>Evidence</dt><dd>signature by ");
        assertThat(scan()).doesNotContain("Evidence");
    }

    @Test
    void machinesAreToldToo() throws Exception {
        run("sign", "--key", team + ".key", image);

        var document = run("scan", image, "--key", team + ".pub", "-f", "json").out();

        assertThat(document).contains("\"kind\": \"signature\"").contains("\"refused\": 0");
        var schema = Files.readString(Path.of("..", "docs", "schema", "report-1.schema.json"));
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(schema, InputFormat.JSON)
                                .validate(document, InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void whatCannotBeToldIsAProblemAndNeverNothing() throws Exception {
        var built = SmallImage.build();
        try (var registry = FakeRegistry.start().image("app", "1", built)) {
            registry.answers("/v2/app/referrers/" + built.digest(), 503, "");
            for (var flag : List.of("--key", "--vex-key")) {
                var result = run("scan", registry.host() + "/app:1", flag, team + ".pub");
                assertThat(result.status()).as(result.out()).isEqualTo(1);
                assertThat(result.err()).contains("503");
            }
        }
        var tar =
                Files.write(
                        folder.resolve("a.tar"),
                        OciLayouts.layout().image(built, "1").tar().bytes());
        assertThat(run("scan", tar.toString(), "--key", team + ".pub").err())
                .startsWith("error[evidence-nowhere]");
        assertThat(run("scan", "--running", "--key", team + ".pub").err())
                .startsWith("error[usage]");
    }

    private void attest(String type, String predicate) throws Exception {
        attest(team, type, predicate);
    }

    private void attest(String key, String type, String predicate) throws Exception {
        var file = Files.writeString(folder.resolve("predicate.json"), predicate).toString();
        var made = run("attest", "--key", key + ".key", "--type", type, "--predicate", file, image);
        assertThat(made.status()).as(made.err()).isZero();
    }

    private static String vex() {
        return """
        {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "urn:vex:1", "author": "Team",
         "timestamp": "2026-01-01T00:00:00Z", "version": 1,
         "statements": [{"vulnerability": {"name": "CVE-2021-23337"},
          "products": [{"@id": "pkg:npm/lodash@4.17.20"}],
          "status": "not_affected", "justification": "vulnerable_code_not_present"}]}
        """;
    }

    private String scan(String... flags) {
        var words = new ArrayList<>(List.of("scan", image));
        words.addAll(List.of(flags));
        var result = run(words.toArray(String[]::new));
        assertThat(result.status()).as(result.err()).isZero();
        return result.out().replaceAll("\\s+", " ");
    }
}
