package org.tidewaiter.inventory.node;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            packages.forEach((path, entry) -> addPackage(path, entry, packages, collected));
        } else if (lock.has("lockfileVersion") || lock.has("dependencies")) {
            addDependencies(lock.get("dependencies"), collected);
        } else {
            throw new MalformedFileException("neither 'packages' nor 'dependencies'");
        }
        return collected.reading();
    }

    /// Versions 2 and 3: an entry for each path, such as `node_modules/a/node_modules/@b/c`.
    private static void addPackage(
            String path, Json entry, Map<String, Json> all, NpmPackageList collected) {
        int folder = path.lastIndexOf(FOLDER);
        if (folder < 0 || entry.get("link").isTrue() || entry.get("dev").isTrue()) {
            return;
        }
        var alias = path.substring(folder + FOLDER.length());
        var name = entry.text("name").isEmpty() ? alias : entry.text("name");
        collected
                .add(name, entry.text("version"), entry.text("resolved"))
                .ifPresent(purl -> collected.addNeeds(purl, needs(path, entry, all)));
    }

    private static List<String> needs(String path, Json entry, Map<String, Json> all) {
        return Stream.of("dependencies", "optionalDependencies")
                .flatMap(kind -> entry.get(kind).members().keySet().stream())
                .flatMap(name -> nearest(path, name, all).stream())
                .toList();
    }

    /// The entry of a name in the nearest `node_modules`, as Node looks for it.
    private static Optional<String> nearest(String path, String name, Map<String, Json> all) {
        for (var folder = path; ; ) {
            var entry = all.get((folder.isEmpty() ? "" : folder + "/") + FOLDER + name);
            if (entry != null) {
                var real = entry.text("name").isEmpty() ? name : entry.text("name");
                return Optional.of(real + "@" + entry.text("version"));
            }
            if (folder.isEmpty()) {
                return Optional.empty();
            }
            folder = folder.substring(0, Math.max(folder.lastIndexOf("/" + FOLDER), 0));
        }
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
