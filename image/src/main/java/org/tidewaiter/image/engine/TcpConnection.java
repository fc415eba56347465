package org.tidewaiter.image.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Over TCP, with TLS or without.
record TcpConnection(Socket socket) implements Connection {

    /// @param tls whom we are and trust; nothing speaks without TLS
    static TcpConnection open(String host, int port, Optional<SSLContext> tls, Duration timeout)
            throws IOException {
        var socket = new Socket();
        try {
            var address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException("there is no host " + host);
            }
            socket.connect(address, millis(timeout));
            socket.setSoTimeout(millis(timeout));
            return new TcpConnection(tls.isPresent() ? secured(socket, tls.get(), host) : socket);
        } catch (SocketTimeoutException _) {
            socket.close();
            throw timedOut(timeout);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static SSLSocket secured(Socket plain, SSLContext tls, String host) throws IOException {
        var socket =
                (SSLSocket) tls.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    @Override
    public int read(byte[] bytes, int offset, int length, Duration timeout) throws IOException {
        socket.setSoTimeout(millis(timeout));
        try {
            return socket.getInputStream().read(bytes, offset, length);
        } catch (SocketTimeoutException _) {
            throw timedOut(timeout);
        }
    }

    @Override
    public void write(byte[] bytes, Duration timeout) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    private static int millis(Duration timeout) {
        return Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
    }

    private static HttpTimeoutException timedOut(Duration timeout) {
        return new HttpTimeoutException(
                "nothing has arrived for %d seconds".formatted(timeout.toSeconds()));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
