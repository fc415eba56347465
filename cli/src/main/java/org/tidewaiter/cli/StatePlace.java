package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where what is remembered between runs stands: `tidewaiter` in `$XDG_STATE_HOME`, or else in
/// `~/.local/state`.
///
/// @see "XDG Base Directory Specification, 0.8"
final class StatePlace {
    private StatePlace() {}

    /// @return nothing where neither is known
    static Optional<Path> of(String name, Map<String, String> environment) {
        var base = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
        var home = environment.getOrDefault("HOME", "");
        if (!base.isAbsolute() && home.isEmpty()) {
            return Optional.empty();
        }
        var state = base.isAbsolute() ? base : Path.of(home, ".local", "state");
        return Optional.of(state.resolve("tidewaiter").resolve(name));
    }
}
