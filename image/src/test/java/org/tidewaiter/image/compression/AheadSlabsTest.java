package org.tidewaiter.image.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.image.stream.RunInput;

@Timeout(60)
class AheadSlabsTest {
    private static final int SLAB = 1 << 10;

    @Test
    void bytesComeInOrderHoweverTheyAreReadAndSkipped() throws Exception {
        var chance = new Random(1);
        var bytes = new byte[50_000];
        chance.nextBytes(bytes);
        try (var in = ahead(new ByteArrayInputStream(bytes))) {
            int at = 0;
            while (at < bytes.length) {
                int count = 1 + chance.nextInt(3 * SLAB);
                if (chance.nextBoolean()) {
                    at += Math.toIntExact(in.skip(count));
                } else {
                    var read = in.readNBytes(count);
                    for (byte one : read) {
                        assertThat(one).isEqualTo(bytes[at++]);
                    }
                }
            }
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.skip(1)).isZero();
        }
    }

    @Test
    void aFailureIsToldToWhoReadsBehindAllBytesBeforeIt() throws Exception {
        try (var in = ahead(failing(3 * SLAB, new IOException("gone")))) {
            assertThat(in.readNBytes(3 * SLAB)).hasSize(3 * SLAB);
            assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessage("gone");
        }
        try (var in = ahead(failing(SLAB, new IllegalStateException("a bug")))) {
            assertThat(in.readNBytes(SLAB)).hasSize(SLAB);
            assertThatThrownBy(in::read).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void closingStopsTheOtherThreadWithoutInterruptingItAndThenClosesTheStream() throws Exception {
        var interrupted = new AtomicBoolean();
        var closed = new AtomicBoolean();
        var endless =
                new RunInput() {
                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        interrupted.compareAndSet(
                                false, Thread.currentThread().isInterrupted() || closed.get());
                        return length;
                    }

                    @Override
                    public void close() {
                        closed.set(true);
                    }
                };
        try (var in = ahead(endless)) {
            assertThat(in.readNBytes(10 * SLAB)).hasSize(10 * SLAB);
        }
        assertThat(closed).isTrue();
        assertThat(interrupted).as("interrupted, or read after it was closed").isFalse();
    }

    @Test
    void whoReadsCanBeInterruptedAndThatReachesTheSource() throws Exception {
        var waiting = new CountDownLatch(1);
        var sourceInterrupted = new AtomicBoolean();
        var stalled =
                new RunInput() {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        waiting.countDown();
                        try {
                            new CountDownLatch(1).await();
                            return -1;
                        } catch (InterruptedException _) {
                            sourceInterrupted.set(true);
                            throw new InterruptedIOException();
                        }
                    }
                };
        var readerInterrupted = new AtomicBoolean();
        var reader =
                Thread.ofVirtual()
                        .start(() -> {
                            try (var in = ahead(stalled)) {
                                in.read();
                            } catch (InterruptedIOException _) {
                                readerInterrupted.set(true);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        waiting.await();
        reader.interrupt();
        reader.join();

        assertThat(readerInterrupted).isTrue();
        assertThat(sourceInterrupted).isTrue();
    }

    private static InputStream ahead(InputStream in) {
        // two threads, one behind the other, as for a layer
        var slabs = new AheadSlabs(new AheadSlabs(new StreamSlabs(in), SLAB), SLAB);
        return new SlabInput(slabs, new Slab(SLAB));
    }

    private static InputStream failing(int after, Exception why) {
        return new RunInput() {
            private int left = after;

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (left == 0) {
                    switch (why) {
                        case IOException e -> throw e;
                        case RuntimeException e -> throw e;
                        default -> throw new AssertionError(why);
                    }
                }
                int count = Math.min(left, length);
                left -= count;
                return count;
            }
        };
    }
}
