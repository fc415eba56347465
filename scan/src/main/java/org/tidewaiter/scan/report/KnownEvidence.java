package org.tidewaiter.scan.report;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.Evidence;

/// What is signed about an image, as far as whoever scans believes who signed it.
///
/// @param refused how many things stand beside the image that count for nothing
public record KnownEvidence(List<Evidence> verified, int refused) {
    private static final int MOST_LINES = 20;

    public KnownEvidence {
        verified = List.copyOf(verified);
    }

    /// A line for each kind and issuer. The texts are as keys and certificates have them.
    public List<String> lines() {
        if (verified.isEmpty()) {
            return List.of(
                    "none by whom you believe"
                            + (refused == 0 ? "" : "; %d refused".formatted(refused)));
        }
        var lines = new ArrayList<>(verified.stream().map(KnownEvidence::line).distinct().toList());
        int more = lines.size() - MOST_LINES;
        if (more > 0) {
            lines.subList(MOST_LINES, lines.size()).clear();
            lines.add("and %d more".formatted(more));
        }
        return lines;
    }

    private static String line(Evidence one) {
        return "%s by %s%s"
                .formatted(
                        one.kind().label(),
                        one.issuer().words(),
                        one.saysFailed() ? ", which says FAILED" : "");
    }
}
