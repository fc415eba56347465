package org.tidewaiter.image.engine;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tidewaiter.image.stream.ExactInput;

/// What an engine answers to one GET request, read as HTTP/1.1.
///
/// @param body fails where it ends before it should, and when its time is up
/// @param in what the body is read from
/// @see "RFC 9112"
record HttpAnswer(int status, InputStream body, HttpInput in) implements Closeable {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /// Asks on a fresh connection, which is closed with the answer, and at once where this fails.
    ///
    /// @param path from the slash, every character in it as HTTP has it
    /// @param patience until the whole answer has arrived, unless [#streamed] is called before
    static HttpAnswer get(Connection connection, String path, Duration patience)
            throws IOException {
        try {
            var request =
                    "GET %s HTTP/1.1\r\nHost: docker\r\nUser-Agent: tidewaiter\r\nConnection: close\r\n\r\n"
                            .formatted(path);
            connection.write(request.getBytes(StandardCharsets.US_ASCII), patience);
            return read(new HttpInput(connection, patience));
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private static HttpAnswer read(HttpInput in) throws IOException {
        var status = STATUS.matcher(in.line());
        if (!status.matches()) {
            throw new IOException("the answer is not HTTP/1.1");
        }
        var length = "";
        var coding = "";
        for (var line = in.line(); !line.isEmpty(); line = in.line()) {
            int colon = line.indexOf(':');
            var value = line.substring(colon + 1).strip();
            switch (line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT)) {
                case "" -> throw new IOException("a header has no name");
                case "content-length" -> length = only(length, value);
                case "transfer-encoding" -> coding = only(coding, value);
                default -> {}
            }
        }
        return new HttpAnswer(Integer.parseInt(status.group(1)), body(in, length, coding), in);
    }

    private static String only(String before, String value) throws IOException {
        if (!before.isEmpty() || value.isEmpty()) {
            throw new IOException("a header about the length is empty or stands twice");
        }
        return value;
    }

    private static InputStream body(HttpInput in, String length, String coding) throws IOException {
        if (!coding.isEmpty()) {
            if (!coding.equalsIgnoreCase("chunked") || !length.isEmpty()) {
                throw new IOException("the answer does not say clearly how long it is");
            }
            return new ChunkedBody(in);
        }
        if (length.isEmpty()) {
            return in;
        }
        if (!LENGTH.matcher(length).matches()) {
            throw new IOException("a length of '%s'".formatted(length));
        }
        return new ExactInput(in, Long.parseLong(length), "the connection ended too early");
    }

    /// The body, of which the whole may take any time from now on.
    ///
    /// @param timeout how long nothing may arrive of it
    InputStream streamed(Duration timeout) {
        in.waitOnlyFor(timeout);
        return body;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
