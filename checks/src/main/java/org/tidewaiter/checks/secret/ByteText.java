package org.tidewaiter.checks.secret;

import java.nio.charset.StandardCharsets;

/// Bytes as characters, each for itself, without a copy.
@SuppressWarnings("ArrayRecordComponent") // never compared
record ByteText(byte[] bytes, int from, int length) implements CharSequence {
    @Override
    public char charAt(int index) {
        return (char) (bytes[from + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(bytes, from + start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean isEmpty() {
        return length == 0;
    }
}
