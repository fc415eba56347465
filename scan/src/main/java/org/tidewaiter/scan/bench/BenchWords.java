package org.tidewaiter.scan.bench;

import java.util.OptionalInt;

/// What people are told of a benchmark, in whatever form.
public final class BenchWords {
    private BenchWords() {}

    /// `allow`, `deny` or `ungated`
    public static String verdict(BenchReport report) {
        if (!report.isGated()) {
            return "ungated";
        }
        return report.passed() ? "allow" : "deny";
    }

    /// In one line.
    public static String sentence(BenchReport report) {
        var why =
                report.isGated() ? String.join("; ", report.refusals()) : "no --fail-on was given";
        return "Verdict: %s%s"
                .formatted(verdict(report), why.isEmpty() ? "" : " (%s)".formatted(why));
    }

    /// `80 of 100`
    public static String score(OptionalInt score) {
        return score.isPresent() ? score.getAsInt() + " of 100" : "none, nothing could be told";
    }
}
