package org.tidewaiter.image.tar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The records of one pax extended header, `<length> <keyword>=<value>\n` each.
///
/// @param values the last one where a keyword stands twice; but the parts of a sparse file, which
///   pax format 0.0 of GNU tar gives as two keywords again and again, as its format 0.1 has them
/// @see "POSIX.1-2024, pax, pax Extended Header"
/// @see "GNU tar manual, Storing Sparse Files"
record PaxRecords(Map<String, String> values) {
    static final PaxRecords NONE = new PaxRecords(Map.of());

    /// Offsets and lengths in turn, with commas between.
    static final String SPARSE_MAP = "GNU.sparse.map";

    /// File capabilities as their bytes, each a character.
    static final String CAPABILITY = "SCHILY.xattr.security.capability";

    /// The same in base 64.
    static final String CAPABILITY_BASE64 = "LIBARCHIVE.xattr.security.capability";

    private static final String SPARSE_OFFSET = "GNU.sparse.offset";
    private static final String SPARSE_LENGTH = "GNU.sparse.numbytes";

    static PaxRecords parse(byte[] body) throws MalformedTarException {
        var values = new LinkedHashMap<String, String>();
        var parts = new ArrayList<String>();
        int at = 0;
        while (at < body.length) {
            int space = indexOf(body, (byte) ' ', at, Math.min(body.length, at + 11));
            int end = space < 0 ? -1 : at + length(body, at, space);
            int equals = end < 0 ? -1 : indexOf(body, (byte) '=', space + 1, end);
            if (equals < 0 || end > body.length || body[end - 1] != '\n') {
                throw new MalformedTarException("a pax record that does not follow its form");
            }
            var keyword = new String(body, space + 1, equals - space - 1, StandardCharsets.UTF_8);
            var value = value(keyword, body, equals + 1, end - equals - 2);
            if (keyword.equals(SPARSE_OFFSET) || keyword.equals(SPARSE_LENGTH)) {
                if (keyword.equals(SPARSE_LENGTH) != (parts.size() % 2 == 1)) {
                    throw new MalformedTarException("a sparse file whose map is no map");
                }
                parts.add(value);
            } else {
                values.put(keyword, value);
            }
            at = end;
        }
        if (!parts.isEmpty()) {
            values.put(SPARSE_MAP, String.join(",", parts));
        }
        return new PaxRecords(values);
    }

    private static String value(String keyword, byte[] body, int offset, int length) {
        return keyword.equals(CAPABILITY)
                ? new String(body, offset, length, StandardCharsets.ISO_8859_1)
                : TarHeader.name(body, offset, length);
    }

    private static int indexOf(byte[] body, byte octet, int from, int to) {
        for (int i = from; i < Math.min(to, body.length); i++) {
            if (body[i] == octet) {
                return i;
            }
        }
        return -1;
    }

    /// @return small enough that an offset into the body plus it cannot overflow
    private static int length(byte[] body, int from, int to) throws MalformedTarException {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = body[i] - '0';
            if (digit < 0 || digit > 9 || value > 10_000_000) {
                throw new MalformedTarException("a pax record without a length");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /// @return the fallback where the record is missing, or empty, which by the standard undoes it
    String text(String keyword, String fallback) {
        var value = values.getOrDefault(keyword, "");
        return value.isEmpty() ? fallback : value;
    }

    boolean hasCapability() {
        return !text(CAPABILITY, text(CAPABILITY_BASE64, "")).isEmpty();
    }

    /// The bytes of the attribute that has a file's capabilities.
    ///
    /// @return nothing where they are not written as they should be
    Optional<byte[]> capability() {
        var plain = text(CAPABILITY, "");
        if (!plain.isEmpty()) {
            return Optional.of(plain.getBytes(StandardCharsets.ISO_8859_1));
        }
        try {
            // libarchive leaves the padding out, which the decoder takes
            return Optional.of(Base64.getDecoder().decode(text(CAPABILITY_BASE64, "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    OptionalLong number(String keyword) throws MalformedTarException {
        var value = values.getOrDefault(keyword, "");
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException _) {
            throw new MalformedTarException(
                    "a pax record '%s' that is no number".formatted(keyword));
        }
    }
}
