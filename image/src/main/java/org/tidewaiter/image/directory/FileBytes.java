package org.tidewaiter.image.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.tidewaiter.image.stream.RunInput;

/// The bytes of one file. What keeps them from being read is a matter of this file alone, a
/// [FileSystemException]: a sector that is gone, or a namespace that is mounted as a file.
final class FileBytes extends RunInput {
    private final Path file;
    private final InputStream in;

    FileBytes(Path file) throws IOException {
        this.file = file;
        in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws IOException;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return ofThisFile(() -> in.read(bytes, offset, length));
    }

    @Override
    public long skip(long bytes) throws IOException {
        return ofThisFile(() -> in.skip(bytes));
    }

    private <T> T ofThisFile(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (ClosedChannelException | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            var unread = new FileSystemException(file.toString(), null, e.getMessage());
            unread.initCause(e);
            throw unread;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
