package org.tidewaiter.image;

import java.util.Optional;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Platform;

/// How an image is found and fetched.
///
/// @param kind where it is looked for; nothing lets its name tell
/// @param platform chosen where there are several; nothing chooses Linux on the host's architecture
/// @param registry used only where it comes from a registry
public record OpenOptions(
        Optional<SourceKind> kind, Optional<Platform> platform, RegistryOptions registry) {

    /// Finds everything out by itself.
    public static OpenOptions standard(RegistryOptions registry) {
        return new OpenOptions(Optional.empty(), Optional.empty(), registry);
    }

    public OpenOptions withKind(SourceKind other) {
        return new OpenOptions(Optional.of(other), platform, registry);
    }

    public OpenOptions withPlatform(Platform other) {
        return new OpenOptions(kind, Optional.of(other), registry);
    }
}
