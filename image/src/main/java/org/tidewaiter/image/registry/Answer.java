package org.tidewaiter.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// What a registry says in place of what was asked for.
///
/// @param text the status, and the registry's own words where it has any
/// @param wantsCertificate it is a web server's page about the client certificate
record Answer(String text, boolean wantsCertificate) {
    private static final int MAX_BYTES = 64 << 10;
    private static final int MAX_CHARACTERS = 300;
    private static final int BAD_REQUEST = 400;

    /// What nginx answers by plain HTTP rules once TLS stands.
    private static final Pattern ABOUT_CERTIFICATE =
            Pattern.compile("No required SSL certificate was sent|The SSL certificate error");

    /// @param response is closed
    static Answer of(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        try (var in = response.body()) {
            var body = in.readNBytes(MAX_BYTES);
            var page = ABOUT_CERTIFICATE.matcher(new String(body, StandardCharsets.ISO_8859_1));
            return status == BAD_REQUEST && page.find()
                    ? new Answer("%d: %s".formatted(status, page.group()), true)
                    : new Answer(status + said(body), false);
        } catch (IOException _) {
            return new Answer(String.valueOf(status), false);
        }
    }

    private static String said(byte[] body) {
        try {
            var text =
                    JsonReader.read(body).get("errors").items().stream()
                            .map(Answer::said)
                            .collect(Collectors.joining("; "))
                            .replaceAll("\\p{Cntrl}", " ");
            return text.isEmpty()
                    ? ""
                    : ": " + text.substring(0, Math.min(MAX_CHARACTERS, text.length()));
        } catch (MalformedJsonException _) {
            return "";
        }
    }

    private static String said(Json error) {
        var code = error.text("code");
        var message = error.text("message");
        return code + (message.isEmpty() ? "" : " " + message);
    }
}
