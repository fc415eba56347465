package org.tidewaiter.image.artifact;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.MalformedJsonException;

/// The manifest under a tag of cosign's, as it stands, of which all stays when a layer is added. It
/// has the form of an image, and so a configuration that lists the layers again.
///
/// @param others what the manifest has beside its configuration and layers
/// @see "cosign, specs/SIGNATURE_SPEC.md"
record LayeredManifest(Map<String, Json> others, List<Json> layers, List<Descriptor> read) {
    static final LayeredManifest EMPTY = new LayeredManifest(Map.of(), List.of(), List.of());

    private static final int MAX_LAYERS = 1000;
    private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
    private static final String CREATED = "0001-01-01T00:00:00Z";

    static LayeredManifest parse(byte[] bytes) throws MalformedManifestException {
        try {
            var json = JsonReader.read(bytes);
            if (!(json.get("layers") instanceof Json.JsonArray)) {
                throw new MalformedManifestException("it is no manifest of an image");
            }
            var others = new LinkedHashMap<>(json.members());
            List.of("schemaVersion", "mediaType", "config", "layers").forEach(others::remove);
            var read = new ArrayList<Descriptor>();
            for (var layer : json.get("layers").items()) {
                read.add(Descriptor.parse(layer));
            }
            return new LayeredManifest(others, json.get("layers").items(), read);
        } catch (MalformedJsonException e) {
            throw new MalformedManifestException(String.valueOf(e.getMessage()));
        }
    }

    boolean hasAll(List<Descriptor> wanted) {
        return wanted.stream().allMatch(this::has);
    }

    private boolean has(Descriptor layer) {
        return read.stream()
                .anyMatch(one ->
                        one.digest().equals(layer.digest())
                                && one.annotations().equals(layer.annotations()));
    }

    /// Whether it has as many as anybody reads.
    boolean isFull() {
        return read.size() >= MAX_LAYERS;
    }

    /// @return the same, where it has it already
    LayeredManifest with(Descriptor layer) {
        if (has(layer)) {
            return this;
        }
        var more = new ArrayList<>(read);
        more.add(layer);
        return new LayeredManifest(others, layers, more);
    }

    Descriptor config() {
        var bytes = configuration();
        return new Descriptor(
                CONFIG_TYPE, VerifiedBytes.sha256(bytes), bytes.length, Optional.empty(), Map.of());
    }

    /// The layers are not compressed, so that what is listed of them is their digests.
    byte[] configuration() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("architecture", "")
                    .field("created", CREATED)
                    .field("os", "")
                    .beginObject("config")
                    .endObject()
                    .beginArray("history");
            read.forEach(_ -> json.beginObject().field("created", CREATED).endObject());
            json.endArray()
                    .beginObject("rootfs")
                    .field("type", "layers")
                    .field("diff_ids", read.stream().map(one -> one.digest().toString()).toList())
                    .endObject()
                    .endObject();
        }
        return out.toByteArray();
    }

    byte[] toJson() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("schemaVersion", 2)
                    .field("mediaType", MediaTypes.OCI_MANIFEST);
            ArtifactManifest.members(json.beginObject("config"), config()).endObject();
            json.beginArray("layers");
            layers.forEach(json::value);
            read.stream().skip(layers.size()).forEach(one -> ArtifactManifest.layer(json, one));
            json.endArray();
            others.forEach(json::field);
            json.endObject();
        }
        return out.toByteArray();
    }
}
