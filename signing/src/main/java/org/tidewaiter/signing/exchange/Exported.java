package org.tidewaiter.signing.exchange;

import java.util.List;

/// A charter as another program reads it.
///
/// @param text the whole file
/// @param lost what the format cannot say, a clause each
public record Exported(String text, List<String> lost) {
    public Exported {
        lost = List.copyOf(lost);
    }
}
