package org.tidewaiter.signing.lookaside;

import java.nio.charset.StandardCharsets;
import org.tidewaiter.model.Digest;

/// What skopeo signs, to be changed in one place.
record Payload(String json) {
    static final Digest IMAGE = new Digest("sha256", "a1".repeat(32));

    static Payload of(String name) {
        return new Payload(
                """
                {"critical":{"identity":{"docker-reference":"%s"},\
                "image":{"docker-manifest-digest":"%s"},"type":"atomic container signature"},\
                "optional":{"creator":"alpha 1","timestamp":1767225600}}\
                """
                        .formatted(name, IMAGE));
    }

    Payload with(String old, String changed) {
        if (!json.contains(old)) {
            throw new AssertionError(old + " is not in " + json);
        }
        return new Payload(json.replace(old, changed));
    }

    byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
