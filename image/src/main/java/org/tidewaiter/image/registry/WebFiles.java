package org.tidewaiter.image.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// Fetches small files from servers that are no registries, over the same connections: with the
/// same certificates, proxies and patience.
public final class WebFiles implements AutoCloseable {
    private final Transport transport;

    public WebFiles(RegistryOptions options) throws ProblemException {
        transport = new Transport(options);
    }

    /// @param place `http` or `https`
    /// @return nothing only if the server says that there is no such file (404)
    /// @throws ProblemException `file-too-large` for more bytes, and those of registries
    public Optional<byte[]> read(URI place, int maxBytes) throws ProblemException {
        var request = HttpRequest.newBuilder(place).GET().build();
        try {
            var response = transport.send(request);
            return switch (response.statusCode()) {
                case 200 -> {
                    try (var body = response.body()) {
                        var bytes = body.readNBytes(maxBytes + 1);
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
