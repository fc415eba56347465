package org.tidewaiter.image.cache;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.tidewaiter.image.consulted.FileState;

/// What a command answered, and what it looked at for that.
public final class Answer {
    private static final int BUFFER_BYTES = 1 << 16;

    private final List<FileState> files;
    private final int status;
    private final byte[] packed;

    /// @param files all that could make the answer another one
    /// @param status that it ended with
    /// @param packed what it printed, as [PackedOutput] packs it; not copied
    public Answer(List<FileState> files, int status, byte[] packed) {
        this.files = List.copyOf(files);
        this.status = status;
        this.packed = packed;
    }

    public List<FileState> files() {
        return files;
    }

    public int status() {
        return status;
    }

    byte[] packed() {
        return packed;
    }

    /// Whether it would be the same today.
    public boolean isStillRight() {
        return files.stream().allMatch(FileState::isStill);
    }

    /// @param out stays open
    public void printTo(OutputStream out) throws IOException {
        var inflater = new Inflater(true);
        try (var in =
                new InflaterInputStream(new ByteArrayInputStream(packed), inflater, BUFFER_BYTES)) {
            var buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (EOFException e) {
            throw new IOException("what was kept ends too early", e);
        } finally {
            inflater.end();
        }
    }
}
