package org.tidewaiter.scan.bench;

import java.util.OptionalInt;

/// What people are told of a benchmark, in whatever form.
public final class BenchWords {
    private BenchWords() {}

    /// `80 of 100`
    public static String score(OptionalInt score) {
        return score.isPresent() ? score.getAsInt() + " of 100" : "none, nothing could be told";
    }
}
