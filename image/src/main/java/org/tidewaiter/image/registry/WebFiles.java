package org.tidewaiter.image.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// Fetches small files from servers that are no registries, over the same connections: with the
/// same certificates and proxies. Nothing is asked twice: a server that wants to be asked later
/// (429) is a Problem at once.
public final class WebFiles implements AutoCloseable {
    /// A small file may take as many times as long as a server may be silent.
    private static final int TIMEOUTS = 10;

    private static final int BUFFER_BYTES = 1 << 13;

    private final Transport transport;
    private final Duration longest;

    public WebFiles(RegistryOptions options) throws ProblemException {
        transport = new Transport(options);
        longest = options.timeout().multipliedBy(TIMEOUTS);
    }

    /// @param place `http` or `https`
    /// @return nothing only if the server says that there is no such file (404)
    /// @throws ProblemException `file-too-large` for more bytes, and those of registries, also for
    ///   a server that gives a few bytes now and then
    public Optional<byte[]> read(URI place, int maxBytes) throws ProblemException {
        long started = System.nanoTime();
        var request = HttpRequest.newBuilder(place).GET().build();
        try {
            var response = transport.send(request);
            return switch (response.statusCode()) {
                case 200 -> {
                    try (var body = response.body()) {
                        var bytes = read(body, maxBytes + 1, started);
                        if (bytes.length > maxBytes) {
                            throw new ProblemException(tooLarge(place, maxBytes));
                        }
                        yield Optional.of(bytes);
                    }
                }
                case 404 -> {
                    response.body().close();
                    yield Optional.empty();
                }
                default ->
                        throw RegistryProblems.ofFile(
                                place.getAuthority(), place.toString(), response);
            };
        } catch (IOException e) {
            throw RegistryProblems.of(place.getAuthority(), place.toString(), e);
        }
    }

    private byte[] read(InputStream body, int maxBytes, long started) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER_BYTES];
        while (bytes.size() < maxBytes) {
            int read = body.read(buffer, 0, Math.min(buffer.length, maxBytes - bytes.size()));
            if (read < 0) {
                break;
            }
            if (System.nanoTime() - started > longest.toNanos()) {
                throw new HttpTimeoutException(
                        "not all of it came in %d seconds".formatted(longest.toSeconds()));
            }
            bytes.write(buffer, 0, read);
        }
        return bytes.toByteArray();
    }

    private static Problem tooLarge(URI place, int maxBytes) {
        return new Problem(
                "file-too-large",
                "%s has more than %d bytes".formatted(place, maxBytes),
                "ask those who run the server");
    }

    @Override
    public void close() {
        transport.close();
    }
}
