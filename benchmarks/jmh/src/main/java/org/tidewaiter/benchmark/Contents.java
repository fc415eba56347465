package org.tidewaiter.benchmark;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/// Bytes that pack as well as what images hold, the same ones every time.
public enum Contents {
    /// Lines of words; they pack to about a third.
    TEXT {
        @Override
        byte[] snippet(Random random) {
            var bytes = new byte[1 + random.nextInt(5)];
            random.nextBytes(bytes);
            var word = HexFormat.of().formatHex(bytes) + (random.nextInt(12) == 0 ? "\n" : " ");
            return word.getBytes(StandardCharsets.US_ASCII);
        }
    },

    /// Runs of any bytes; they pack to about a half, as programs do.
    PROGRAM {
        @Override
        byte[] snippet(Random random) {
            var bytes = new byte[1 + random.nextInt(9)];
            random.nextBytes(bytes);
            return bytes;
        }
    };

    private static final int SNIPPETS = 4096;

    abstract byte[] snippet(Random random);

    /// The snippets with low numbers come much more often than the others.
    byte[] bytes(int size) {
        var random = new Random(name().hashCode());
        var snippets = new byte[SNIPPETS][];
        for (int i = 0; i < SNIPPETS; i++) {
            snippets[i] = snippet(random);
        }
        var out = new ByteArrayOutputStream(size + 32);
        while (out.size() < size) {
            var snippet = snippets[(int) Math.pow(SNIPPETS, random.nextDouble()) - 1];
            out.write(snippet, 0, snippet.length);
        }
        return Arrays.copyOf(out.toByteArray(), size);
    }
}
