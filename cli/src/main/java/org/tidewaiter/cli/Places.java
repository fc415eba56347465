package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.model.ProblemException;

/// Where we keep things between runs. Whoever keeps nothing needs no such place.
final class Places {
    private final Optional<Path> folder;

    private Places(Optional<Path> folder) {
        this.folder = folder;
    }

    /// The folder that `--cache-dir` names, otherwise `$XDG_CACHE_HOME/tidewaiter` where that is
    /// absolute, otherwise `~/.cache/tidewaiter`; nowhere without a home.
    ///
    /// @see "XDG Base Directory Specification 0.8"
    static Places of(Optional<Path> named, Map<String, String> environment) {
        if (named.isPresent()) {
            return new Places(named);
        }
        var base = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        if (base.isAbsolute()) {
            return new Places(Optional.of(base.resolve("tidewaiter")));
        }
        var home = environment.getOrDefault("HOME", "");
        return new Places(
                home.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Path.of(home, ".cache", "tidewaiter")));
    }

    /// Whether nothing can have been kept.
    boolean isNowhere() {
        return folder.isEmpty();
    }

    /// What was read of layers.
    ///
    /// @throws ProblemException `no-home` if there is no place, as all that follow
    Path layers() throws ProblemException {
        return folder.orElseThrow(() ->
                new ProblemException(
                        "no-home",
                        "there is no folder to keep layers and advisories in, for HOME is"
                                + " not set",
                        "set HOME or XDG_CACHE_HOME, or name a folder with --cache-dir"));
    }

    /// The advisory store, unless `--advisories` names another.
    Path store() throws ProblemException {
        return layers().resolve("advisories.db");
    }

    /// The index of base images.
    Path bases() throws ProblemException {
        return layers().resolve("bases.txt");
    }

    /// The feeds as they were fetched.
    Path feeds() throws ProblemException {
        return layers().resolve("feeds");
    }
}
