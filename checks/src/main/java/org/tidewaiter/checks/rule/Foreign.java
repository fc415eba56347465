package org.tidewaiter.checks.rule;

import java.util.Set;

/// Where files lie that came with somebody else's software: they made and run other things than the
/// image that they are in.
public final class Foreign {
    private static final Set<String> DIRECTORIES =
            Set.of(
                    "node_modules",
                    "site-packages",
                    "dist-packages",
                    "vendor",
                    "third_party",
                    "bower_components",
                    "testdata");

    private Foreign() {}

    /// @param path without a leading slash
    public static boolean contains(String path) {
        if (path.startsWith("usr/share/")
                || path.startsWith("usr/lib/")
                || path.contains("go/pkg/mod/")) {
            return true;
        }
        for (var segment : path.split("/", -1)) {
            if (DIRECTORIES.contains(segment)) {
                return true;
            }
        }
        return false;
    }
}
