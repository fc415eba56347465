package org.tidewaiter.image.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.Inflater;
import org.tidewaiter.image.stream.RunInput;

/// The members of a zip in the order of its bytes, by their own headers, so that those which the
/// directory at its end no longer names are seen too, and those of a zip that follows.
///
/// @see "PKWARE APPNOTE 6.3.10, 4.3.7 and 4.4"
final class ZipStream {
    private static final int ENCRYPTED = 1;
    private static final int SIZES_FOLLOW = 1 << 3;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final long IN_EXTRA = 0xffff_ffffL;
    private static final int ZIP_64 = 1;

    /// At most what follows a member.
    private static final int SIZES_BYTES = 24;

    private static final int SIZES_WITH_SIGNATURE = 16;

    private static final int MAX_NAME_LENGTH = 4096;

    private static final int UNREAD_BYTES = 8 << 10;

    private final Bytes bytes;
    private final Inflater inflater;
    private final byte[] unread = new byte[UNREAD_BYTES];
    private Optional<InputStream> open = Optional.empty();

    /// @param inflater for raw deflate; the caller ends it
    ZipStream(InputStream in, Inflater inflater) {
        this.bytes = new Bytes(in);
        this.inflater = inflater;
    }

    /// One member.
    ///
    /// @param refusal why it cannot be read; empty where it can
    record Member(String name, InputStream content, String refusal) {}

    /// Bytes in no member, directories among them, count as one without a name.
    ///
    /// @return nothing at the end
    Optional<Member> next() throws IOException {
        if (open.isPresent()) {
            while (open.get().read(unread, 0, unread.length) >= 0) {
                // nobody wanted it
            }
            open = Optional.empty();
        }
        for (int passed = 0; passed <= SIZES_BYTES && bytes.has(passed + 4); passed++) {
            if (isLocalHeader(passed)) {
                bytes.drop(passed + 4);
                return Optional.of(member());
            }
        }
        if (bytes.has(SIZES_WITH_SIGNATURE) && isSigned(0, 7, 8)) {
            bytes.drop(SIZES_WITH_SIGNATURE);
        }
        return bytes.hasMore() ? Optional.of(opened("", between())) : Optional.empty();
    }

    private boolean isLocalHeader(int at) {
        return isSigned(at, 3, 4);
    }

    private boolean isDirectory(int at) {
        return isSigned(at, 1, 2) || isSigned(at, 5, 6);
    }

    private boolean isSigned(int at, int third, int fourth) {
        return bytes.peek(at) == 'P'
                && bytes.peek(at + 1) == 'K'
                && bytes.peek(at + 2) == third
                && bytes.peek(at + 3) == fourth;
    }

    /// What comes before the next local header; directories apart from other bytes.
    private InputStream between() throws IOException {
        boolean inDirectory = bytes.has(4) && isDirectory(0);
        return new RunInput() {
            @Override
            public int read(byte[] some, int offset, int length) throws IOException {
                int n = 0;
                while (n < length && goesOn()) {
                    some[offset + n++] = (byte) bytes.octet();
                }
                return n == 0 && length > 0 ? -1 : n;
            }

            private boolean goesOn() throws IOException {
                if (!bytes.has(4)) {
                    return bytes.hasMore();
                }
                return bytes.peek(0) != 'P'
                        || (!isLocalHeader(0) && (inDirectory || !isDirectory(0)));
            }
        };
    }

    private Member member() throws IOException {
        bytes.unsigned16(); // version
        int flags = bytes.unsigned16();
        int method = bytes.unsigned16();
        bytes.skip(8); // time, checksum
        long compressed = bytes.unsigned32();
        long plain = bytes.unsigned32();
        int nameLength = bytes.unsigned16();
        int extraLength = bytes.unsigned16();
        var name = new String(bytes.take(nameLength), StandardCharsets.UTF_8);
        long size = compressedSize(compressed, plain, extraLength);
        var shown = name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH));
        boolean isSized = (flags & SIZES_FOLLOW) == 0;
        if ((flags & ENCRYPTED) != 0) {
            return refused(shown, isSized ? size : 0, "encrypted");
        }
        if (method == DEFLATED) {
            inflater.reset();
            return opened(shown, bytes.inflated(inflater));
        }
        if (method == STORED && (isSized || size > 0)) {
            return opened(shown, bytes.run(size));
        }
        boolean isDirectory = method == STORED && shown.endsWith("/");
        return refused(
                shown,
                isSized ? size : 0,
                isDirectory
                        ? ""
                        : method == STORED
                                ? "stored without their size"
                                : "compressed by method %d".formatted(method));
    }

    private Member opened(String name, InputStream content) {
        open = Optional.of(content);
        return new Member(name, content, "");
    }

    private Member refused(String name, long size, String reason) throws IOException {
        bytes.skip(size);
        return new Member(name, InputStream.nullInputStream(), reason);
    }

    private long compressedSize(long compressed, long plain, int extraLength) throws IOException {
        long size = compressed;
        int left = extraLength;
        while (left >= 4) {
            int kind = bytes.unsigned16();
            int length = Math.min(bytes.unsigned16(), left - 4);
            left -= 4 + length;
            int at = plain == IN_EXTRA ? 8 : 0;
            if (kind == ZIP_64 && compressed == IN_EXTRA && length >= at + 8) {
                bytes.skip(at);
                size = bytes.unsigned32() | bytes.unsigned32() << 32;
                if (size < 0) {
                    throw new BrokenContentException("a member of a negative size");
                }
                length -= at + 8;
            }
            bytes.skip(length);
        }
        bytes.skip(left);
        return size;
    }
}
