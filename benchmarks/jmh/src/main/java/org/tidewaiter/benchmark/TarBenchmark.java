package org.tidewaiter.benchmark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tidewaiter.image.tar.TarReader;

/// Going over 10,000 files of 1 KB in a tar, and reading none of them.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TarBenchmark {
    private static final int FILES = 10_000;

    private byte[] tar = {};

    @Setup
    public void pack() throws IOException {
        var content = Contents.TEXT.bytes(1 << 10);
        var out = new ByteArrayOutputStream();
        try (var writer = new TarArchiveOutputStream(out)) {
            for (int i = 0; i < FILES; i++) {
                var entry = new TarArchiveEntry("usr/lib/node_modules/p" + i / 50 + "/f" + i);
                entry.setSize(content.length);
                writer.putArchiveEntry(entry);
                writer.write(content);
                writer.closeArchiveEntry();
            }
        }
        tar = out.toByteArray();
    }

    @Benchmark
    public long entries() throws IOException {
        long count = 0;
        try (var reader = new TarReader(new ByteArrayInputStream(tar))) {
            while (reader.next().isPresent()) {
                count++;
            }
        }
        return count;
    }

    @Benchmark
    public long entriesOfCommonsCompress() throws IOException {
        long count = 0;
        try (var reader = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            while (reader.getNextEntry() != null) {
                count++;
            }
        }
        return count;
    }
}
