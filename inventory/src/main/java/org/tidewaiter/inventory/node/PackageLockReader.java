package org.tidewaiter.inventory.node;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.model.json.Json;

/// Reads npm's lock files, `package-lock.json` and `npm-shrinkwrap.json`, of lock file versions 1,
/// 2 and 3. What they list is declared, not proven to be installed.
///
/// Left out, since they are no third party's package that a production install would bring: the
/// project itself and its workspaces (links, paths outside of `node_modules`), and what only
/// development needs (`dev`). Installed copies of these are seen in `node_modules` all the same.
///
/// A lock file inside an installed package is not the image's own: the hidden
/// `node_modules/.package-lock.json` repeats what the `package.json` files beside it prove, and one
/// that a package ships is not used by npm for an install in its place.
///
/// @see "npm documentation, package-lock.json"
public final class PackageLockReader implements FileReader {
    private static final long MAX_BYTES = 16 << 20;
    private static final String FOLDER = "node_modules/";

    @Override
    public String name() {
        return "npm-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/package-lock.json", "**/npm-shrinkwrap.json")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var lock = JsonText.read(file.head());
        var collected = new NpmPackageList();
        if (lock.get("packages") instanceof Json.JsonObject(var packages)) {
            var nested = nested(packages);
            for (var one : packages.entrySet()) {
                addPackage(one.getKey(), one.getValue(), nested, collected);
            }
        } else if (lock.has("lockfileVersion") || lock.has("dependencies")) {
            addDependencies(lock.get("dependencies"), collected);
        } else {
            throw new MalformedFileException("neither 'packages' nor 'dependencies'");
        }
        return collected.reading();
    }

    private static NestedPackages nested(Map<String, Json> packages) {
        var nested = new NestedPackages("/" + FOLDER);
        packages.forEach((path, entry) -> {
            int folder = path.lastIndexOf(FOLDER);
            if (folder >= 0) {
                var alias = path.substring(folder + FOLDER.length());
                nested.add(
                        path.substring(0, Math.max(folder - 1, 0)),
                        alias,
                        name(alias, entry) + "@" + entry.text("version"));
            }
        });
        return nested;
    }

    private static String name(String alias, Json entry) {
        return entry.text("name").isEmpty() ? alias : entry.text("name");
    }

    /// Versions 2 and 3: an entry for each path, such as `node_modules/a/node_modules/@b/c`.
    private static void addPackage(
            String path, Json entry, NestedPackages nested, NpmPackageList collected)
            throws MalformedFileException {
        int folder = path.lastIndexOf(FOLDER);
        if (folder < 0 || entry.get("link").isTrue() || entry.get("dev").isTrue()) {
            return;
        }
        var alias = path.substring(folder + FOLDER.length());
        var purl = collected.add(name(alias, entry), entry.text("version"), entry.text("resolved"));
        if (purl.isPresent()) {
            collected.addNeeds(purl.get(), nested.nearest(path, needs(entry)));
        }
    }

    private static List<String> needs(Json entry) {
        return Stream.of("dependencies", "optionalDependencies")
                .flatMap(kind -> entry.get(kind).members().keySet().stream())
                .toList();
    }

    /// Version 1: nested, by name. The reader's limit on depth bounds the recursion.
    private static void addDependencies(Json dependencies, NpmPackageList collected) {
        dependencies
                .members()
                .forEach((name, entry) -> {
                    if (!entry.get("dev").isTrue()) {
                        addDependency(name, entry.text("version"), collected);
                    }
                    addDependencies(entry.get("dependencies"), collected);
                });
    }

    /// @param version can be an alias, `npm:real-name@1.0.0`, or the address of what is installed
    private static void addDependency(String name, String version, NpmPackageList collected) {
        if (version.startsWith("npm:")) {
            int at = version.lastIndexOf('@');
            if (at > "npm:".length()) {
                collected.add(version.substring(4, at), version.substring(at + 1), "");
                return;
            }
        }
        boolean isAddress = version.contains(":") || version.contains("/");
        collected.add(name, isAddress ? "" : version, isAddress ? version : "");
    }
}
