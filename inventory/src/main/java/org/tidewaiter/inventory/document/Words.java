package org.tidewaiter.inventory.document;

import java.util.List;
import java.util.Locale;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Presence;

/// What the formats call things.
final class Words {
    private Words() {}

    static String of(Presence presence) {
        return presence.name().toLowerCase(Locale.ROOT);
    }

    /// The gaps, a line each. One that the same file has in several layers is said once.
    static List<String> of(List<Gap> gaps) {
        return gaps.stream().map(Words::of).distinct().toList();
    }

    private static String of(Gap gap) {
        if (!gap.path().isEmpty()) {
            return gap.path() + ": " + gap.reason();
        }
        return gap.layer().isPresent()
                ? "layer " + gap.layer().getAsInt() + ": " + gap.reason()
                : gap.reason();
    }
}
