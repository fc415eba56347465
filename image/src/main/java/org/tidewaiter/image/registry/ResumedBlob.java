package org.tidewaiter.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import org.tidewaiter.model.ProblemException;

/// A blob as it arrives. Where it breaks off, the registry is asked for what is missing; whether
/// the pieces fit is for the reader to verify, who knows the digest.
///
/// @see "RFC 9110, 14, Range Requests"
final class ResumedBlob extends InputStream {
    private static final int MAX_RESUMPTIONS = 5;
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;

    private final Registry registry;
    private InputStream body;
    private long position;
    private int resumptions;

    /// Is asked for the blob again.
    interface Registry {
        /// @param headers say which part
        HttpResponse<InputStream> get(Map<String, String> headers)
                throws ProblemException, IOException;
    }

    ResumedBlob(InputStream body, Registry registry) {
        this.body = body;
        this.registry = registry;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (true) {
            try {
                int count = body.read(bytes, offset, length);
                position += Math.max(count, 0);
                return count;
            } catch (IOException brokenOff) {
                resume(brokenOff);
            }
        }
    }

    private void resume(IOException brokenOff) throws IOException {
        if (resumptions == MAX_RESUMPTIONS || Thread.currentThread().isInterrupted()) {
            throw brokenOff;
        }
        resumptions++;
        body.close();
        try {
            var response = registry.get(Map.of("Range", "bytes=" + position + "-"));
            body = response.body();
            if (response.statusCode() == OK) {
                body.skipNBytes(position); // it does not know ranges
            } else if (response.statusCode() != PARTIAL_CONTENT || !startsHere(response)) {
                throw brokenOff;
            }
        } catch (ProblemException e) {
            brokenOff.addSuppressed(e);
            throw brokenOff;
        }
    }

    private boolean startsHere(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Content-Range")
                .filter(range -> range.startsWith("bytes " + position + "-"))
                .isPresent();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
