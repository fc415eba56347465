package org.tidewaiter.testkit.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A tar as [TarBuilder] writes it, taken apart again for those who write it in pieces.
///
/// @param entries in their order
/// @param end the bytes after the last
@SuppressWarnings("ArrayRecordComponent") // never compared
record TarSplit(List<Entry> entries, byte[] end) {
    private static final int BLOCK = 512;
    private static final String CAPABILITY = "SCHILY.xattr.security.capability=";

    /// @param header with what precedes it: long names and extended headers
    /// @param padding after the content
    /// @param capability base 64; empty where there is none
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(
            byte[] header,
            byte[] content,
            byte[] padding,
            char type,
            String name,
            String linkName,
            int mode,
            String capability) {

        /// What tables of contents call its type.
        String typeWord() {
            return switch (type) {
                case '0' -> "reg";
                case '1' -> "hardlink";
                case '2' -> "symlink";
                case '3' -> "char";
                case '4' -> "block";
                case '5' -> "dir";
                case '6' -> "fifo";
                default -> throw new IllegalArgumentException("type " + type);
            };
        }
    }

    static TarSplit of(byte[] tar) {
        var entries = new ArrayList<Entry>();
        int at = 0;
        while (at + BLOCK <= tar.length && tar[at] != 0) {
            int start = at;
            var name = "";
            var linkName = "";
            var capability = "";
            char type = (char) tar[at + 156];
            while (type == 'L' || type == 'K' || type == 'x') {
                int size = octal(tar, at + 124, 12);
                var body = Arrays.copyOfRange(tar, at + BLOCK, at + BLOCK + size);
                switch (type) {
                    case 'L' -> name = text(body, 0, size);
                    case 'K' -> linkName = text(body, 0, size);
                    default -> capability = capability(body);
                }
                at += BLOCK + padded(size);
                type = (char) tar[at + 156];
            }
            int size = octal(tar, at + 124, 12);
            int content = at + BLOCK;
            entries.add(
                    new Entry(
                            Arrays.copyOfRange(tar, start, content),
                            Arrays.copyOfRange(tar, content, content + size),
                            new byte[padded(size) - size],
                            type,
                            name.isEmpty() ? text(tar, at, 100) : name,
                            linkName.isEmpty() ? text(tar, at + 157, 100) : linkName,
                            octal(tar, at + 100, 8),
                            capability));
            at = content + padded(size);
        }
        return new TarSplit(entries, Arrays.copyOfRange(tar, at, tar.length));
    }

    private static String capability(byte[] records) {
        var all = new String(records, StandardCharsets.ISO_8859_1);
        int start = all.indexOf(CAPABILITY);
        if (start < 0) {
            return "";
        }
        var value = all.substring(start + CAPABILITY.length(), all.length() - 1);
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static int padded(int size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static int octal(byte[] bytes, int start, int length) {
        var digits = text(bytes, start, length).strip();
        return digits.isEmpty() ? 0 : Integer.parseInt(digits, 8);
    }

    private static String text(byte[] bytes, int start, int length) {
        int end = start;
        while (end < start + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
