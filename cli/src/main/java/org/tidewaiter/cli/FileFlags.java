package org.tidewaiter.cli;

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
}
