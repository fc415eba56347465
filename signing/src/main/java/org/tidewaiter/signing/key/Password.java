package org.tidewaiter.signing.key;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a private key is encrypted with. It is wiped when it is closed, and never printed.
public final class Password implements AutoCloseable {
    private final char[] letters;

    private Password(char[] letters) {
        this.letters = letters;
    }

    /// @param letters wiped with it
    public static Password of(char[] letters) {
        return new Password(letters);
    }

    public boolean isEmpty() {
        return letters.length == 0;
    }

    /// @return for the caller to wipe
    byte[] utf8() {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(letters));
        var bytes = Arrays.copyOf(encoded.array(), encoded.limit());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    public boolean isSameAs(Password other) {
        return Arrays.equals(letters, other.letters);
    }

    @Override
    public void close() {
        Arrays.fill(letters, '\0');
    }

    @Override
    public String toString() {
        return "a password";
    }
}
