package org.tidewaiter.benchmark;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.BillFile;
import org.tidewaiter.vulnerability.match.Matching;
import org.tidewaiter.vulnerability.store.AdvisoryStore;

/// Opening a store, and matching a bill of 3,000 packages with it.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MatchBenchmark {
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);

    /// Both are files, and named by who measures.
    @Param("")
    String store = "";

    @Param("")
    String bill = "";

    @Benchmark
    public Object openAndMatch() throws ProblemException {
        var advisories = AdvisoryStore.open(Path.of(store));
        var inventory = BillFile.named(bill).orElseThrow().asImage();
        return Matching.match(inventory, LayerScope.SQUASHED, advisories, AS_OF);
    }
}
