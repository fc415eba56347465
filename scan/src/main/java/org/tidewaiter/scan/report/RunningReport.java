package org.tidewaiter.scan.report;

import java.time.LocalDate;
import java.util.List;
import org.tidewaiter.image.engine.RunningContainer;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Problem;
import org.tidewaiter.policy.Verdict;

/// What a scan of all that runs on a machine found and decided.
///
/// @param toolVersion of this program
/// @param asOf the day that everything is judged as of
/// @param images each once, however many containers run it
/// @param withoutImage containers that were made of no image, so that nothing of them was scanned
/// @param problems engines that could not be asked
public record RunningReport(
        String toolVersion,
        LocalDate asOf,
        List<Judged> images,
        List<RunningContainer> withoutImage,
        List<Problem> problems) {
    public RunningReport {
        images = List.copyOf(images);
        withoutImage = List.copyOf(withoutImage);
        problems = List.copyOf(problems);
    }

    /// One image.
    ///
    /// @param id by which its engine knows it
    /// @param name under which it runs, with the prefix of the engine
    /// @param containers at least one, all of this image
    public record Judged(
            Digest id, String name, List<RunningContainer> containers, Outcome outcome) {
        public Judged {
            containers = List.copyOf(containers);
        }
    }

    /// What came of one image.
    public sealed interface Outcome {}

    public record Scanned(ScanReport report) implements Outcome {}

    public record NotScanned(Problem problem) implements Outcome {}

    /// How many images may not pass.
    public long denied() {
        return images.stream()
                .filter(one ->
                        one.outcome() instanceof Scanned(var report)
                                && report.verdict() instanceof Verdict.Deny)
                .count();
    }

    /// Whether every running container was looked at.
    public boolean isComplete() {
        return problems.isEmpty()
                && withoutImage.isEmpty()
                && images.stream().allMatch(one -> one.outcome() instanceof Scanned);
    }
}
