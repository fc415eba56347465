package org.tidewaiter.cli;

import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Option;

/// The flag that lists the files of an image in its bills of materials.
final class FileFlags {
    @Option(
            names = "--with-files",
            fallbackValue = "true",
            description =
                    "List every file too, with its digest and who answers for it, in a bill of"
                            + " materials (CycloneDX, SPDX).")
    boolean listed;

    /// Where `scan` writes none.
    static ProblemException noBill() {
        return new ProblemException(
                "no-files-in-format",
                "--with-files lists the files in a bill of materials, and none is written",
                "add '-o cyclonedx=FILE', or list them by 'tidewaiter files'");
    }
}
