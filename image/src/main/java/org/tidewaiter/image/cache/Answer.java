package org.tidewaiter.image.cache;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.tidewaiter.image.cache.PackedOutput.Packed;
import org.tidewaiter.image.consulted.FileState;

/// What a command answered, and what it looked at for that.
public final class Answer {
    private static final int BUFFER_BYTES = 1 << 16;

    private final List<FileState> files;
    private final int status;
    private final Packed printed;

    /// @param files all that could make the answer another one
    /// @param status that it ended with
    /// @param printed what it printed
    public Answer(List<FileState> files, int status, Packed printed) {
        this.files = List.copyOf(files);
        this.status = status;
        this.printed = printed;
    }

    public List<FileState> files() {
        return files;
    }

    public int status() {
        return status;
    }

    Packed printed() {
        return printed;
    }

    /// Whether it would be the same today.
    public boolean isStillRight() {
        return files.stream().allMatch(FileState::isStill);
    }

    /// Prints never more than was printed then.
    ///
    /// @param out stays open
    /// @throws IOException if it cannot be written, or what was kept is not what was printed
    public void printTo(OutputStream out) throws IOException {
        var inflater = new Inflater(true);
        try (var in =
                new InflaterInputStream(
                        new ByteArrayInputStream(printed.bytes()), inflater, BUFFER_BYTES)) {
            var buffer = new byte[BUFFER_BYTES];
            long rest = printed.plainBytes();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                rest -= read;
                if (rest < 0) {
                    throw new IOException("what was kept is longer than what was printed");
                }
                out.write(buffer, 0, read);
            }
            if (rest > 0) {
                throw new EOFException();
            }
        } catch (EOFException e) {
            throw new IOException("what was kept ends too early", e);
        } finally {
            inflater.end();
        }
    }
}
