package org.tidewaiter.inventory.text;

import java.util.Set;

/// Directories that package managers fill. A lock file in one of them came with somebody else's
/// package and tells what its developers once used, nothing about the image.
public final class InstalledTree {
    private static final Set<String> DIRECTORIES =
            Set.of(
                    "node_modules",
                    "bower_components",
                    "site-packages",
                    "dist-packages",
                    "gems",
                    "vendor",
                    ".cargo",
                    ".pub-cache",
                    ".nuget",
                    ".julia");

    private InstalledTree() {}

    public static boolean holds(String path) {
        var segments = path.split("/", -1);
        for (int i = 0; i < segments.length - 1; i++) {
            boolean isGoModules =
                    segments[i].equals("pkg")
                            && i + 2 < segments.length
                            && segments[i + 1].equals("mod");
            if (isGoModules || DIRECTORIES.contains(segments[i])) {
                return true;
            }
        }
        return false;
    }
}
