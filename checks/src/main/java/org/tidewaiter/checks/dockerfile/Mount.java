package org.tidewaiter.checks.dockerfile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What `RUN --mount` brings along while a command runs.
///
/// @param type `bind` where none is said
/// @param options by name in lower case, as `from` or `source`
record Mount(String type, String target, Map<String, String> options, int line) {
    static Mount of(Instruction.Flag flag) {
        var options = new HashMap<String, String>();
        for (var option : flag.value().split(",", -1)) {
            int equals = option.indexOf('=');
            options.put(
                    (equals < 0 ? option : option.substring(0, equals)).toLowerCase(Locale.ROOT),
                    equals < 0 ? "" : option.substring(equals + 1));
        }
        var target =
                options.getOrDefault(
                        "target",
                        options.getOrDefault("dst", options.getOrDefault("destination", "")));
        if (target.length() > 1 && target.endsWith("/")) {
            target = target.substring(0, target.length() - 1);
        }
        return new Mount(
                options.getOrDefault("type", "bind"), target, Map.copyOf(options), flag.line());
    }
}
