package org.tidewaiter.image.pass;

import java.util.List;
import org.tidewaiter.image.compression.Decompression;
import org.tidewaiter.image.dispatch.PathTrie;

/// How the pass does its work, and what it leaves out.
///
/// @param parallelism how many layers are read at once
/// @param slabBudgetBytes that all files held whole at one moment may take together; a file larger
///   than this is never held whole
/// @param skipped patterns, as in a claim, of files that no reader is given, on behalf of the user
/// @param fileDigests whether the content of every file is digested, which costs time
public record PassOptions(
        int parallelism,
        long slabBudgetBytes,
        List<String> skipped,
        Limits limits,
        boolean fileDigests) {
    public PassOptions {
        if (parallelism < 1 || slabBudgetBytes < 1) {
            throw new IllegalArgumentException("no layer or no byte at a time reads nothing");
        }
        skipped = List.copyOf(skipped);
    }

    /// A layer for every processor, 96 MiB of slabs, nothing left out.
    public static PassOptions standard() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new PassOptions(processors, 96L << 20, List.of(), Limits.STANDARD, false);
    }

    public PassOptions withParallelism(int layersAtOnce) {
        return new PassOptions(layersAtOnce, slabBudgetBytes, skipped, limits, fileDigests);
    }

    public PassOptions withSlabBudget(long bytes) {
        return new PassOptions(parallelism, bytes, skipped, limits, fileDigests);
    }

    public PassOptions withSkipped(List<String> patterns) {
        return new PassOptions(parallelism, slabBudgetBytes, patterns, limits, fileDigests);
    }

    public PassOptions withLimits(Limits others) {
        return new PassOptions(parallelism, slabBudgetBytes, skipped, others, fileDigests);
    }

    public PassOptions withFileDigests() {
        return new PassOptions(parallelism, slabBudgetBytes, skipped, limits, true);
    }

    /// The skipped patterns, each its own owner.
    PathTrie skip() {
        return PathTrie.of(skipped.stream().map(List::of).toList());
    }

    /// Bounds against hostile images; what is beyond them becomes a gap.
    ///
    /// @param filesOfLayer entries of one layer
    /// @param nameBytesOfLayer of all paths and link targets of one layer together
    /// @param plainBytesOfLayer of one layer, unpacked
    /// @param namesOfImage in the merged tree with all that it went through; more end the scan
    /// @param windowsOfFile that one reader is given of one file
    public record Limits(
            int filesOfLayer,
            long nameBytesOfLayer,
            long plainBytesOfLayer,
            int namesOfImage,
            int windowsOfFile) {
        public static final Limits STANDARD =
                new Limits(1_000_000, 128L << 20, Decompression.MAX_PLAIN_BYTES, 2_000_000, 1_024);
    }
}
