package org.tidewaiter.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where real advisory data lies, if it is at hand.
final class BulkFeeds {
    private BulkFeeds() {}

    /// The folder that `TIDEWAITER_FEEDS` names, otherwise a folder `shared/advisories` beside the
    /// checkout.
    ///
    /// @throws AssertionError if the named folder is not there
    static Optional<Path> folder() {
        var named = System.getenv("TIDEWAITER_FEEDS");
        if (named != null) {
            var folder = Path.of(named);
            if (!Files.isDirectory(folder)) {
                throw new AssertionError("TIDEWAITER_FEEDS names no folder: " + named);
            }
            return Optional.of(folder);
        }
        var sibling = Program.ROOT.resolveSibling("shared").resolve("advisories");
        return Files.isDirectory(sibling) ? Optional.of(sibling) : Optional.empty();
    }
}
