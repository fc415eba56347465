package org.tidewaiter.checks.document;

/// A part of a text file that could not be read.
///
/// @param line from 1
public record Unread(int line, String reason) {
    /// As a gap says it: `line 3: …`.
    public String words() {
        return "line %d: %s".formatted(line, reason);
    }
}
