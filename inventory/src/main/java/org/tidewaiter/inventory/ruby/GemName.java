package org.tidewaiter.inventory.ruby;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.Purl;

/// A gem in one version, as built for one platform.
///
/// @param platform empty for pure Ruby
record GemName(String name, String version, String platform) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}+");
    private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.-]{0,99}+");

    /// @param platform `ruby` or empty for pure Ruby
    /// @return nothing if there can be no such gem
    static Optional<GemName> of(String name, String version, String platform) {
        return NAME.matcher(name).matches() && VERSION.matcher(version).matches()
                ? Optional.of(new GemName(name, version, platform.equals("ruby") ? "" : platform))
                : Optional.empty();
    }

    Purl purl() {
        return Purl.of("gem", "", name, version).withQualifier("platform", platform);
    }

    /// How RubyGems calls the gem's directory.
    String fullName() {
        return name + "-" + version + (platform.isEmpty() ? "" : "-" + platform);
    }
}
