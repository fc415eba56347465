package org.tidewaiter.gate.docker;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.tidewaiter.model.json.MalformedJsonException;

/// What the daemon asks its plugin, in tests.
final class Asked {
    private Asked() {}

    /// As the daemon writes it.
    ///
    /// @param body empty where it shows none
    static byte[] json(String method, String uri, String type, String body) {
        var base64 = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
        return """
        {"RequestMethod":"%s","RequestUri":"%s","RequestHeaders":{"Content-Type":"%s"}%s}
        """
                .formatted(
                        method,
                        uri,
                        type,
                        body.isEmpty() ? "" : ",\"RequestBody\":\"%s\"".formatted(base64))
                .getBytes(StandardCharsets.UTF_8);
    }

    static DaemonCall call(String method, String uri, String body) throws MalformedJsonException {
        return DaemonCall.read(json(method, uri, "application/json", body));
    }

    static DockerRequest request(String method, String uri, String body)
            throws MalformedJsonException {
        return DockerRequest.read(call(method, uri, body));
    }
}
