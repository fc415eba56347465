package org.tidewaiter.image.registry;

import java.net.http.HttpResponse;
import java.util.Map;

/// Which bytes of a blob are wanted.
///
/// @param bytes how many; [Long#MAX_VALUE] for all the rest
/// @see "RFC 9110, 14, Range Requests"
record BlobPart(long offset, long bytes) {
    static final BlobPart WHOLE = new BlobPart(0, Long.MAX_VALUE);
    static final int PARTIAL_CONTENT = 206;

    /// The headers that ask for what is missing.
    ///
    /// @param known how many of its bytes are there
    Map<String, String> from(long known) {
        var last = isAllTheRest() ? "" : String.valueOf(offset + bytes - 1);
        return Map.of("Range", "bytes=%d-%s".formatted(offset + known, last));
    }

    /// Whether what comes begins where it should.
    boolean isGivenBy(HttpResponse<?> response, long known) {
        return response.statusCode() == PARTIAL_CONTENT
                && response.headers()
                        .firstValue("Content-Range")
                        .filter(range -> range.startsWith("bytes %d-".formatted(offset + known)))
                        .isPresent();
    }

    boolean isAllTheRest() {
        return bytes == Long.MAX_VALUE;
    }
}
