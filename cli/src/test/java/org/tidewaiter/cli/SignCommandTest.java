package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.BuiltIndex;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.OciRegistry;

class SignCommandTest {
    @TempDir private Path folder;
    private final BuiltImage built = SmallImage.build();
    private String image;
    private String key;

    @BeforeEach
    void anImageAndAKey() throws Exception {
        OciLayouts.layout().image(built, "1").write(folder.resolve("layout"));
        image = "oci:" + folder.resolve("layout") + ":1";
        key = folder.resolve("team").toString();
        assertThat(run("key", "generate", "--name", key).status()).isZero();
    }

    @Test
    void whatASignerSignsVerifyFinds() {
        assertThat(verify().status()).isEqualTo(2);

        var signed = run("sign", "--key", key + ".key", "-a", "stage=qa", image);

        assertThat(signed.status()).as(signed.err()).isZero();
        assertThat(signed.out()).startsWith(built.digest() + "  sha256:");
        assertThat(verify("-a", "stage=qa").status()).isZero();
        assertThat(verify("-a", "stage=prod").status()).isEqualTo(2);
    }

    @Test
    void theEnvironmentSaysNothingOfWhatIsSigned() throws Exception {
        var predicate = Files.writeString(folder.resolve("p.json"), "{}").toString();
        for (var words :
                List.of(
                        List.of("sign"),
                        List.of(
                                "attest",
                                "--type",
                                "https://x.example/y",
                                "--predicate",
                                predicate))) {
            var all = new ArrayList<>(words);
            all.addAll(List.of("--key", key + ".key", image));
            var signed =
                    Typed.typed(all.toArray(String[]::new))
                            .with("TIDEWAITER_ROLE", "release")
                            .with("TIDEWAITER_STAGE", "dev")
                            .with("TIDEWAITER_ANNOTATIONS", "a=b")
                            .run();
            assertThat(signed.status()).as(signed.err()).isZero();
        }
        assertThat(verify("-o", "json").out().replaceAll("\\s", ""))
                .contains("\"claims\":{}")
                .doesNotContain("\"release\"", "\"dev\"", "\"a\":\"b\"");
    }

    @Test
    void olderFormsOfSignaturesAreMadeWhereTheyAreAskedFor() {
        for (var form : List.of("cosign", "cosign-referrer")) {
            var signed = run("sign", "--key", key + ".key", "--format", form, image);
            assertThat(signed.status()).as(signed.err()).isZero();
        }
        assertThat(verify().out())
                .contains("cosign-signature-tag in sha256-" + built.digest().hex() + ".sig")
                .contains("cosign-signature-referrer in sha256:");
        assertThat(run("attest", "--key", key + ".key", "--sbom", "--format", "cosign", image))
                .satisfies(one -> assertThat(one.status()).as(one.err()).isZero());
        assertThat(verify("--type", "cyclonedx").out())
                .contains("cosign-attestation-tag in sha256-" + built.digest().hex() + ".att");

        assertThat(run("sign", "--key", key + ".key", "--format", "notary", image).err())
                .contains("'notary' is no form of signatures");
        assertThat(
                        run(
                                        "attest",
                                        "--key",
                                        key + ".key",
                                        "--sbom",
                                        "--format",
                                        "cosign-referrer",
                                        image)
                                .err())
                .startsWith("error[usage]: statements are not kept in the form");
    }

    @Test
    void aFileIsSignedIntoABundleAFileOrOntoTheOutput() throws Exception {
        var file = Files.writeString(folder.resolve("words"), "alpha").toString();
        var bundle = folder.resolve("words.json");
        var text = folder.resolve("words.sig");

        var written =
                run(
                        "sign",
                        "--key",
                        key + ".key",
                        "--blob",
                        file,
                        "--bundle",
                        bundle.toString(),
                        "--output-signature",
                        text.toString());
        assertThat(written.status()).as(written.err()).isZero();
        assertThat(written.out()).isEmpty();
        assertThat(JsonReader.read(Files.readAllBytes(bundle)).get("messageSignature"))
                .satisfies(
                        one -> assertThat(one.text("signature")).isEqualTo(Files.readString(text)));
        assertThat(run("sign", "--key", key + ".key", "--blob", file).out())
                .matches("[A-Za-z0-9+/=]+\n");
    }

    @Test
    void aFileIsNoImage() {
        var file = folder.resolve("none").toString();
        assertThat(run("sign", "--key", key + ".key", "--blob", file).err())
                .startsWith("error[blob-unreadable]");
        assertThat(run("sign", "--key", key + ".key", "--blob", file, image).err())
                .startsWith("error[usage]: --blob signs a file");
        assertThat(run("sign", "--key", key + ".key", "--bundle", file, image).err())
                .startsWith("error[usage]: the signature of an image is kept beside it");
        assertThat(run("sign", "--key", key + ".key").err())
                .startsWith("error[usage]: no image was named");
    }

    @Test
    void whatIsSignedIsCarriedWithItsImageAndVerifiedWhereItComesTo() throws Exception {
        run("sign", "--key", key + ".key", image);
        try (var registry = OciRegistry.startWithoutReferrers()) {
            var there = registry.host() + "/team/app:1";
            var copied = run("evidence", "copy", image, there);
            assertThat(copied.status()).as(copied.err()).isZero();
            assertThat(copied.out()).isEqualTo(built.digest() + "  1\n");

            run("evidence", "copy", there, "oci:" + folder.resolve("carried") + ":1");
        }
        image = "oci:" + folder.resolve("carried") + ":1";
        assertThat(verify().status()).isZero();
    }

    @Test
    void evidenceIsCopiedFromWhereItCanStand() {
        assertThat(run("evidence", "copy", "dir:" + folder, "oci:" + folder + ":1").err())
                .startsWith("error[evidence-nowhere]");
        assertThat(run("evidence", "copy", image, "No Name").err())
                .startsWith("error[image-name-invalid]");
    }

    @Test
    void aStatementIsOfItsTypeAndNoSignature() throws Exception {
        var predicate =
                Files.writeString(folder.resolve("b.json"), "{\"bomFormat\":\"CycloneDX\"}");

        var attested =
                run(
                        "attest",
                        "--key",
                        key + ".key",
                        "--type",
                        "cyclonedx",
                        "--predicate",
                        predicate.toString(),
                        image);

        assertThat(attested.status()).as(attested.err()).isZero();
        assertThat(verify("--type", "cyclonedx").status()).isZero();
        assertThat(verify().status()).isEqualTo(2);
    }

    @Test
    void aBillOfWhatIsInTheImageIsMadeAndSigned() throws Exception {
        var attested = run("attest", "--key", key + ".key", "--sbom", image);
        assertThat(attested.status()).as(attested.err()).isZero();
        assertThat(attested.out()).startsWith(built.digest() + "  sha256:");

        assertThat(verify("--type", "cyclonedx").out())
                .contains("by " + key + ".pub")
                .contains("format: 1.6")
                .contains("packages: ");
        assertThat(verify("--type", "spdxjson").status()).isEqualTo(2);
        assertThat(statement(attested).get("predicate").get("components").items())
                .anySatisfy(one -> assertThat(one.text("name")).isEqualTo("lodash"));

        run("attest", "--key", key + ".key", "--sbom", "--type", "spdx", image);
        assertThat(verify("--type", "spdxjson").status()).isZero();
        assertThat(verify().status()).isEqualTo(2);
    }

    @Test
    void whatCouldNotBeReadStandsInTheBillAndInTheScan() throws Exception {
        var broken =
                ImageBuilder.image()
                        .layer(tar().file("lib/apk/db/installed", "P:musl\nno field\n"))
                        .build();
        OciLayouts.layout().image(broken, "1").write(folder.resolve("layout"));

        var bill = run("attest", "--key", key + ".key", "--sbom", image);
        assertThat(statement(bill).get("predicate").toString())
                .contains("tidewaiter:gap")
                .contains("lib/apk/db/installed");
        var scan = attestScan();
        assertThat(statement(scan).get("predicate").get("tidewaiterGaps").items())
                .satisfiesExactly(
                        gap -> assertThat(gap.text("path")).isEqualTo("lib/apk/db/installed"));
    }

    @Test
    void aScanIsAttestedWithTheAdvisoriesThatItRestsOn() throws Exception {
        var attested = attestScan();
        assertThat(attested.status()).as(attested.err()).isZero();

        var scanner = statement(attested).get("predicate").get("scanner");
        assertThat(scanner.get("result").items())
                .anySatisfy(one -> assertThat(one.text("id")).isEqualTo("CVE-2021-23337"));
        assertThat(scanner.get("db").text("lastUpdate")).isEqualTo("2025-06-01T00:00:00Z");
        assertThat(scanner.get("db").text("version")).startsWith("sha256:");
        assertThat(verify("--type", "scan").out())
                .contains("findings: " + scanner.get("result").items().size())
                .contains("database updated: 2025-06-01T00:00:00Z");

        assertThat(attestScan("--type", "vuln").status()).isZero();
        assertThat(verify("--type", "vuln").status()).isZero();
    }

    @Test
    void ofAnIndexWhatWasReadIsSaidOfThePlatform() throws Exception {
        OciLayouts.layout().image(BuiltIndex.of(built), "1").write(folder.resolve("layout"));

        var attested = run("attest", "--key", key + ".key", "--sbom", image);

        assertThat(attested.out()).startsWith(built.digest() + "  sha256:");
        assertThat(verify("--type", "cyclonedx").status()).isZero();
    }

    @Test
    void nothingIsAttestedByASampleOfTheAdvisories() {
        var result = run("attest", "--key", key + ".key", "--scan", image);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("error[advisories-not-fit]");
    }

    @Test
    void onePlatformOfAnIndexIsSignedWhereItIsNamed() throws Exception {
        var index = BuiltIndex.of(built);
        OciLayouts.layout().image(index, "1").write(folder.resolve("layout"));
        var predicate = Files.writeString(folder.resolve("p.json"), "{}");
        assertThat(run("sign", "--key", key + ".key", image).out())
                .doesNotStartWith(built.digest() + "  ");
        assertThat(run("sign", "--key", key + ".key", "--platform", "linux/amd64", image).out())
                .startsWith(built.digest() + "  ");
        assertThat(attest("link", predicate).out()).doesNotStartWith(built.digest() + "  ");
        assertThat(attest("link", predicate, "--platform", "linux/amd64").out())
                .startsWith(built.digest() + "  ");
    }

    @Test
    void aFlagThatWouldDoNothingIsRefused() throws Exception {
        var file = Files.writeString(folder.resolve("p.json"), "{}");
        var blob = "--blob=" + file;
        for (var flags :
                List.of(
                        List.of("--output-folder", "x", image),
                        List.of("--registries.d", "x", image),
                        List.of("--recursive", "--platform", "linux/amd64", image),
                        List.of("--format", "gpg", "--platform", "linux/amd64", image),
                        List.of(blob, "--platform", "linux/amd64"),
                        List.of(blob, "--output-folder", "x"))) {
            var words = new ArrayList<>(List.of("sign", "--key", key + ".key"));
            words.addAll(flags);
            assertThat(run(words.toArray(String[]::new)).err())
                    .startsWith("error[usage]: --")
                    .contains(" would do nothing: ");
        }
        assertThat(attest("link", file, "--advisories", "x").err())
                .startsWith("error[usage]: --advisories would do nothing");
        assertThat(run("sign", "--key", key + ".key", "--role", "", image).err())
                .startsWith("error[usage]: --role names none");
        assertThat(run("sign", "--key", key + ".key", "-a", "role=x", "--role", "y", image).err())
                .startsWith("error[usage]: --annotations and --role both say the role");
    }

    @Test
    void signsAsItWasTypedForCosign() throws Exception {
        var words = List.of("sign", "-y", "--tlog-upload=false", "--key", "env://MINE", image);
        var signed =
                Typed.typed(words.toArray(String[]::new))
                        .with("MINE", Files.readString(Path.of(key + ".key")))
                        .run();
        assertThat(signed.status()).as(signed.err()).isZero();
        var verified =
                Typed.typed("verify", "--key", "env://MINE", image)
                        .with("MINE", Files.readString(Path.of(key + ".pub")))
                        .run();
        assertThat(verified.status()).as(verified.err()).isZero();
        var link = Files.writeString(folder.resolve("p.json"), "{}");
        assertThat(attest("link", link, "-y", "--tlog-upload=false").status()).isZero();

        assertThat(attest("link", link, "--tlog-upload=true").err())
                .startsWith("error[usage]: nothing is written to a transparency log");
        assertThat(run("sign", "--key", "env://MINE", image).err())
                .startsWith("error[key-unreadable]: the variable MINE has no key");
        for (var place :
                List.of("https://x.example/a.pub", "awskms:///alias/a", "pkcs11:token=a")) {
            assertThat(run("verify", "--key", place, image).err())
                    .startsWith("error[key-unreadable]: keys of ")
                    .contains("are not supported");
        }
    }

    @Test
    void aTypeIsCalledAsVerifyCallsIt() throws Exception {
        var predicate = Files.writeString(folder.resolve("p.json"), "{\"result\":\"PASSED\"}");
        var attested = attest("test-result", predicate);
        assertThat(attested.status()).as(attested.err()).isZero();
        assertThat(verify("--type", "test-result").status()).isZero();
        assertThat(verify("--type", "https://in-toto.io/attestation/test-result/v0.1").status())
                .isZero();
        for (var word : List.of("signature", "bill-of-materials")) {
            assertThat(attest(word, predicate).err())
                    .startsWith("error[type-unknown]: there is no one type of statement");
        }
    }

    @Test
    void oneThingIsSaidAtOnceAndOfItsOwnType() {
        assertThat(run("attest", "--key", key + ".key", image).err()).startsWith("error[usage]");
        assertThat(run("attest", "--key", key + ".key", "--sbom", "--scan", image).err())
                .startsWith("error[usage]");
        assertThat(run("attest", "--key", key + ".key", "--sbom", "--type", "vuln", image).err())
                .startsWith("error[usage]: --sbom makes no statement of the type");
        assertThat(run("attest", "--key", key + ".key", "--scan", "--type", "link", image).err())
                .startsWith("error[usage]: --scan makes no statement of the type");
    }

    private Typed.Result attestScan(String... more) throws Exception {
        var feeds = Files.createDirectories(folder.resolve("feeds"));
        Files.writeString(
                feeds.resolve("GHSA-35jh-r3h4-6jhm.json"),
                """
                {"schema_version": "1.4.0", "id": "GHSA-35jh-r3h4-6jhm",
                 "modified": "2025-06-01T09:00:00Z", "published": "2021-05-06T16:05:51Z",
                 "aliases": ["CVE-2021-23337"], "summary": "Command injection",
                 "affected": [{"package": {"ecosystem": "npm", "name": "lodash"},
                   "ranges": [{"type": "SEMVER",
                     "events": [{"introduced": "0"}, {"fixed": "4.17.21"}]}]}]}
                """);
        var store = folder.resolve("advisories.db").toString();
        var made = run("db", "build", "--from", feeds.toString(), "--advisories", store);
        assertThat(made.status()).as(made.err()).isZero();
        var words =
                new ArrayList<>(
                        List.of(
                                "attest",
                                "--key",
                                key + ".key",
                                "--scan",
                                "--advisories",
                                store,
                                image));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    /// From the bundle that a command has put into the layout.
    private Json statement(Typed.Result attested) throws Exception {
        assertThat(attested.status()).as(attested.err()).isZero();
        var manifest = blob(attested.out().strip().split(" +", 2)[1]);
        var bundle = blob(manifest.get("layers").items().getFirst().text("digest"));
        return JsonReader.read(
                Base64.getDecoder().decode(bundle.get("dsseEnvelope").text("payload")));
    }

    private Json blob(String digest) throws Exception {
        var name = digest.substring("sha256:".length());
        return JsonReader.read(
                Files.readAllBytes(folder.resolve("layout/blobs/sha256").resolve(name)));
    }

    @Test
    void whatIsNoStatementIsNotSigned() throws Exception {
        var predicate = Files.writeString(folder.resolve("b.json"), "{");

        assertThat(attest("cyclonedx", predicate).err()).startsWith("error[predicate-unusable]");
        Files.writeString(predicate, "{}");
        assertThat(attest("slsaprovenance1", predicate).err())
                .startsWith("error[predicate-unusable]: " + predicate + " is refused by whoever")
                .contains("runDetails.builder.id");
        assertThat(attest("cycloneDX", predicate).err()).startsWith("error[type-unknown]");
        assertThat(attest("cyclonedx", folder.resolve("none")).err())
                .startsWith("error[predicate-unusable]");
        assertThat(run("sign", "--key", key + ".pub", image).err()).contains("error[key-");
        assertThat(run("sign", "--key", key + ".key", "-a", "qa", image).err())
                .contains("error[usage]");
    }

    private Typed.Result attest(String type, Path predicate, String... more) {
        var words = new ArrayList<>(List.of("attest", image, "--key", key + ".key"));
        words.addAll(List.of("--type", type, "--predicate", predicate.toString()));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private Typed.Result verify(String... flags) {
        var words = new ArrayList<>(List.of("verify", image));
        words.addAll(List.of("--key", key + ".pub"));
        words.addAll(List.of(flags));
        return run(words.toArray(String[]::new));
    }
}
