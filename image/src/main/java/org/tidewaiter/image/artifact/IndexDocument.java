package org.tidewaiter.image.artifact;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.model.json.MalformedJsonException;

/// An index of manifests as it stands, of which all stays but what is taken out or added.
///
/// @see "OCI image-spec 1.1, image-index.md"
record IndexDocument(Map<String, Json> members) {
    private static final String MANIFESTS = "manifests";

    static IndexDocument empty() {
        var members = new LinkedHashMap<String, Json>();
        members.put("schemaVersion", new Json.JsonNumber(BigDecimal.TWO));
        members.put("mediaType", new Json.JsonString(MediaTypes.OCI_INDEX));
        members.put(MANIFESTS, new Json.JsonArray(List.of()));
        return new IndexDocument(members);
    }

    /// @throws MalformedJsonException also if it is no index
    static IndexDocument parse(byte[] bytes) throws MalformedJsonException {
        var json = JsonReader.read(bytes);
        if (!(json.get(MANIFESTS) instanceof Json.JsonArray)) {
            throw new MalformedJsonException("it lists no manifests");
        }
        return new IndexDocument(json.members());
    }

    boolean lists(String digest) {
        return listed().stream().anyMatch(one -> one.text("digest").equals(digest));
    }

    /// Of the first that is meant.
    Optional<Digest> digest(Predicate<Json> meant) {
        return listed().stream()
                .filter(meant)
                .flatMap(one -> Digest.parse(one.text("digest")).stream())
                .findFirst();
    }

    private List<Json> listed() {
        return members.getOrDefault(MANIFESTS, new Json.JsonNull()).items();
    }

    /// @param stays which of those that are listed
    /// @param last writes one more
    byte[] with(Predicate<Json> stays, Consumer<JsonWriter> last) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject();
            for (var member : members.entrySet()) {
                if (member.getKey().equals(MANIFESTS)) {
                    json.beginArray(MANIFESTS);
                    listed().stream().filter(stays).forEach(json::value);
                    last.accept(json);
                    json.endArray();
                } else {
                    json.field(member.getKey(), member.getValue());
                }
            }
            json.endObject();
        }
        return out.toByteArray();
    }
}
