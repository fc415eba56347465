package org.tidewaiter.inventory.text;

import java.util.List;

/// Names in a sentence, of which there may be very many.
public final class Listing {
    private static final int SHOWN = 10;

    private Listing() {}

    /// The first names, and how many more there are: `a, b and 990 more`.
    public static String of(List<String> names) {
        var shown = String.join(", ", names.stream().limit(SHOWN).map(Excerpt::of).toList());
        int more = names.size() - SHOWN;
        return more > 0 ? "%s and %,d more".formatted(shown, more) : shown;
    }
}
