package org.tidewaiter.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.tidewaiter.image.manifest.CheckedBytes;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.registry.RegistryConnection.Asked;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// Writes to registries. Not for several threads.
///
/// Problems: those of [RegistryClient] about connections and credentials; `registry-denied` where
/// the user may not push.
///
/// @see "OCI distribution-spec 1.1, Push"
public final class RegistryWriter implements AutoCloseable {
    /// Each piece must arrive within the timeout, so that a slow line is told from a dead one.
    private static final int PIECE_BYTES = 4 << 20;

    private final RegistryConnection connection;

    public RegistryWriter(RegistryOptions options) throws ProblemException {
        connection = new RegistryConnection(options, Duration.ofMillis(500));
    }

    public boolean has(ImageReference image, Descriptor blob) throws ProblemException, IOException {
        var known =
                send(
                        image,
                        nameOf(blob, image),
                        "HEAD",
                        "blobs/" + blob.digest(),
                        noBytes(),
                        Map.of());
        known.body().close();
        return known.statusCode() == 200;
    }

    private static String nameOf(Descriptor blob, ImageReference image) {
        return blob.digest() + " of " + image;
    }

    /// Has the registry take a blob over from another of its repositories.
    ///
    /// @return whether it did; it may not want to, or not let us read there
    /// @see "OCI distribution-spec 1.1, mounting a blob from another repository"
    public boolean mount(ImageReference image, Descriptor blob, String fromRepository)
            throws ProblemException, IOException {
        var path = "blobs/uploads/?mount=%s&from=%s".formatted(blob.digest(), fromRepository);
        var answer = send(image, nameOf(blob, image), "POST", path, noBytes(), Map.of());
        answer.body().close();
        return answer.statusCode() == 201;
    }

    /// Writes a blob in pieces, unless the repository has it. What is no such blob is not ended, so
    /// that a registry that would believe it does not get it.
    ///
    /// @param bytes as many as the descriptor says; read to the end
    /// @throws ProblemException `digest-mismatch` for others
    public void blob(ImageReference image, Descriptor blob, InputStream bytes)
            throws ProblemException, IOException {
        if (has(image, blob)) {
            return;
        }
        var what = nameOf(blob, image);
        var begun = send(image, what, "POST", "blobs/uploads/", noBytes(), Map.of());
        var place = next(image, what, begun, 202);
        var checked = new CheckedBytes(bytes, blob);
        long sent = 0;
        while (true) {
            var piece = checked.next(PIECE_BYTES);
            if (piece.length == 0) {
                break;
            }
            var headers =
                    Map.of(
                            "Content-Type",
                            "application/octet-stream",
                            "Content-Range",
                            "%d-%d".formatted(sent, sent + piece.length - 1));
            var body = BodyPublishers.ofByteArray(piece);
            place = next(image, what, send(image, what, "PATCH", place, body, headers), 202);
            sent += piece.length;
        }
        var end = place + (place.contains("?") ? "&" : "?") + "digest=" + blob.digest();
        var ended = send(image, what, "PUT", end, noBytes(), Map.of());
        if (ended.statusCode() != 201) {
            throw RegistryProblems.ofWriting(image, what, ended);
        }
        ended.body().close();
    }

    /// Writes a manifest under the image's tag or digest, after all that it points to.
    public void manifest(ImageReference image, String mediaType, byte[] bytes)
            throws ProblemException, IOException {
        put(image, mediaType, bytes);
    }

    /// Writes a manifest that refers to another.
    ///
    /// @return whether the registry will list it; otherwise others have to
    /// @see "OCI distribution-spec 1.1, pushing manifests with subject"
    public boolean referrer(ImageReference image, String mediaType, byte[] bytes)
            throws ProblemException, IOException {
        return put(image, mediaType, bytes).headers().firstValue("OCI-Subject").isPresent();
    }

    private HttpResponse<InputStream> put(ImageReference image, String mediaType, byte[] bytes)
            throws ProblemException, IOException {
        var response =
                send(
                        image,
                        image.toString(),
                        "PUT",
                        "manifests/" + image.selector(),
                        BodyPublishers.ofByteArray(bytes),
                        Map.of("Content-Type", mediaType));
        if (response.statusCode() != 201) {
            throw RegistryProblems.ofWriting(image, image.toString(), response);
        }
        response.body().close();
        return response;
    }

    private static BodyPublisher noBytes() {
        return BodyPublishers.noBody();
    }

    private HttpResponse<InputStream> send(
            ImageReference image,
            String what,
            String method,
            String path,
            BodyPublisher body,
            Map<String, String> headers)
            throws ProblemException {
        return connection.write(image, what, Asked.toWrite(method, path, headers, body));
    }

    /// Where the registry wants what comes next.
    private static String next(
            ImageReference image, String what, HttpResponse<InputStream> response, int wanted)
            throws ProblemException, IOException {
        var location = response.headers().firstValue("Location");
        if (response.statusCode() != wanted || location.isEmpty()) {
            throw RegistryProblems.ofWriting(image, what, response);
        }
        response.body().close();
        try {
            return response.uri().resolve(new URI(location.get())).toString();
        } catch (URISyntaxException e) {
            throw new IOException(image.registry() + " gives an address that is none", e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
