package org.tidewaiter.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tidewaiter.checks.SecretSearch;
import org.tidewaiter.image.content.ContentBounds;
import org.tidewaiter.image.content.ContentReaders;
import org.tidewaiter.image.content.ContentSearch;

/// Searching 1 MB for the keywords of all kinds of secrets.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SearchBenchmark {
    @Param Contents contents = Contents.TEXT;

    private final ContentReaders readers = new ContentReaders(List.of(new SecretSearch().reader()));
    private final ContentSearch search = new ContentSearch(readers, ContentBounds.STANDARD);
    private byte[] bytes = {};

    @Setup
    public void fill() {
        bytes = contents.bytes(1 << 20);
    }

    @Benchmark
    public Object keywords() throws IOException {
        return search.search("srv/settings", bytes, bytes.length);
    }
}
