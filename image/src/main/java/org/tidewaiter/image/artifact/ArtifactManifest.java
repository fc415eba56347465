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
/// @param naming where that stands
/// @param subject the manifest that it is about, beside which it is kept; nothing where it stands
///   for itself
/// @see "OCI image-spec 1.1, manifest.md, Guidelines for Artifact Usage"
public record ArtifactManifest(
        String type,
        Naming naming,
        Descriptor blob,
        SortedMap<String, String> annotations,
        Optional<Descriptor> subject) {
    /// The configuration of an artifact that has none.
    static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private static final String EMPTY_TYPE = "application/vnd.oci.empty.v1+json";

    /// Where a manifest says what it is.
    public enum Naming {
        BY_ARTIFACT_TYPE,
        /// As it was done before version 1.1 of the specification.
        BY_CONFIGURATION
    }

    public ArtifactManifest {
        annotations = new TreeMap<>(annotations);
    }

    /// One that stands for itself.
    public ArtifactManifest(String type, Descriptor blob, SortedMap<String, String> annotations) {
        this(type, Naming.BY_ARTIFACT_TYPE, blob, annotations, Optional.empty());
    }

    Descriptor config() {
        var mediaType =
                switch (naming) {
                    case BY_ARTIFACT_TYPE -> EMPTY_TYPE;
                    case BY_CONFIGURATION -> type;
                };
        return new Descriptor(
                mediaType, VerifiedBytes.sha256(EMPTY), EMPTY.length, Optional.empty(), Map.of());
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
            return new ArtifactManifest(
                    json.text("artifactType"), Naming.BY_ARTIFACT_TYPE, blob, annotations, subject);
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
                    .field("mediaType", MediaTypes.OCI_MANIFEST);
            if (naming == Naming.BY_ARTIFACT_TYPE) {
                json.field("artifactType", type);
            }
            members(json.beginObject("config"), config()).endObject();
            json.beginArray("layers");
            layer(json, blob);
            json.endArray();
            if (subject.isPresent()) {
                members(json.beginObject("subject"), subject.get()).endObject();
            }
            json.beginObject("annotations");
            annotations.forEach(json::field);
            json.endObject().endObject();
        }
        return out.toByteArray();
    }

    /// With its annotations, where it has any.
    static void layer(JsonWriter json, Descriptor descriptor) {
        members(json.beginObject(), descriptor);
        if (!descriptor.annotations().isEmpty()) {
            json.beginObject("annotations");
            new TreeMap<>(descriptor.annotations()).forEach(json::field);
            json.endObject();
        }
        json.endObject();
    }

    static JsonWriter members(JsonWriter json, Descriptor descriptor) {
        return json.field("mediaType", descriptor.mediaType())
                .field("digest", descriptor.digest().toString())
                .field("size", descriptor.sizeBytes());
    }
}
