package org.tidewaiter.benchmark;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.scan.BillFile;
import org.tidewaiter.vulnerability.match.Matching;
import org.tidewaiter.vulnerability.store.AdvisoryStore;

/// How long a store takes to open, and to match a bill of materials, in one process from its start:
/// JMH would warm it up first.
public final class StoreTimes {
    private StoreTimes() {}

    /// Prints two lines, of `open` and of `match`: the milliseconds of the first time in this
    /// process, the median of the sixteenth to the twentieth, and that of the last twenty of 200,
    /// when the compilers have done their work.
    ///
    /// @param arguments a store and a bill
    public static void main(String[] arguments) throws Exception {
        var store = Path.of(arguments[0]);
        var inventory = BillFile.named(arguments[1]).orElseThrow().asImage();
        var opened = new ArrayList<Double>();
        var matched = new ArrayList<Double>();
        int findings = 0;
        for (int i = 0; i < 200; i++) {
            long start = System.nanoTime();
            var advisories = AdvisoryStore.open(store);
            long open = System.nanoTime();
            var result =
                    Matching.match(
                            inventory, LayerScope.SQUASHED, advisories, LocalDate.of(2026, 11, 22));
            long end = System.nanoTime();
            opened.add((open - start) / 1e6);
            matched.add((end - open) / 1e6);
            findings = result.findings().size();
        }
        IO.println("%d packages, %d findings".formatted(inventory.packages().size(), findings));
        say("open", opened);
        say("match", matched);
    }

    private static void say(String what, List<Double> times) {
        IO.println(
                "%s %.2f %.2f %.2f"
                        .formatted(
                                what,
                                times.getFirst(),
                                median(times.subList(15, 20)),
                                median(times.subList(180, 200))));
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
