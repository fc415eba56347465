package org.tidewaiter.scan.text;

import java.util.Locale;

/// A number with its noun.
final class Counted {
    private Counted() {}

    /// @param noun in the singular, whose plural ends in `s`
    static String of(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    static String advisories(long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "advisory" : "advisories");
    }
}
