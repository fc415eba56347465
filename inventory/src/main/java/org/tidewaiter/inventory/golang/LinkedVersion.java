package org.tidewaiter.inventory.golang;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The version that the linker was told to put into a variable of the program, by `-X
/// main.version=1.2.0`.
///
/// It counts only where the variable has a name that says so, in the program's own module or in one
/// of the packages that are made to hold it, and where it is that of a release: not what `git
/// describe` says of a commit after one.
final class LinkedVersion {
    private static final String FLAGS = "-ldflags=";
    private static final Pattern SETTING =
            Pattern.compile(
                    "-X[ =][\"'\\\\]*+([\\w./~-]{1,200}+)=v?"
                            + "(\\d{1,9}+\\.\\d{1,9}+\\.\\d{1,9}+(?:-(?:alpha|beta|rc)[.-]?\\d*+)?+)"
                            + "(?=[\"'\\\\\\s]|$)");
    private static final Set<String> VARIABLES =
            Set.of("version", "gitversion", "buildversion", "releaseversion", "appversion");
    private static final Set<String> HOLDERS =
            Set.of("github.com/prometheus/common/version", "k8s.io/component-base/version");

    private LinkedVersion() {}

    /// @param setting of the build, `-ldflags="-s -X main.version=1.2.0"`
    /// @param module the program's own
    /// @return the first, with the `v` of a module's version; nothing where there is none
    static Optional<String> of(String setting, String module) {
        if (!setting.startsWith(FLAGS)) {
            return Optional.empty();
        }
        var found = SETTING.matcher(setting);
        var own = Optional.<String>empty();
        var held = Optional.<String>empty();
        while (found.find()) {
            var variable = found.group(1);
            int dot = variable.lastIndexOf('.');
            var folder = variable.substring(0, Math.max(dot, 0));
            if (!VARIABLES.contains(variable.substring(dot + 1).toLowerCase(Locale.ROOT))) {
                continue;
            }
            if (folder.equals("main") || (folder + "/").startsWith(module + "/")) {
                own = own.or(() -> Optional.of("v" + found.group(2)));
            } else if (HOLDERS.contains(folder)) {
                held = held.or(() -> Optional.of("v" + found.group(2)));
            }
        }
        return own.isPresent() ? own : held;
    }
}
