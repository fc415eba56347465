package org.tidewaiter.inventory.rust;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.Purl;

/// The name of a crate: letters, digits, `-` and `_`.
final class CrateName {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]{1,200}+");

    private CrateName() {}

    /// @return nothing if there can be no such crate, or the version is missing
    static Optional<Purl> purl(String name, String version) {
        return NAME.matcher(name).matches() && !version.isEmpty()
                ? Optional.of(Purl.of("cargo", "", name, version))
                : Optional.empty();
    }
}
