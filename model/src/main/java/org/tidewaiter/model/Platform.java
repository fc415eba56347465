package org.tidewaiter.model;

import java.util.Optional;

/// What an image runs on, written `linux/arm64/v8`.
///
/// @param architecture as Go names it: `amd64`, `arm64`, `s390x` …
/// @param variant of the processor, for example `v8`
/// @see "OCI image-spec 1.1, image-index.md"
public record Platform(String os, String architecture, Optional<String> variant) {

    /// @param text `os/architecture` or `os/architecture/variant`
    /// @return nothing if the text has another form
    public static Optional<Platform> parse(String text) {
        var parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            return Optional.empty();
        }
        for (var part : parts) {
            if (part.isBlank()) {
                return Optional.empty();
            }
        }
        var variant = parts.length == 3 ? Optional.of(parts[2]) : Optional.<String>empty();
        return Optional.of(new Platform(parts[0], parts[1], variant));
    }

    /// Whether an image made for `candidate` is what was asked for by this platform. A platform
    /// asked for without a variant takes any.
    public boolean accepts(Platform candidate) {
        return os.equals(candidate.os)
                && architecture.equals(candidate.architecture)
                && (variant.isEmpty() || variant.equals(candidate.variant));
    }

    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(v -> "/" + v).orElse("");
    }
}
