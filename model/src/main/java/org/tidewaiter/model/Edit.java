package org.tidewaiter.model;

/// What to write into a file instead of some of its lines.
///
/// @param firstLine from 1
/// @param lastLine not before the first
/// @param text of the lines that take their place, without the last line end; empty where they are
///   to go
public record Edit(int firstLine, int lastLine, String text) {
    public Edit {
        if (firstLine < 1 || lastLine < firstLine) {
            throw new IllegalArgumentException(
                    "no lines of a file: %d to %d".formatted(firstLine, lastLine));
        }
    }
}
