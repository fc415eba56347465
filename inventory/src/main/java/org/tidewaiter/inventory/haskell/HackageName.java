package org.tidewaiter.inventory.haskell;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.Purl;

/// The name of a package of Hackage: words of letters and digits, joined by hyphens.
final class HackageName {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,20}(?:\\.[0-9]{1,20}){0,20}");

    private HackageName() {}

    /// @return nothing if there can be no such package
    static Optional<Purl> purl(String name, String version) {
        return name.length() <= 200
                        && NAME.matcher(name).matches()
                        && VERSION.matcher(version).matches()
                ? Optional.of(Purl.of("hackage", "", name, version))
                : Optional.empty();
    }
}
