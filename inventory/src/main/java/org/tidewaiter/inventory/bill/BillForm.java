package org.tidewaiter.inventory.bill;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.compression.Decompression;

/// How a document is written, told by how it begins.
enum BillForm {
    JSON,
    XML,
    TAG_VALUE,
    /// Of many documents.
    ARCHIVE;

    private static final Pattern COMMENTS = Pattern.compile("\\A\\uFEFF?(?:\\s++|#[^\\n]*+\\n)*+");

    private static final int TAR_MAGIC_OFFSET = 257;

    static Optional<BillForm> of(byte[] firstBytes) {
        if (isArchive(firstBytes)) {
            return Optional.of(ARCHIVE);
        }
        var text = new String(firstBytes, StandardCharsets.UTF_8);
        var begin = COMMENTS.matcher(text).replaceFirst("");
        if (begin.startsWith("{")) {
            return Optional.of(JSON);
        }
        if (begin.startsWith("<")) {
            return Optional.of(XML);
        }
        return begin.startsWith("SPDXVersion:") ? Optional.of(TAG_VALUE) : Optional.empty();
    }

    private static boolean isArchive(byte[] firstBytes) {
        var tar = new String(firstBytes, StandardCharsets.ISO_8859_1);
        return tar.startsWith("ustar", TAR_MAGIC_OFFSET)
                || Decompression.isCompressed(
                        Arrays.copyOf(
                                firstBytes,
                                Math.min(firstBytes.length, Decompression.MAGIC_BYTES)));
    }
}
