package org.tidewaiter.signing.key;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a private key is encrypted with. It is wiped when it is closed, and never printed.
public final class Password implements AutoCloseable {
    private static final int MOST_BYTES_OF_A_LETTER = 3;

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
        var encoded = ByteBuffer.allocate(MOST_BYTES_OF_A_LETTER * letters.length);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(letters), encoded, true);
        var bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    /// @return for the caller to wipe
    public char[] letters() {
        return letters.clone();
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
