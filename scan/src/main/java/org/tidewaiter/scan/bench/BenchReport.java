package org.tidewaiter.scan.bench;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.checks.host.BenchResult;

/// What benchmarks say of one host.
///
/// @param toolVersion of this program
/// @param results in the order in which they were asked for; at least one
/// @param isGated whether anything may not be
/// @param refusals what of it may not be, in sentences: why the program ends with 2
/// @param notes about the host as a whole, as that its facts are not signed
public record BenchReport(
        String toolVersion,
        List<BenchResult> results,
        boolean isGated,
        List<String> refusals,
        List<String> notes) {
    public BenchReport {
        if (results.isEmpty()) {
            throw new IllegalArgumentException("no benchmark");
        }
        results = List.copyOf(results);
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
    }

    public static BenchReport of(
            String toolVersion,
            BenchResult result,
            Optional<BenchLimit> limit,
            List<String> notes) {
        return new BenchReport(
                toolVersion,
                List.of(result),
                limit.isPresent(),
                limit.map(one -> one.refusals(result)).orElse(List.of()),
                notes);
    }

    public String host() {
        return results.getFirst().host();
    }

    public boolean passed() {
        return refusals.isEmpty();
    }
}
