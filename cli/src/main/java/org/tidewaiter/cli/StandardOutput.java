package org.tidewaiter.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.cache.PackedOutput;

/// Standard output in UTF-8. Like every [PrintStream] it throws nothing, but it knows why writing
/// failed.
final class StandardOutput extends PrintStream {
    private final Target target;

    private StandardOutput(Target target) {
        super(new BufferedOutputStream(target), false, StandardCharsets.UTF_8);
        this.target = target;
    }

    static StandardOutput to(OutputStream out) {
        return new StandardOutput(new Target(out));
    }

    /// Flushes.
    ///
    /// @return the first failure; nothing where all was written
    Optional<IOException> failure() {
        flush();
        return Optional.ofNullable(target.failure);
    }

    /// Whatever can be written from now on goes there too.
    void copyTo(PackedOutput other) {
        flush();
        target.copy = other;
    }

    void stopCopying() {
        flush();
        target.copy = null;
    }

    private static final class Target extends OutputStream {
        private final OutputStream out;
        private @Nullable PackedOutput copy;
        private @Nullable IOException failure;

        Target(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
            if (copy != null) {
                copy.write(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
