package org.tidewaiter.scan.rescan;

import java.util.List;
import org.tidewaiter.model.Problem;
import org.tidewaiter.scan.diff.DiffGate;
import org.tidewaiter.scan.diff.FindingsDiff;
import org.tidewaiter.scan.report.ScanReport;

/// What became of the findings of stored inventories.
///
/// @param gate what counts as new
public record RescanReport(List<Entry> entries, DiffGate gate) {
    public RescanReport {
        entries = List.copyOf(entries);
    }

    /// One inventory.
    ///
    /// @param name as the user typed it, or as it was found in a folder
    public record Entry(String name, Outcome outcome) {}

    /// What came of one inventory.
    public sealed interface Outcome {}

    /// Nothing was known of it.
    public record First(ScanReport report) implements Outcome {}

    public record Compared(FindingsDiff diff) implements Outcome {}

    public record Unreadable(Problem problem) implements Outcome {}

    /// How many findings are new and break the gate.
    public int denied() {
        return entries.stream()
                .mapToInt(one ->
                        one.outcome() instanceof Compared(var diff) ? gate.denied(diff).size() : 0)
                .sum();
    }

    public boolean isComplete() {
        return entries.stream().noneMatch(one -> one.outcome() instanceof Unreadable);
    }
}
