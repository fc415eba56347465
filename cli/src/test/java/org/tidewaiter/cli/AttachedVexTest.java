package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.Digest;
import org.tidewaiter.testkit.image.Blobs;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.OciLayouts;

/// VEX that somebody attached to an image.
class AttachedVexTest {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String NOT_HEARD = "without --trust-attached-vex it decides nothing";

    @TempDir Path folder;
    private final BuiltImage image = SmallImage.build();
    private FakeRegistry registry;
    private String name;

    @BeforeEach
    void aRegistry() throws Exception {
        registry = FakeRegistry.start().image("shop/app", "1", image);
        name = registry.host() + "/shop/app:1";
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void itIsToldAndClearsNothing() {
        attach(vex());
        var result = scan("--vex", "attached");
        assertThat(result.status()).isZero();
        assertThat(flat(result.out()))
                .contains("Findings", "CVE-2021-23337")
                .contains(
                        "VEX is attached to the image (documents: 1, statements: 1); " + NOT_HEARD)
                .contains("attached VEX would clear 1 findings (CVE-2021-23337)")
                .doesNotContain("cleared by VEX");
    }

    @Test
    void itCountsWhereItIsTrusted() {
        attach(vex());
        var result = scan("--trust-attached-vex");
        assertThat(flat(result.out()))
                .contains("1 cleared by VEX")
                .contains("so says Mallory at 2026-01-01T00:00:00Z in attached sha256:")
                .contains("it is believed, and nobody verified who signed it");
    }

    @Test
    void withoutAskingNothingIsLookedFor() {
        attach(vex());
        assertThat(scan().out()).doesNotContain("attached");
        assertThat(registry.requests())
                .noneMatch(one -> one.path().contains("referrers") || one.path().contains("att"));
    }

    @Test
    void theAttestationsOfCosignAreFoundByTheirTag() {
        var envelope = envelope(statement(image.digest(), vex()));
        var manifest = manifest("", envelope, "application/vnd.dsse.envelope.v1+json");
        registry.manifest(
                "shop/app", "sha256-" + image.digest().hex() + ".att", MANIFEST, bytes(manifest));
        assertThat(flat(scan("--trust-attached-vex").out())).contains("1 cleared by VEX");
    }

    @Test
    void aRegistryThatKeepsTheListUnderATagIsUnderstood() {
        var manifest = attached(vex(), "application/vnd.openvex+json");
        registry.manifest(
                "shop/app",
                "sha256-" + image.digest().hex(),
                "application/vnd.oci.image.index.v1+json",
                bytes(index(manifest)));
        assertThat(flat(scan("--trust-attached-vex").out())).contains("1 cleared by VEX");
    }

    @Test
    void aStatementAboutAnotherImageIsNotUsed() {
        var other = Blobs.digest(bytes("another image"));
        referrers(attached(envelope(statement(other, vex())), "application/vnd.in-toto+json"));
        assertThat(flat(scan("--trust-attached-vex").out()))
                .contains("is not used: it is of another image")
                .contains("Findings");
    }

    @Test
    void aBundleOfSigstoreIsOpened() {
        var bundle =
                "{\"mediaType\": \"x\", \"dsseEnvelope\": %s}"
                        .formatted(envelope(statement(image.digest(), vex())));
        referrers(attached(bundle, "application/vnd.dev.sigstore.bundle.v0.3+json"));
        assertThat(flat(scan("--trust-attached-vex").out())).contains("1 cleared by VEX");
    }

    @Test
    void whatIsNoVexIsPassedOverAndWhatIsBrokenIsSaid() {
        referrers(
                attached("{\"bomFormat\": \"CycloneDX\"}", "application/vnd.cyclonedx+json"),
                attached("{\"@context\": ", "application/vnd.openvex+json"));
        assertThat(flat(scan("--trust-attached-vex").out()))
                .contains("is not used: it is no JSON")
                .doesNotContain("VEX is attached");
    }

    @Test
    void aFailureToLookIsSaidAndNeverTakenForNothing() {
        registry.answers("/v2/shop/app/referrers/" + image.digest(), 403, "{}");
        assertThat(flat(scan("--vex", "attached").out()))
                .contains("attached VEX could not be looked for: ")
                .contains("403");
    }

    @Test
    void itIsFoundInALayoutToo() throws Exception {
        var vex = bytes(vex());
        var manifest = bytes(manifest(subject(), vex(), "application/vnd.openvex+json"));
        var layout =
                OciLayouts.layout()
                        .image(image, "1")
                        .file(blob(Blobs.digest(vex)), vex)
                        .file(blob(Blobs.digest(manifest)), manifest);
        var place = layout.write(folder.resolve("image"));
        var listed = Files.readString(place.resolve("index.json"));
        Files.writeString(
                place.resolve("index.json"),
                listed.replaceFirst("\\]\\}$", ",%s]}".formatted(descriptor(MANIFEST, manifest))));
        assertThat(flat(run("scan", place + ":1", "--trust-attached-vex").out()))
                .contains("1 cleared by VEX");
    }

    @Test
    void anExplanationNamesWhatIsNotHeard() {
        attach(vex());
        assertThat(flat(run("explain", name, "CVE-2021-23337", "--vex", "attached").out()))
                .contains("not heard not_affected: harmless; so says Mallory");
    }

    private Typed.Result scan(String... flags) {
        var words = new String[flags.length + 2];
        words[0] = "scan";
        words[1] = name;
        System.arraycopy(flags, 0, words, 2, flags.length);
        return run(words);
    }

    private static String flat(String page) {
        return page.replaceAll("\\s+", " ");
    }

    private void attach(String vex) {
        referrers(attached(vex, "application/vnd.openvex+json"));
    }

    /// Makes the registry list manifests as referring to the image.
    private void referrers(String... manifests) {
        registry.answers("/v2/shop/app/referrers/" + image.digest(), 200, index(manifests));
    }

    /// Puts a document into the registry.
    ///
    /// @return the manifest of it
    private String attached(String document, String mediaType) {
        var manifest = manifest(subject(), document, mediaType);
        registry.manifest("shop/app", "of-" + document.hashCode(), MANIFEST, bytes(manifest));
        return manifest;
    }

    private String subject() {
        return "\"subject\": {\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": 1}, "
                .formatted(MANIFEST, image.digest());
    }

    private String manifest(String subject, String document, String mediaType) {
        var content = bytes(document);
        registry.answers(FakeRegistry.blobPath("shop/app", Blobs.digest(content)), 200, document);
        return "{\"schemaVersion\": 2, \"mediaType\": \"%s\", %s\"layers\": [%s]}"
                .formatted(MANIFEST, subject, descriptor(mediaType, content));
    }

    private static String index(String... manifests) {
        var descriptors =
                Stream.of(manifests).map(one -> descriptor(MANIFEST, bytes(one))).toList();
        return "{\"schemaVersion\": 2, \"manifests\": [%s]}"
                .formatted(String.join(",", descriptors));
    }

    private static String descriptor(String mediaType, byte[] content) {
        return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}"
                .formatted(mediaType, Blobs.digest(content), content.length);
    }

    private static String blob(Digest digest) {
        return "blobs/sha256/" + digest.hex();
    }

    private static String statement(Digest subject, String predicate) {
        return """
        {"_type": "https://in-toto.io/Statement/v0.1",
         "predicateType": "https://openvex.dev/ns/v0.2.0",
         "subject": [{"name": "x", "digest": {"sha256": "%s"}}], "predicate": %s}\
        """
                .formatted(subject.hex(), predicate);
    }

    private static String envelope(String statement) {
        return """
        {"payloadType": "application/vnd.in-toto+json", "payload": "%s", "signatures": []}\
        """
                .formatted(Base64.getEncoder().encodeToString(bytes(statement)));
    }

    private static String vex() {
        return """
        {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "x", "author": "Mallory",
         "timestamp": "2026-01-01T00:00:00Z", "version": 1, "statements": [
         {"vulnerability": {"name": "CVE-2021-23337"}, "products": [{"@id": "pkg:npm/lodash"}],
          "status": "not_affected", "impact_statement": "harmless"}]}\
        """;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
