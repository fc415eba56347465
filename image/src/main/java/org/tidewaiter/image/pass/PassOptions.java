package org.tidewaiter.image.pass;

import java.util.List;
import org.tidewaiter.image.compression.Decompression;
import org.tidewaiter.image.content.ContentBounds;
import org.tidewaiter.image.dispatch.PathTrie;

/// How the pass does its work, and what it leaves out.
///
/// @param parallelism how many layers are read at once
/// @param slabBudgetBytes that all files held whole at one moment may take together; a file larger
///   than this is never held whole
/// @param skipped patterns, as in a claim, of files that no reader is given, on behalf of the user
/// @param fileHashes of the content of every file, which cost time
/// @param fetching what is fetched of a layer
public record PassOptions(
        int parallelism,
        long slabBudgetBytes,
        List<String> skipped,
        Limits limits,
        FileHashes fileHashes,
        Fetching fetching) {
    public PassOptions {
        if (parallelism < 1 || slabBudgetBytes < 1) {
            throw new IllegalArgumentException("no layer or no byte at a time reads nothing");
        }
        skipped = List.copyOf(skipped);
    }

    /// A layer for every processor, 96 MiB of slabs, nothing left out.
    public static PassOptions standard() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new PassOptions(
                processors,
                96L << 20,
                List.of(),
                Limits.STANDARD,
                FileHashes.NONE,
                Fetching.WHOLE_LAYERS);
    }

    public PassOptions withParallelism(int layersAtOnce) {
        return new PassOptions(
                layersAtOnce, slabBudgetBytes, skipped, limits, fileHashes, fetching);
    }

    public PassOptions withSlabBudget(long bytes) {
        return new PassOptions(parallelism, bytes, skipped, limits, fileHashes, fetching);
    }

    public PassOptions withSkipped(List<String> patterns) {
        return new PassOptions(
                parallelism, slabBudgetBytes, patterns, limits, fileHashes, fetching);
    }

    public PassOptions withLimits(Limits others) {
        return new PassOptions(parallelism, slabBudgetBytes, skipped, others, fileHashes, fetching);
    }

    public PassOptions withFileHashes(FileHashes wanted) {
        return new PassOptions(parallelism, slabBudgetBytes, skipped, limits, wanted, fetching);
    }

    public PassOptions withFetching(Fetching other) {
        return new PassOptions(parallelism, slabBudgetBytes, skipped, limits, fileHashes, other);
    }

    /// What is fetched of a layer.
    public enum Fetching {
        /// All of it, verified.
        WHOLE_LAYERS,
        /// Where the layer has a table of contents and its source gives parts of it, only what a
        /// reader may claim. What such a table says is believed, and each layer read so is a gap.
        CLAIMED_FILES
    }

    /// What is worked out of the content of each file while it goes by.
    public enum FileHashes {
        NONE,
        SHA_256,
        /// For documents in a format that calls files by SHA-1.
        SHA_256_AND_SHA_1;

        /// Enough for both.
        public FileHashes and(FileHashes other) {
            return compareTo(other) > 0 ? this : other;
        }
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
    /// @param content for the search through all content
    public record Limits(
            int filesOfLayer,
            long nameBytesOfLayer,
            long plainBytesOfLayer,
            int namesOfImage,
            int windowsOfFile,
            ContentBounds content) {
        public Limits(
                int filesOfLayer,
                long nameBytesOfLayer,
                long plainBytesOfLayer,
                int namesOfImage,
                int windowsOfFile) {
            this(
                    filesOfLayer,
                    nameBytesOfLayer,
                    plainBytesOfLayer,
                    namesOfImage,
                    windowsOfFile,
                    ContentBounds.STANDARD);
        }

        public static final Limits STANDARD =
                new Limits(
                        1_000_000,
                        128L << 20,
                        Decompression.MAX_PLAIN_BYTES,
                        2_000_000,
                        1_024,
                        ContentBounds.STANDARD);

        /// All of them, which go into the name of what is kept. What Java makes of a record by
        /// itself it links anew in each process.
        @Override
        public String toString() {
            return filesOfLayer
                    + (" " + nameBytesOfLayer)
                    + (" " + plainBytesOfLayer)
                    + (" " + namesOfImage)
                    + (" " + windowsOfFile)
                    + (" " + content);
        }
    }
}
