package org.tidewaiter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;
import static org.tidewaiter.testkit.signing.SignedDocuments.COSIGN_SIGN;
import static org.tidewaiter.testkit.signing.SignedDocuments.bundle;
import static org.tidewaiter.testkit.signing.SignedDocuments.messageBundle;
import static org.tidewaiter.testkit.signing.SignedDocuments.signed;
import static org.tidewaiter.testkit.signing.SignedDocuments.simplePayload;
import static org.tidewaiter.testkit.signing.SignedDocuments.statement;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.BuiltIndex;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.signing.Attachments;
import org.tidewaiter.testkit.signing.TestKey;

class VerifyCommandTest {
    private static final TestKey KEY = TestKey.p256();
    private static final TestKey OTHER = TestKey.ed25519();
    private static final String FAILED_TEST = "{\"result\":\"FAILED\",\"failedTests\":[\"smoke\"]}";
    private static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";
    private static final String PROVENANCE =
            """
            {"buildDefinition":{"buildType":"https://build.example/make"},\
            "runDetails":{"builder":{"id":"https://build.example/1"}}}\
            """;

    @TempDir Path folder;
    private final BuiltImage image = SmallImage.build();
    private FakeRegistry registry;
    private String name;
    private String key;

    @BeforeEach
    void aRegistryAndAKey() throws Exception {
        registry = FakeRegistry.start().image("shop/app", "1", image);
        name = registry.host() + "/shop/app:1";
        key = keyFile("release.pub", KEY);
    }

    private String keyFile(String file, TestKey pair) throws Exception {
        return Files.writeString(folder.resolve(file), pair.publicPem()).toString();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aSignatureInEachFormIsVerified() throws Exception {
        var digest = image.digest();
        var signature = statement(digest, COSIGN_SIGN, "{}");
        passes("sigstore-bundle", Attachments.of(digest).bundle(bundle(signed(signature, KEY))));
        passes(
                "sigstore-bundle",
                Attachments.of(digest).bundle(messageBundle(image.manifest(), KEY)));
        passes(
                "cosign-signature-tag",
                Attachments.of(digest).signature(simplePayload(digest), OTHER, KEY));
        passes(
                "cosign-attestation-tag",
                Attachments.of(digest).attestation(signed(signature, KEY)));
        passes(
                "dsse-envelope",
                Attachments.of(digest)
                        .referrer("application/vnd.in-toto+json", signed(signature, OTHER, KEY)));
    }

    private void passes(String form, Attachments attachments) throws Exception {
        registry.close();
        registry = FakeRegistry.start().image("shop/app", "1", image);
        name = registry.host() + "/shop/app:1";
        attachments.into(registry, "shop/app");
        var result = verify();
        assertThat(result.status()).as(result.out()).isZero();
        assertThat(result.out())
                .contains("verified  signature: ")
                .contains("by " + key + " (sha256:")
                .contains(form + " in sha256")
                .contains("\npassed: signature is verified, by " + key + " (sha256:");
    }

    @Test
    void aFailedTestThatTheKeyAttestsIsNoSignature() {
        attach(bundle(signed(statement(image.digest(), TEST_RESULT, FAILED_TEST), KEY)));
        var result = verify();
        assertThat(result.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(result.out())
                .contains("verified  test result: " + TEST_RESULT)
                .contains("result: FAILED")
                .endsWith(
                        "refused: signature is not verified; what is verified is something else: 1"
                                + " test result\n");
        assertThat(verify("--type", "test-result").status()).isEqualTo(ExitCodes.REFUSED);
    }

    @Test
    void anotherTypeIsVerifiedByItsKindByCosignsWordOrByItsAddress() {
        var type = "https://slsa.dev/provenance/v1";
        attach(bundle(signed(statement(image.digest(), type, PROVENANCE), KEY)));
        assertThat(verify("--type", "provenance").out())
                .contains("builder: https://build.example/1")
                .contains("passed: provenance is verified, by " + key);
        assertThat(verify("--type", "slsaprovenance1").status()).isZero();
        assertThat(verify("--type", type).status()).isZero();
        assertThat(verify("--type", "slsaprovenance").status()).isEqualTo(2);
        assertThat(verify("--type", "vex").status()).isEqualTo(2);
        assertThat(verify().status()).isEqualTo(2);
        assertThat(verify("--type", "nonsense").err()).contains("error[type-unknown]");
    }

    @Test
    void whatTheSignerSaysBesideMayBeAskedFor() {
        Attachments.of(image.digest())
                .signature(simplePayload(image.digest()), KEY)
                .into(registry, "shop/app");
        assertThat(verify("-a", "stage=qa").status()).isZero();
        assertThat(verify("-a", "stage=prod").out())
                .endsWith(
                        "refused: signature with stage=prod is not verified; what is verified is"
                                + " something else: 1 signature\n");
        assertThat(verify("-a", "stage").err()).contains("error[usage]");
    }

    @Test
    void whatIsRefusedSaysWhyAndWhatWouldHelp() throws Exception {
        attach(bundle(signed(statement(image.digest(), COSIGN_SIGN, "{}"), OTHER)));
        var result = verify();
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out())
                .contains("refused   unknown-key: no key that is trusted here has signed it")
                .contains("mend: name the key of who signed")
                .endsWith("refused: signature is not verified\n");
        assertThat(verify("--key", keyFile("other.pub", OTHER)).status()).isZero();
    }

    @Test
    void nothingBesideTheImageIsSaid() {
        var result = verify();
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out())
                .contains("manifest " + image.digest() + "\n  nothing stands beside it\n");
    }

    @Test
    void whatCannotBeToldIsAProblemAndNeverUnsigned() {
        registry.answers("/v2/shop/app/referrers/" + image.digest(), 403, "{}");
        var result = verify();
        assertThat(result.status()).isEqualTo(ExitCodes.PROBLEM);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("error[registry-denied]");
    }

    @Test
    void theSameIsVerifiedInALayout() throws Exception {
        var attached =
                Attachments.of(image.digest())
                        .bundle(bundle(signed(statement(image.digest(), COSIGN_SIGN, "{}"), KEY)))
                        .signature(simplePayload(image.digest()), KEY);
        var layout =
                attached.into(OciLayouts.layout().image(image, "1")).write(folder.resolve("image"));
        var result = run("verify", "oci:" + layout + ":1", "--key", key);
        assertThat(result.out())
                .contains("\npassed: signature is verified, by " + key + " (sha256:");
        assertThat(result.status()).isZero();
    }

    @Test
    void aSignatureOfTheIndexThatLedToTheImageCounts() {
        var index = BuiltIndex.of(image);
        registry.image("shop/app", "all", index);
        var digest = index.digest();
        Attachments.of(digest)
                .bundle(bundle(signed(statement(digest, COSIGN_SIGN, "{}"), KEY)))
                .into(registry, "shop/app");
        var result = run("verify", registry.host() + "/shop/app:all", "--key", key);
        assertThat(result.out())
                .contains("index " + digest + "\n  verified  signature")
                .contains("manifest " + image.digest() + "\n  nothing stands beside it")
                .contains("\npassed: signature is verified, by " + key + " (sha256:");
    }

    @Test
    void aStatementOfTheIndexCopiedToAnotherImageIsRefused() {
        var other = Digest.parse("sha256:" + "a".repeat(64)).orElseThrow();
        attach(bundle(signed(statement(other, COSIGN_SIGN, "{}"), KEY)));
        assertThat(verify().out())
                .contains(
                        "refused   other-subject: it is about something else than what is verified ("
                                + other
                                + ")");
    }

    @Test
    void machinesGetADocument() throws Exception {
        attach(
                bundle(signed(statement(image.digest(), COSIGN_SIGN, "{}"), KEY)),
                bundle(signed(statement(image.digest(), COSIGN_SIGN, "{}"), OTHER)));
        var json = JsonReader.read(verify("-o", "json").out().getBytes(UTF_8));
        assertThat(json.text("schema")).isEqualTo("tidewaiter-evidence-1");
        assertThat(json.get("passed").isTrue()).isTrue();
        assertThat(json.get("subjects").items().getFirst().get("evidence").items())
                .extracting(one -> one.text("state") + " " + one.text("reason"))
                .containsExactlyInAnyOrder("verified ", "refused unknown-key");
        assertThat(verify("-o", "json")).isEqualTo(verify("-o", "json"));
        followsItsSchema(verify("-o", "json").out());
        followsItsSchema(run("evidence", "tree", name, "-o", "json").out());
    }

    private static void followsItsSchema(String document) throws Exception {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                Files.readString(
                                        Path.of("..", "docs", "schema", "evidence-1.schema.json")),
                                InputFormat.JSON);
        assertThat(schema.validate(document, InputFormat.JSON)).isEmpty();
    }

    @Test
    void theTreeListsEverythingWithOrWithoutAKey() {
        Attachments.of(image.digest())
                .bundle(bundle(signed(statement(image.digest(), COSIGN_SIGN, "{}"), KEY)))
                .signature(simplePayload(image.digest()), OTHER)
                .bill("{}")
                .referrer("application/vnd.example", "a chart")
                .into(registry, "shop/app");
        var tag = "sha256-" + image.digest().hex();
        var tree = run("evidence", "tree", name);
        assertThat(tree.status()).isZero();
        assertThat(tree.out())
                .startsWith(name + "\n└── manifest " + image.digest() + "\n    ├── ")
                .contains("cosign-signature-tag in " + tag + ".sig: signed, and no key was named")
                .contains("cosign-bill-tag in " + tag + ".sbom: refused, no-signature")
                .contains("none in sha256:")
                .contains("refused, unknown-form")
                .containsPattern(
                        "sigstore-bundle in sha256:[0-9a-f]+: signed, and no key was named to verify it"
                                + " \\(it calls itself "
                                + COSIGN_SIGN
                                + "\\)");
        assertThat(run("evidence", "tree", name, "--key", key).out())
                .contains(": verified signature by " + key);
    }

    @Test
    void withoutAKeyItIsNotUnderstood() {
        assertThat(run("verify", name).err()).contains("error[usage]").contains("--key");
    }

    @Test
    void whatIsNoKeyIsSaid() throws Exception {
        var broken = Files.writeString(folder.resolve("broken.pub"), "alpha").toString();
        assertThat(run("verify", name, "--key", broken).err()).contains("error[key-unusable]");
        assertThat(run("verify", name, "--key", folder.resolve("none").toString()).err())
                .contains("error[key-unreadable]");
    }

    @Test
    void whereNothingCanStandBesideAnImageIsAProblem() {
        assertThat(run("verify", "dir:" + folder, "--key", key).err())
                .contains("error[evidence-nowhere]");
    }

    private void attach(String... bundles) {
        var attachments = Attachments.of(image.digest());
        for (var one : bundles) {
            attachments.bundle(one);
        }
        attachments.into(registry, "shop/app");
    }

    private Typed.Result verify(String... flags) {
        var words = new String[flags.length + 4];
        words[0] = "verify";
        words[1] = name;
        words[2] = "--key";
        words[3] = key;
        System.arraycopy(flags, 0, words, 4, flags.length);
        return run(words);
    }
}
