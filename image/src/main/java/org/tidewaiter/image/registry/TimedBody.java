package org.tidewaiter.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.stream.RunInput;

/// The body of a response as a stream that fails when nothing arrives for some time, so that a
/// server which stalls is not waited for. It asks for the next piece only when it has been read, so
/// that at most two are in memory.
final class TimedBody extends RunInput implements BodySubscriber<InputStream> {
    private final Duration timeout;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
    private List<ByteBuffer> buffers = List.of();
    private int next;
    private @Nullable Signal last;

    TimedBody(Duration timeout) {
        this.timeout = timeout;
    }

    private sealed interface Signal {
        record Bytes(List<ByteBuffer> buffers) implements Signal {}

        record Failed(Throwable cause) implements Signal {}

        record Ended() implements Signal {}
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        if (!subscribed.complete(subscription)) {
            subscription.cancel();
            return;
        }
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        signals.add(new Signal.Bytes(item));
    }

    @Override
    public void onError(Throwable throwable) {
        signals.add(new Signal.Failed(throwable));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.Ended());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (next == buffers.size()) {
            if (!receive()) {
                return -1;
            }
        }
        var buffer = buffers.get(next);
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, count);
        skipEmpty();
        return count;
    }

    /// @return false at the end
    private boolean receive() throws IOException {
        var signal = last == null ? await() : last;
        return switch (signal) {
            case Signal.Bytes(var received) -> {
                buffers = received;
                next = 0;
                skipEmpty();
                subscribed.join().request(1);
                yield true;
            }
            case Signal.Failed(var cause) -> {
                last = signal;
                throw new IOException("the connection broke off: " + cause.getMessage(), cause);
            }
            case Signal.Ended() -> {
                last = signal;
                yield false;
            }
        };
    }

    private Signal await() throws IOException {
        try {
            var signal = signals.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (signal != null) {
                return signal;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
        close();
        throw new HttpTimeoutException(
                "nothing has arrived for %d seconds".formatted(timeout.toSeconds()));
    }

    private void skipEmpty() {
        while (next < buffers.size() && !buffers.get(next).hasRemaining()) {
            next++;
        }
    }

    @Override
    public void close() {
        buffers = List.of();
        next = 0;
        last = new Signal.Failed(new IOException("closed"));
        if (subscribed.isDone()) {
            subscribed.join().cancel();
        }
    }
}
