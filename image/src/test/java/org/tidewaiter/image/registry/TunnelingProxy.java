package org.tidewaiter.image.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A proxy behind which whoever is asked for TLS answers one and the same, and knows nothing where
/// it is asked without.
final class TunnelingProxy implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<String> plainRequests = new ConcurrentLinkedQueue<>();
    private final String answerToTls;

    /// @param answerToTls empty for ending the connection
    TunnelingProxy(String answerToTls) throws IOException {
        this.answerToTls = answerToTls;
        Thread.ofVirtual().start(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress("localhost", socket.getLocalPort());
    }

    /// The first lines of the requests that came without TLS.
    Queue<String> plainRequests() {
        return plainRequests;
    }

    private void accept() {
        while (true) {
            try (var client = socket.accept()) {
                answer(client);
            } catch (IOException _) {
                if (socket.isClosed()) {
                    return;
                }
            }
        }
    }

    private void answer(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        var first = String.valueOf(in.readLine());
        for (var line = first; line != null && !line.isEmpty(); line = in.readLine()) {
            // the headers
        }
        var out = client.getOutputStream();
        if (first.startsWith("CONNECT ")) {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
            int greeting = in.read(new char[1 << 14]);
            out.write((greeting > 0 ? answerToTls : "").getBytes(US_ASCII));
        } else {
            plainRequests.add(first);
            out.write(
                    "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(US_ASCII));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
