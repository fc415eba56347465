package org.tidewaiter.scan.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Suppressed.Cause;
import org.tidewaiter.scan.diff.FindingsDiff;
import org.tidewaiter.scan.report.Notes;

/// Notes for people, a sentence each.
public final class NoteLines {
    private NoteLines() {}

    public static List<String> of(Notes notes) {
        var lines = of(notes.facts());
        addCounts("not counted", notes, lines);
        return lines;
    }

    /// The facts of both sides, each once, and what does not count on either.
    public static List<String> of(FindingsDiff diff) {
        var lines = of(diff.notes());
        addCounts("not counted before", diff.before().notes(), lines);
        addCounts("not counted after", diff.after().notes(), lines);
        if (diff.hidden() > 0) {
            lines.add("not shown: %d %s".formatted(diff.hidden(), words(Cause.HIDDEN)));
        }
        return lines;
    }

    public static List<String> of(List<Reason> facts) {
        return new ArrayList<>(facts.stream().map(Reason::fact).toList());
    }

    private static void addCounts(String lead, Notes notes, List<String> lines) {
        if (!notes.suppressed().isEmpty()) {
            lines.add(lead + ": " + counts(notes.suppressed()));
        }
    }

    /// Such as `2 waived, 1 ignored`.
    static String counts(Map<Cause, Integer> suppressed) {
        return suppressed.entrySet().stream()
                .map(one -> one.getValue() + " " + words(one.getKey()))
                .collect(Collectors.joining(", "));
    }

    static String words(Cause cause) {
        return switch (cause) {
            case NOT_AFFECTED -> "not affected";
            case WITHDRAWN -> "withdrawn";
            case NOT_LIVE -> "in packages that later layers replaced or deleted";
            case WAIVED -> "waived";
            case VEX -> "cleared by VEX";
            case IGNORED -> "ignored";
            case EXCUSED -> "excused";
            case HIDDEN -> "hidden by a flag";
        };
    }

    static void write(List<String> lines, Page page) {
        lines.forEach(line -> page.wrapped("Note: ", 6, line));
    }
}
