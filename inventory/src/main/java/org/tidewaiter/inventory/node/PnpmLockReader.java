package org.tidewaiter.inventory.node;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.Yaml;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads `pnpm-lock.yaml` of lock file versions 5 to 9. What it lists is declared, not proven to be
/// installed.
///
/// Left out: the project's own workspaces and packages from local directories, and what only
/// development needs: until version 6 the file marks it, later it is what no production dependency
/// leads to. A package resolved for several sets of peers (`a@1.0.0(react@18.2.0)`) is one package.
///
/// @see "pnpm specification, lockfile/5.2.md, 6.0.md and 9.0.md"
public final class PnpmLockReader implements FileReader {
    private static final long MAX_BYTES = 16 << 20;

    /// Of version 5: `/a/1.0.0_peers`, or with the host of a registry in front.
    private static final Pattern BY_SLASHES =
            Pattern.compile("[^/@]*/((?:@[^/]+/)?[^/@]+)/([0-9][^/_]*)(?:_.*)?");

    /// What a package needs of that name: `1.0.0`, in version 5 also `1.0.0_peers`.
    private static final Pattern BY_VERSION = Pattern.compile("([0-9][^/:@_]*)(?:_.*)?");

    @Override
    public String name() {
        return "pnpm-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/pnpm-lock.yaml").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var packages = new NpmPackageList();
        for (var lock : Yaml.readAll(file.head())) {
            if (!lock.has("lockfileVersion")) {
                throw new MalformedFileException("no 'lockfileVersion'");
            }
            boolean isMarked = !lock.has("snapshots");
            var needs = needs(lock);
            var needed = isMarked ? Set.<String>of() : neededByProduction(lock);
            lock.get("packages")
                    .members()
                    .forEach((key, entry) -> {
                        boolean isForDevelopment =
                                isMarked ? entry.text("dev").equals("true") : !needed.contains(key);
                        if (!isForDevelopment) {
                            addPackage(key, entry, packages)
                                    .ifPresent(purl ->
                                            packages.addNeeds(
                                                    purl, needs.getOrDefault(key, Set.of())));
                        }
                    });
        }
        return packages.reading();
    }

    private static Optional<Purl> addPackage(String key, Json entry, NpmPackageList packages) {
        var resolution = entry.get("resolution");
        if (resolution.text("type").equals("directory") || key.startsWith("file:")) {
            return Optional.empty();
        }
        var address =
                resolution.text("type").equals("git")
                        ? "git+" + resolution.text("repo") + "#" + resolution.text("commit")
                        : resolution.text("tarball");
        var bySlashes = BY_SLASHES.matcher(key);
        var plain = withoutPeers(key.startsWith("/") ? key.substring(1) : key);
        int at = plain.indexOf('@', 1);
        if (entry.has("name") && entry.has("version")) {
            return packages.add(entry.text("name"), entry.text("version"), address);
        } else if (bySlashes.matches()) {
            return packages.add(bySlashes.group(1), bySlashes.group(2), address);
        } else if (at < 0) {
            return packages.add(plain, entry.text("version"), address);
        }
        boolean isAddress = plain.indexOf(':', at) >= 0;
        return packages.add(
                plain.substring(0, at),
                isAddress ? entry.text("version") : plain.substring(at + 1),
                isAddress && address.isEmpty() ? plain.substring(at + 1) : address);
    }

    /// What the packages need, by their keys; of one that is resolved for several sets of peers,
    /// what it needs with any.
    private static Map<String, Set<String>> needs(Json lock) {
        var needs = new HashMap<String, Set<String>>();
        for (var list : List.of("packages", "snapshots")) {
            lock.get(list)
                    .members()
                    .forEach((key, entry) -> {
                        var whose = lock.has("snapshots") ? withoutPeers(key) : key;
                        var of = needs.computeIfAbsent(whose, _ -> new LinkedHashSet<>());
                        for (var some : productionDependencies(entry)) {
                            some.members()
                                    .forEach((name, version) ->
                                            of.add(need(name, version.text().orElse(""))));
                        }
                    });
        }
        return needs;
    }

    /// @param version plain, or the key of the package
    /// @return `name@version`, or the name alone for one that is not of a registry
    private static String need(String name, String version) {
        var plain = withoutPeers(version);
        var bySlashes = BY_SLASHES.matcher(plain);
        var byVersion = BY_VERSION.matcher(plain);
        if (byVersion.matches()) {
            return name + "@" + byVersion.group(1);
        } else if (bySlashes.matches()) {
            return bySlashes.group(1) + "@" + bySlashes.group(2);
        }
        var key = plain.startsWith("/") ? plain.substring(1) : plain;
        return key.indexOf('@', 1) > 0 && key.indexOf(':') < 0 ? key : name;
    }

    private static String withoutPeers(String key) {
        int peers = key.indexOf('(');
        return peers < 0 ? key : key.substring(0, peers);
    }

    /// The keys of the packages that production dependencies of the projects lead to.
    private static Set<String> neededByProduction(Json lock) {
        var snapshots = lock.get("snapshots").members();
        var seen = new HashSet<String>();
        var open = new ArrayDeque<String>();
        for (var project : lock.get("importers").members().values()) {
            for (var dependencies : productionDependencies(project)) {
                dependencies
                        .members()
                        .forEach((name, entry) ->
                                open.add(key(snapshots.keySet(), name, entry.text("version"))));
            }
        }
        while (!open.isEmpty()) {
            var key = open.remove();
            var snapshot = snapshots.get(key);
            if (snapshot == null || !seen.add(key)) {
                continue;
            }
            for (var dependencies : productionDependencies(snapshot)) {
                dependencies
                        .members()
                        .forEach((name, version) ->
                                open.add(key(snapshots.keySet(), name, version.text().orElse(""))));
            }
        }
        var needed = new HashSet<String>();
        seen.forEach(key -> needed.add(withoutPeers(key)));
        return needed;
    }

    private static List<Json> productionDependencies(Json entry) {
        return List.of(entry.get("dependencies"), entry.get("optionalDependencies"));
    }

    /// An alias has the real package's key for a version.
    private static String key(Set<String> keys, String name, String version) {
        var ordinary = name + "@" + version;
        return keys.contains(ordinary) ? ordinary : version;
    }
}
