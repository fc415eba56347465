package org.tidewaiter.inventory.julia;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.Purl;

/// The name of a Julia package, which only its UUID makes unique.
final class JuliaName {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_!-]{0,199}+");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private JuliaName() {}

    /// @return nothing if there can be no such package, or the version is missing
    static Optional<Purl> purl(String name, String version, String uuid) {
        return NAME.matcher(name).matches() && UUID.matcher(uuid).matches() && !version.isEmpty()
                ? Optional.of(Purl.of("julia", "", name, version).withQualifier("uuid", uuid))
                : Optional.empty();
    }
}
