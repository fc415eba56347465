package org.tidewaiter.inventory.golang;

import java.util.Optional;
import java.util.regex.Pattern;

/// The version of the Go toolchain, which is the version of the standard library in a program:
/// `go1.22.3`, `go1.21rc2`, `go1.22.3 X:loopvar`, `go1.26.5-X:jsonv2`, `go1.20 (Red Hat 1.20-1)`,
/// `devel go1.23-5e9b6d9`.
final class GoVersion {
    private static final Pattern RELEASE =
            Pattern.compile("go(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:(rc|beta)(\\d+))?(?![\\d.]).*");
    private static final Pattern DEVELOPMENT = Pattern.compile("devel\\b.*");

    private GoVersion() {}

    /// As Go's vulnerability database writes it: `1.22.3`, `1.21.0-rc.2`, without what the vendor
    /// or an experiment adds.
    ///
    /// @return empty for a development version, which has no place among the releases; nothing if
    ///   the text is not a Go version
    static Optional<String> semantic(String text) {
        if (DEVELOPMENT.matcher(text).matches()) {
            return Optional.of("");
        }
        var release = RELEASE.matcher(text);
        if (!release.matches()) {
            return Optional.empty();
        }
        var patch = release.group(3) == null ? "0" : release.group(3);
        var preRelease =
                release.group(4) == null ? "" : "-" + release.group(4) + "." + release.group(5);
        return Optional.of(
                "%s.%s.%s%s".formatted(release.group(1), release.group(2), patch, preRelease));
    }
}
