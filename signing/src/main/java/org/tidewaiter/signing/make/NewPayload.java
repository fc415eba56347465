package org.tidewaiter.signing.make;

import java.io.ByteArrayOutputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.JsonWriter;

/// What is signed of an image in the simple way.
///
/// @param name of the image's repository; empty where it has none
/// @param optional what the signer says besides
/// @see "containers/image, containers-signature(5); cosign, specs/SIGNATURE_SPEC.md"
record NewPayload(Digest image, String name, SortedMap<String, String> optional) {
    NewPayload {
        optional = new TreeMap<>(optional);
    }

    /// The same payload gives the same bytes.
    byte[] toJson() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject()
                    .beginObject("critical")
                    .beginObject("identity")
                    .field("docker-reference", name)
                    .endObject()
                    .beginObject("image")
                    .field("docker-manifest-digest", image.toString())
                    .endObject()
                    .field("type", "cosign container image signature")
                    .endObject()
                    .beginObject("optional");
            optional.forEach(json::field);
            json.endObject().endObject();
        }
        return out.toByteArray();
    }
}
