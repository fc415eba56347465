package org.tidewaiter.image;

import java.util.Optional;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Platform;

/// How an image is found and fetched.
///
/// @param kind where it is looked for; nothing lets its name tell
/// @param platform chosen where there are several; nothing chooses Linux on the host's architecture
/// @param registry used only where it comes from a registry
/// @param engines asked only where it is neither on disk nor forced to come from elsewhere
public record OpenOptions(
        Optional<SourceKind> kind,
        Optional<Platform> platform,
        RegistryOptions registry,
        EngineOptions engines) {

    /// Finds everything out by itself, but asks no engine.
    public static OpenOptions standard(RegistryOptions registry) {
        return new OpenOptions(Optional.empty(), Optional.empty(), registry, EngineOptions.NONE);
    }

    public OpenOptions withKind(SourceKind other) {
        return new OpenOptions(Optional.of(other), platform, registry, engines);
    }

    public OpenOptions withPlatform(Platform other) {
        return new OpenOptions(kind, Optional.of(other), registry, engines);
    }

    public OpenOptions withEngines(EngineOptions asked) {
        return new OpenOptions(kind, platform, registry, asked);
    }
}
