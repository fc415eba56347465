package org.tidewaiter.cli;

/// Text that may have come from an image or a registry, made harmless to a terminal and kept on one
/// line.
final class OneLine {
    private OneLine() {}

    /// Control and format characters and line ends are written `?`.
    static String of(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
