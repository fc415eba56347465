package org.tidewaiter.testkit.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.model.Digest;
import org.tidewaiter.testkit.image.Blobs;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.OciLayouts;

/// What somebody has put beside an image.
///
/// @see "OCI image-spec 1.1, manifest.md; OCI distribution-spec 1.1; cosign, SIGNATURE_SPEC.md"
public final class Attachments {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String EMPTY = "{}";

    private final Digest subject;
    private final List<String> documents = new ArrayList<>();
    private final List<String> referrers = new ArrayList<>();
    private final Map<String, String> tagged = new TreeMap<>();

    private Attachments(Digest subject) {
        this.subject = subject;
    }

    public static Attachments of(Digest subject) {
        return new Attachments(subject);
    }

    /// A document whose manifest refers to the image.
    public Attachments referrer(String mediaType, String document) {
        return referrer(mediaType, document, subject, Map.of());
    }

    /// The same, of another image if need be.
    ///
    /// @param annotations of the layer
    public Attachments referrer(
            String mediaType, String document, Digest other, Map<String, String> annotations) {
        referrers.add(
                manifest(
                        "\"artifactType\":\"%s\",\"subject\":%s,"
                                .formatted(mediaType, descriptor(MANIFEST, other, 7, Map.of())),
                        List.of(layer(mediaType, document, annotations))));
        return this;
    }

    /// A manifest that is listed as a referrer, whatever it is.
    public Attachments listed(String manifest) {
        referrers.add(manifest);
        return this;
    }

    public Attachments bundle(String bundle) {
        return referrer(SignedDocuments.BUNDLE, bundle);
    }

    /// Under cosign's tag, ending in `.att`.
    public Attachments attestation(String envelope) {
        return tag(".att", List.of(layer(SignedDocuments.DSSE, envelope, Map.of())));
    }

    /// Under cosign's tag, ending in `.sig`: one layer for each key.
    public Attachments signature(String payload, TestKey... keys) {
        var layers = new ArrayList<String>();
        for (var key : keys) {
            var signature = SignedDocuments.base64(key.sign(payload.getBytes(UTF_8)));
            layers.add(
                    layer(
                            SignedDocuments.SIMPLE_SIGNING,
                            payload,
                            Map.of(SignedDocuments.SIGNATURE_ANNOTATION, signature)));
        }
        return tag(".sig", layers);
    }

    /// Under cosign's tag, ending in `.sbom`.
    public Attachments bill(String bill) {
        return tag(".sbom", List.of(layer("text/spdx+json", bill, Map.of())));
    }

    private Attachments tag(String ending, List<String> layers) {
        tagged.put(subject.algorithm() + "-" + subject.hex() + ending, manifest("", layers));
        return this;
    }

    private String layer(String mediaType, String document, Map<String, String> annotations) {
        documents.add(document);
        return descriptor(
                mediaType, digest(document), document.getBytes(UTF_8).length, annotations);
    }

    private String manifest(String members, List<String> layers) {
        documents.add(EMPTY);
        return """
        {"schemaVersion":2,"mediaType":"%s",%s"config":%s,"layers":[%s]}\
        """
                .formatted(
                        MANIFEST,
                        members,
                        descriptor(
                                "application/vnd.oci.empty.v1+json",
                                digest(EMPTY),
                                EMPTY.length(),
                                Map.of()),
                        String.join(",", layers));
    }

    /// Lists what refers to the image as registries of OCI 1.1 do.
    public FakeRegistry into(FakeRegistry registry, String repository) {
        put(registry, repository);
        return registry.answers(
                "/v2/" + repository + "/referrers/" + subject, 200, index(referrers));
    }

    /// Lists it under a tag, for registries that do not know such lists.
    public FakeRegistry withFallbackTagInto(FakeRegistry registry, String repository) {
        put(registry, repository);
        return registry.manifest(
                repository,
                subject.algorithm() + "-" + subject.hex(),
                INDEX,
                index(referrers).getBytes(UTF_8));
    }

    private void put(FakeRegistry registry, String repository) {
        documents.forEach(one -> registry.blob(repository, one.getBytes(UTF_8)));
        referrers.forEach(one ->
                registry.manifest(
                        repository, digest(one).toString(), MANIFEST, one.getBytes(UTF_8)));
        tagged.forEach(
                (tag, one) -> registry.manifest(repository, tag, MANIFEST, one.getBytes(UTF_8)));
    }

    public OciLayouts into(OciLayouts layout) {
        documents.forEach(one -> layout.blob(one.getBytes(UTF_8)));
        referrers.forEach(one -> layout.manifest(MANIFEST, one.getBytes(UTF_8), ""));
        tagged.forEach((tag, one) -> layout.manifest(MANIFEST, one.getBytes(UTF_8), tag));
        return layout;
    }

    /// The list of manifests.
    public static String index(List<String> manifests) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(
                        INDEX,
                        manifests.stream()
                                .map(one ->
                                        descriptor(
                                                MANIFEST,
                                                digest(one),
                                                one.getBytes(UTF_8).length,
                                                Map.of()))
                                .collect(Collectors.joining(",")));
    }

    private static Digest digest(String document) {
        return Blobs.digest(document.getBytes(UTF_8));
    }

    private static String descriptor(
            String mediaType, Digest digest, long size, Map<String, String> annotations) {
        var pairs =
                new TreeMap<>(annotations)
                        .entrySet().stream()
                                .map(one -> "\"%s\":\"%s\"".formatted(one.getKey(), one.getValue()))
                                .collect(Collectors.joining(","));
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}"
                .formatted(
                        mediaType,
                        digest,
                        size,
                        pairs.isEmpty() ? "" : ",\"annotations\":{" + pairs + "}");
    }
}
