package org.tidewaiter.image.artifact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.MalformedJsonException;

/// The manifest of an artifact that has one blob and no configuration.
///
/// @param type what the artifact is, as a media type
/// @param subject the manifest that it is about, beside which it is kept; nothing where it stands
///   for itself
/// @see "OCI image-spec 1.1, manifest.md, Guidelines for Artifact Usage"
public record ArtifactManifest(
        String type,
        Descriptor blob,
        SortedMap<String, String> annotations,
        Optional<Descriptor> subject) {
    /// The configuration of an artifact that has none.
    static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private static final String EMPTY_TYPE = "application/vnd.oci.empty.v1+json";

    public ArtifactManifest {
        annotations = new TreeMap<>(annotations);
    }

    /// One that stands for itself.
    public ArtifactManifest(String type, Descriptor blob, SortedMap<String, String> annotations) {
        this(type, blob, annotations, Optional.empty());
    }

    static Descriptor emptyConfig() {
        return new Descriptor(
                EMPTY_TYPE, VerifiedBytes.sha256(EMPTY), EMPTY.length, Optional.empty(), Map.of());
    }

    static ArtifactManifest parse(byte[] bytes) throws MalformedManifestException {
        try {
            var json = JsonReader.read(bytes);
            var layers = json.get("layers").items();
            if (layers.size() != 1) {
                throw new MalformedManifestException(
                        "it has %d blobs and not one".formatted(layers.size()));
            }
            var annotations = new TreeMap<String, String>();
            json.get("annotations")
                    .members()
                    .forEach((key, value) ->
                            value.text().ifPresent(text -> annotations.put(key, text)));
            var blob = Descriptor.parse(layers.getFirst());
            var subject =
                    json.has("subject")
                            ? Optional.of(Descriptor.parse(json.get("subject")))
                            : Optional.<Descriptor>empty();
            return new ArtifactManifest(json.text("artifactType"), blob, annotations, subject);
        } catch (MalformedJsonException e) {
            throw new MalformedManifestException(String.valueOf(e.getMessage()));
        }
    }

    /// The same manifest gives the same bytes, and so the same digest.
    byte[] toJson() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("schemaVersion", 2)
                    .field("mediaType", MediaTypes.OCI_MANIFEST)
                    .field("artifactType", type);
            json.beginObject("config");
            members(json, emptyConfig()).endObject();
            json.beginArray("layers").beginObject();
            members(json, blob).endObject().endArray();
            if (subject.isPresent()) {
                members(json.beginObject("subject"), subject.get()).endObject();
            }
            json.beginObject("annotations");
            annotations.forEach(json::field);
            json.endObject().endObject();
        }
        return out.toByteArray();
    }

    static JsonWriter members(JsonWriter json, Descriptor descriptor) {
        return json.field("mediaType", descriptor.mediaType())
                .field("digest", descriptor.digest().toString())
                .field("size", descriptor.sizeBytes());
    }
}
