package org.tidewaiter.image.lazy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The empty gzip member at the end of an eStargz layer, in whose extra field stands where the
/// table of contents begins. Before eStargz the field was no well-formed one.
///
/// @param tableOffset not negative
/// @param bytes of the member
/// @see "stargz-snapshotter, docs/estargz.md, Footer"
record EStargzFooter(long tableOffset, int bytes) {
    static final int BYTES = 51;
    private static final int LEGACY_BYTES = 47;
    private static final int HEADER_BYTES = 10;

    private static final byte[] FIELD = {26, 0, 'S', 'G', 22, 0};
    private static final byte[] LEGACY_FIELD = {22, 0};
    private static final int OFFSET_DIGITS = 16;
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{16})STARGZ");

    /// @param tail the last bytes of a layer
    /// @return nothing where they are not of an eStargz layer
    static Optional<EStargzFooter> of(byte[] tail) {
        return of(tail, BYTES, FIELD).or(() -> of(tail, LEGACY_BYTES, LEGACY_FIELD));
    }

    private static Optional<EStargzFooter> of(byte[] tail, int bytes, byte[] field) {
        int start = tail.length - bytes;
        if (start < 0 || !hasExtraField(tail, start)) {
            return Optional.empty();
        }
        int at = start + HEADER_BYTES;
        for (byte octet : field) {
            if (tail[at++] != octet) {
                return Optional.empty();
            }
        }
        var text =
                new String(
                        tail, at, OFFSET_DIGITS + "STARGZ".length(), StandardCharsets.ISO_8859_1);
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long offset = HexFormat.fromHexDigitsToLong(matcher.group(1));
        return offset < 0 ? Optional.empty() : Optional.of(new EStargzFooter(offset, bytes));
    }

    private static boolean hasExtraField(byte[] bytes, int start) {
        return bytes[start] == 0x1f
                && bytes[start + 1] == (byte) 0x8b
                && bytes[start + 2] == 8
                && bytes[start + 3] == 4;
    }
}
