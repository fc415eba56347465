package org.tidewaiter.image.reader;

import java.util.Locale;

/// A place in the content of a file where a keyword stands, or where the content begins. The bytes
/// are the pass's own: a reader neither changes nor keeps them.
///
/// @param start of what may be looked at, in `bytes`
/// @param end of what may be looked at
/// @param at where the keyword begins
/// @param keyword its index; [#BEGINNING] where the content begins
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Spot(Source source, byte[] bytes, int start, int end, int at, int keyword) {
    public static final int BEGINNING = -1;

    /// The content that is looked at.
    public interface Source {
        /// Of the file; without a leading slash.
        String path();

        /// Inside the file, for a member of an archive (`lib/one.jar!/a.txt`); otherwise empty.
        String memberPath();

        /// The name of the file, or of the member.
        default String fileName() {
            var path = memberPath().isEmpty() ? path() : memberPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /// The same in lower case.
        default String lowerFileName() {
            return fileName().toLowerCase(Locale.ROOT);
        }

        /// Whether it has no lines.
        boolean isBinary();

        /// The place of a byte in the content.
        long offset(int index);

        /// The line of a byte, from 1.
        int line(int index);
    }

    /// The name of the file, or of the member.
    public String fileName() {
        return source.fileName();
    }

    /// The line of a byte; 0 where the content has no lines.
    public int line(int index) {
        return source.isBinary() ? 0 : source.line(index);
    }
}
