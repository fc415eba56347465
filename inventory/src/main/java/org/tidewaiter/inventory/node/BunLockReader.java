package org.tidewaiter.inventory.node;

import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.Yaml;
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
        lock.get("packages").members().forEach((key, entry) -> addPackage(key, entry, packages));
        return packages.reading();
    }

    /// @param entry its first item is `name@version`, or an address for the version
    private static void addPackage(String key, Json entry, NpmPackageList packages) {
        var what = entry.items().stream().findFirst().flatMap(Json::text).orElse("");
        int at = what.indexOf('@', 1);
        if (at < 0) {
            packages.add(key, "", "");
            return;
        }
        var version = what.substring(at + 1);
        if (!LOCAL.matcher(version).matches()) {
            boolean isAddress = version.contains(":");
            packages.add(what.substring(0, at), isAddress ? "" : version, isAddress ? version : "");
        }
    }
}
