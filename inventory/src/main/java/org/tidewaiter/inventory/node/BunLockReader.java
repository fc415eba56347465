package org.tidewaiter.inventory.node;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.Yaml;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads `bun.lock`. What it lists is declared, not proven to be installed. It is JSON with commas
/// at the ends of lists, which YAML allows.
///
/// Left out: the project's own workspaces and packages from local directories. What only
/// development needs is listed too.
///
/// @see "Bun documentation, lockfile; source, install/lockfile/bun.lock.zig"
public final class BunLockReader implements FileReader {
    private static final long MAX_BYTES = 16 << 20;
    private static final Pattern LOCAL = Pattern.compile("(?:workspace|root|link|file):.*");

    @Override
    public String name() {
        return "bun-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/bun.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var lock = Yaml.read(file.head());
        if (!lock.has("lockfileVersion")) {
            throw new MalformedFileException("no 'lockfileVersion'");
        }
        var packages = new NpmPackageList();
        var all = lock.get("packages").members();
        var nested = nested(all);
        for (var one : all.entrySet()) {
            var purl = addPackage(one.getKey(), one.getValue(), packages);
            if (purl.isPresent()) {
                packages.addNeeds(purl.get(), nested.nearest(one.getKey(), needs(one.getValue())));
            }
        }
        return packages.reading();
    }

    /// In `a/@s/b` is `@s/b` below `a`.
    private static NestedPackages nested(Map<String, Json> all) {
        var nested = new NestedPackages("/");
        all.forEach((key, entry) -> {
            int name = key.lastIndexOf('/') + 1;
            int before = key.lastIndexOf('/', name - 2) + 1;
            if (key.startsWith("@", before)) {
                name = before;
            }
            nested.add(key.substring(0, Math.max(name - 1, 0)), key.substring(name), what(entry));
        });
        return nested;
    }

    /// @param entry its first item is `name@version`, or an address for the version
    private static Optional<Purl> addPackage(String key, Json entry, NpmPackageList packages) {
        var what = what(entry);
        int at = what.indexOf('@', 1);
        if (at < 0) {
            return packages.add(key, "", "");
        }
        var version = what.substring(at + 1);
        if (LOCAL.matcher(version).matches()) {
            return Optional.empty();
        }
        boolean isAddress = version.contains(":");
        return packages.add(
                what.substring(0, at), isAddress ? "" : version, isAddress ? version : "");
    }

    private static String what(Json entry) {
        return entry.items().stream().findFirst().flatMap(Json::text).orElse("");
    }

    private static List<String> needs(Json entry) {
        return entry.items().stream()
                .flatMap(item -> Stream.of("dependencies", "optionalDependencies").map(item::get))
                .flatMap(needs -> needs.members().keySet().stream())
                .toList();
    }
}
