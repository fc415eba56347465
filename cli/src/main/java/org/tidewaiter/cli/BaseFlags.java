package org.tidewaiter.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flag that says what an image is built on.
final class BaseFlags {
    @Option(
            names = "--base",
            paramLabel = "IMAGE",
            description =
                    "What the image is built on; says of each finding whose it is (default: what"
                            + " 'base add' knows).")
    @Nullable String base;
}
