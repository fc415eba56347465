package org.tidewaiter.inventory.nix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads the names of what stands in the store of Nix, `nix/store/HASH-NAME-VERSION`. Images made
/// with Nix seldom have its database, but its names say what it would.
///
/// Several outputs of one derivation (`openssl-3.0.13-bin`) are one package each, told apart by
/// hash and output. What has no version is no package: scripts, configuration, the image's own
/// files. Neither are derivations, sources and patches.
///
/// @see "Nix manual, builtins.parseDrvName, Store path; purl type nix as other tools write it"
public final class NixStore {
    /// As the inventory says who found a package.
    public static final String NAME = "nix-store";

    /// Without a slash at either end.
    public static final String FOLDER = "nix/store";

    private static final Pattern ENTRY =
            Pattern.compile("([0-9a-df-np-sv-z]{32})-([A-Za-z0-9+._?=-]{1,211})");
    private static final Pattern VERSIONED = Pattern.compile("(.+?)-([0-9].*)");
    private static final Set<String> OUTPUTS =
            Set.of(
                    "bin",
                    "debug",
                    "dev",
                    "devdoc",
                    "dist",
                    "doc",
                    "info",
                    "lib",
                    "man",
                    "out",
                    "py",
                    "static",
                    "terminfo");
    private static final Set<String> NO_PACKAGES =
            Set.of("drv", "patch", "diff", "gz", "xz", "bz2", "zip", "tgz", "lock", "crate");

    private NixStore() {}

    /// @param paths of files, those below the store among them, in any order
    /// @return each with the directory in the store as the one thing it owns
    public static List<PackageSeen> packages(Stream<String> paths) {
        var packages = new LinkedHashMap<String, PackageSeen>();
        paths.forEach(path -> {
            int start = FOLDER.length() + 1;
            int end = path.indexOf('/', start);
            if (end > 0 && path.startsWith(FOLDER + "/")) {
                var entry = path.substring(start, end);
                if (!packages.containsKey(entry)) {
                    seen(entry).ifPresent(one -> packages.put(entry, one));
                }
            }
        });
        return List.copyOf(packages.values());
    }

    private static Optional<PackageSeen> seen(String entry) {
        var parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var versioned = VERSIONED.matcher(parts.group(2));
        if (!versioned.matches()) {
            return Optional.empty();
        }
        var version = versioned.group(2);
        if (NO_PACKAGES.contains(version.substring(version.lastIndexOf('.') + 1))) {
            return Optional.empty();
        }
        var last = version.substring(version.lastIndexOf('-') + 1);
        var output = version.contains("-") && OUTPUTS.contains(last) ? last : "";
        var plain =
                output.isEmpty()
                        ? version
                        : version.substring(0, version.length() - output.length() - 1);
        return Optional.of(
                PackageSeen.installed(
                                Purl.of("nix", "", versioned.group(1), plain)
                                        .withQualifier("drvhash", parts.group(1))
                                        .withQualifier("output", output))
                        .withFiles(List.of(FOLDER + "/" + entry + "/")));
    }
}
