package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where we keep things between runs.
///
/// @param cache the folder that holds all of it
record Places(Path cache) {

    /// The folder that `--cache-dir` names, otherwise `$XDG_CACHE_HOME/tidewaiter`, otherwise
    /// `~/.cache/tidewaiter`.
    static Places of(Optional<Path> named, Map<String, String> environment) {
        if (named.isPresent()) {
            return new Places(named.get());
        }
        var base = environment.getOrDefault("XDG_CACHE_HOME", "");
        return new Places(
                (base.isEmpty()
                                ? Path.of(environment.getOrDefault("HOME", "."), ".cache")
                                : Path.of(base))
                        .resolve("tidewaiter"));
    }

    /// What was read of layers.
    Path layers() {
        return cache;
    }

    /// The advisory store, unless `--advisories` names another.
    Path store() {
        return cache.resolve("advisories.db");
    }

    /// The index of base images.
    Path bases() {
        return cache.resolve("bases.txt");
    }

    /// The feeds as they were fetched.
    Path feeds() {
        return cache.resolve("feeds");
    }
}
