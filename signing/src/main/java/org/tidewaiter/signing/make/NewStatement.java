package org.tidewaiter.signing.make;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonWriter;

/// What is to be signed about an image.
///
/// @param images the digests of what it is about, each of which alone is
/// @param name of the image for people; nobody verifies it
/// @param predicateType a URI
/// @param annotations that the signer gives to each of them
/// @param predicate what is said; an empty object where the type says all
/// @see "in-toto attestation framework, spec/v1/statement.md"
public record NewStatement(
        List<Digest> images,
        String name,
        String predicateType,
        SortedMap<String, String> annotations,
        Json predicate) {
    /// As cosign calls a statement that says no more than that somebody signs.
    public static final String SIGNATURE = "https://sigstore.dev/cosign/sign/v1";

    static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    public NewStatement {
        images = List.copyOf(images);
        annotations = new TreeMap<>(annotations);
    }

    /// One about one image.
    public NewStatement(
            Digest image,
            String name,
            String predicateType,
            SortedMap<String, String> annotations,
            Json predicate) {
        this(List.of(image), name, predicateType, annotations, predicate);
    }

    /// The same statement gives the same bytes.
    byte[] toJson() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .field("_type", "https://in-toto.io/Statement/v1")
                    .beginArray("subject");
            images.forEach(image -> subject(json, image));
            json.endArray()
                    .field("predicateType", predicateType)
                    .field("predicate", predicate)
                    .endObject();
        }
        return out.toByteArray();
    }

    private void subject(JsonWriter json, Digest image) {
        json.beginObject()
                .fieldUnlessEmpty("name", name)
                .beginObject("digest")
                .field(image.algorithm(), image.hex())
                .endObject();
        if (!annotations.isEmpty()) {
            json.beginObject("annotations");
            annotations.forEach(json::field);
            json.endObject();
        }
        json.endObject();
    }
}
