package org.tidewaiter.image;

import java.util.Optional;
import org.tidewaiter.image.consulted.ConsultedFiles;
import org.tidewaiter.image.engine.EngineOptions;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Platform;

/// How an image is found and fetched.
///
/// @param kind where it is looked for; nothing lets its name tell
/// @param platform chosen where there are several; nothing chooses Linux on the host's architecture
/// @param registry used only where it comes from a registry
/// @param engines asked only where it is neither on disk nor forced to come from elsewhere
/// @param consulted is told what was looked at to find and read it
public record OpenOptions(
        Optional<SourceKind> kind,
        Optional<Platform> platform,
        RegistryOptions registry,
        EngineOptions engines,
        ConsultedFiles consulted) {

    /// Finds everything out by itself, but asks no engine.
    public static OpenOptions standard(RegistryOptions registry) {
        return new OpenOptions(
                Optional.empty(),
                Optional.empty(),
                registry,
                EngineOptions.NONE,
                new ConsultedFiles());
    }

    public OpenOptions withKind(SourceKind other) {
        return new OpenOptions(Optional.of(other), platform, registry, engines, consulted);
    }

    public OpenOptions withPlatform(Platform other) {
        return new OpenOptions(kind, Optional.of(other), registry, engines, consulted);
    }

    public OpenOptions withEngines(EngineOptions asked) {
        return new OpenOptions(kind, platform, registry, asked, consulted);
    }

    public OpenOptions withConsulted(ConsultedFiles told) {
        return new OpenOptions(kind, platform, registry, engines, told);
    }
}
