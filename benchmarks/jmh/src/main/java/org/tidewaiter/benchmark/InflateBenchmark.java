package org.tidewaiter.benchmark;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tidewaiter.image.compression.Decompression;
import org.tidewaiter.image.compression.DigestedLayer;

/// Unpacking 16 MB; gzip by our own decoder, as it is done with layers that are said to be large.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class InflateBenchmark {
    private static final int SIZE = 16 << 20;
    private static final long SAID_TO_BE = 1L << 30;

    @Param Contents contents = Contents.TEXT;

    private byte[] gzip = {};
    private byte[] zstd = {};
    private final byte[] buffer = new byte[1 << 16];

    @Setup
    public void pack() throws IOException {
        var plain = contents.bytes(SIZE);
        var out = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(out)) {
            packed.write(plain);
        }
        gzip = out.toByteArray();
        zstd = Zstd.compress(plain, 3);
    }

    @Benchmark
    public long gzip() throws IOException {
        try (var in =
                Decompression.openAhead(
                        new ByteArrayInputStream(gzip),
                        Decompression.MAX_PLAIN_BYTES,
                        SAID_TO_BE)) {
            return drained(in);
        }
    }

    @Benchmark
    public long gzipOfTheJdk() throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip), buffer.length)) {
            return drained(in);
        }
    }

    @Benchmark
    public long zstd() throws IOException {
        try (var in =
                Decompression.open(new ByteArrayInputStream(zstd), Decompression.MAX_PLAIN_BYTES)) {
            return drained(in);
        }
    }

    @Benchmark
    public Object gzipWithDigest() throws IOException {
        try (var layer =
                DigestedLayer.open(
                        new ByteArrayInputStream(gzip),
                        Decompression.MAX_PLAIN_BYTES,
                        SAID_TO_BE)) {
            drained(layer.tar());
            return layer.diffId();
        }
    }

    private long drained(InputStream in) throws IOException {
        long sum = 0;
        for (int read; (read = in.read(buffer, 0, buffer.length)) >= 0; ) {
            sum += read;
        }
        return sum;
    }
}
