package org.tidewaiter.gate.docker;

import java.util.Base64;
import java.util.Optional;
import org.tidewaiter.model.json.MalformedJsonException;

/// A request to the daemon, as the daemon describes it to a plugin.
///
/// @param uri as the client wrote it
/// @param contentType the last one of the request; a plugin is not told of others
/// @param body only where the daemon sends it to plugins: JSON of less than a megabyte whose length
///   the client has told
/// @param user the name in the client's certificate; empty where there is none, as on a socket
/// @param authentication `TLS`, or empty
/// @see "moby, pkg/authorization, Request"
record DaemonCall(
        String method,
        String uri,
        String contentType,
        Optional<GoObject> body,
        String user,
        String authentication) {
    /// @throws MalformedJsonException also where the body that is described is ambiguous
    static DaemonCall read(byte[] json) throws MalformedJsonException {
        var told = GoObject.read(json);
        var body = body(told.text("RequestBody"));
        return new DaemonCall(
                told.text("RequestMethod"),
                told.text("RequestUri"),
                told.object("RequestHeaders").text("Content-Type"),
                body.length == 0 ? Optional.empty() : Optional.of(GoObject.read(body)),
                told.text("User"),
                told.text("UserAuthNMethod"));
    }

    private static byte[] body(String base64) throws MalformedJsonException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new MalformedJsonException("the body is not in base64");
        }
    }
}
