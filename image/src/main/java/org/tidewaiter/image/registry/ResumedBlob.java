package org.tidewaiter.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.tidewaiter.image.lazy.WholeLayerException;
import org.tidewaiter.image.stream.RunInput;
import org.tidewaiter.model.ProblemException;

/// A blob, or some of it, as it arrives. Where it breaks off, the registry is asked for what is
/// missing, a few times and each time after a longer pause; whether the pieces fit is for the
/// reader to verify, who knows the digest.
///
/// @see "RFC 9110, 14, Range Requests"
final class ResumedBlob extends RunInput {
    private static final int MAX_RESUMPTIONS = 5;
    private static final int OK = 200;

    private final BlobPart part;
    private final Registry registry;
    private final Duration pause;
    private InputStream body;
    private long position;
    private int resumptions;

    /// Is asked for the blob again.
    interface Registry {
        /// @param headers say which part
        HttpResponse<InputStream> get(Map<String, String> headers)
                throws ProblemException, IOException;
    }

    /// @param part what is wanted, and what `body` begins with
    /// @param pause before the first resumption
    ResumedBlob(InputStream body, BlobPart part, Registry registry, Duration pause) {
        this.body = body;
        this.part = part;
        this.registry = registry;
        this.pause = pause;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int most = (int) Math.min(length, part.bytes() - position);
        if (most == 0) {
            return length == 0 ? 0 : -1;
        }
        while (true) {
            try {
                int count = body.read(bytes, offset, most);
                if (count >= 0 || part.isAllTheRest()) {
                    position += Math.max(count, 0);
                    return count;
                }
                askForMore();
            } catch (WholeLayerException e) {
                throw e;
            } catch (IOException brokenOff) {
                resume(brokenOff);
            }
        }
    }

    /// Who is asked for a part may give less of it.
    private void askForMore() throws IOException {
        if (++resumptions > MAX_RESUMPTIONS) {
            throw new WholeLayerException("its source gives fewer bytes than it is asked for");
        }
        body.close();
        try {
            body = rest();
        } catch (ProblemException e) {
            throw new IOException(e);
        }
    }

    /// @throws WholeLayerException if the registry no longer gives parts
    /// @throws IOException the one that it broke off with first, where it cannot be resumed
    private void resume(IOException brokenOff) throws IOException {
        while (resumptions < MAX_RESUMPTIONS) {
            resumptions++;
            body.close();
            try {
                Thread.sleep(pause.multipliedBy(resumptions));
                body = rest();
                return;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw brokenOff;
            } catch (WholeLayerException e) {
                throw e;
            } catch (ProblemException | IOException e) {
                brokenOff.addSuppressed(e);
            }
        }
        throw brokenOff;
    }

    private InputStream rest() throws ProblemException, IOException {
        var response = registry.get(part.from(position));
        var rest = response.body();
        if (response.statusCode() == OK && !part.isAllTheRest()) {
            rest.close();
            throw new WholeLayerException("its source no longer gives parts of it");
        }
        if (response.statusCode() == OK) { // it does not know ranges
            rest.skipNBytes(part.offset() + position);
        } else if (!part.isGivenBy(response, position)) {
            rest.close();
            throw new IOException("the registry does not give the rest of it");
        }
        return rest;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
