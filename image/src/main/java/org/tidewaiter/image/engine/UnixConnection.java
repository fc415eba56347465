package org.tidewaiter.image.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/// Over a Unix socket, for which Java has no streams that time out.
final class UnixConnection implements Connection {
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    private UnixConnection(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        channel.configureBlocking(false);
        key = channel.register(selector, 0);
    }

    static UnixConnection open(Path socket, Duration timeout) throws IOException {
        var connection =
                new UnixConnection(
                        SocketChannel.open(StandardProtocolFamily.UNIX), Selector.open());
        try {
            if (!connection.channel.connect(UnixDomainSocketAddress.of(socket))) {
                connection.await(SelectionKey.OP_CONNECT, timeout);
                connection.channel.finishConnect();
            }
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length, Duration timeout) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, offset, length);
        try {
            int count = channel.read(buffer);
            while (count == 0) {
                await(SelectionKey.OP_READ, timeout);
                count = channel.read(buffer);
            }
            return count;
        } catch (ClosedByInterruptException _) {
            throw new InterruptedIOException();
        }
    }

    @Override
    public void write(byte[] bytes, Duration timeout) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                if (channel.write(buffer) == 0) {
                    await(SelectionKey.OP_WRITE, timeout);
                }
            }
        } catch (ClosedByInterruptException _) {
            throw new InterruptedIOException();
        }
    }

    private void await(int operation, Duration timeout) throws IOException {
        key.interestOps(operation);
        int ready = selector.select(Math.max(1, timeout.toMillis()));
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException();
        }
        if (ready == 0) {
            throw new HttpTimeoutException(
                    "nothing has arrived for %d seconds".formatted(timeout.toSeconds()));
        }
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }
}
