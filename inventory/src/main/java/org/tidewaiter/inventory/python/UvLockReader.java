package org.tidewaiter.inventory.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.image.reader.Toml;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.VcsUrl;
import org.tidewaiter.model.json.Json;

/// Reads `uv.lock`. What it lists is declared, not proven to be installed.
///
/// Left out: the project's own packages, and what only development needs, which is what no
/// dependency of them leads to but those of a development group.
///
/// @see "uv documentation, resolution internals and lockfile"
public final class UvLockReader implements FileReader {
    private static final long MAX_BYTES = 16 << 20;
    private static final List<String> LOCAL = List.of("virtual", "editable", "directory");

    @Override
    public String name() {
        return "uv-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/uv.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var entries = Toml.read(file.head()).get("package").items();
        var needed = neededByProduction(entries);
        var list = PackageList.declared();
        for (var entry : entries) {
            if (!isLocal(entry) && needed.contains(entry.text("name"))) {
                add(entry, list);
            }
        }
        return list.reading();
    }

    private static void add(Json entry, PackageList list) {
        var name = PythonName.parse(entry.text("name"));
        var git = entry.get("source").text("git");
        if (name.isEmpty() || (entry.text("version").isEmpty() && git.isEmpty())) {
            list.unusable(entry.text("name"));
        } else {
            var purl =
                    name.get()
                            .purl(entry.text("version"))
                            .withQualifier("vcs_url", VcsUrl.ofPinned(git));
            list.add(purl);
            list.addNeeds(purl, PythonName.ofEntries(entry.get("dependencies")));
        }
    }

    private static boolean isLocal(Json entry) {
        return LOCAL.stream().anyMatch(entry.get("source")::has);
    }

    /// Names, since the same name in two versions is told apart by platform only. Where nothing is
    /// local, the file does not say what is asked for, and everything counts.
    private static Set<String> neededByProduction(List<Json> entries) {
        var byName = new HashMap<String, List<Json>>();
        entries.forEach(entry ->
                byName.computeIfAbsent(entry.text("name"), _ -> new ArrayList<>()).add(entry));
        var own = entries.stream().filter(UvLockReader::isLocal).toList();
        var needed = new HashSet<String>();
        var open = new ArrayDeque<Json>();
        for (var entry : own.isEmpty() ? entries : own) {
            needed.add(entry.text("name"));
            open.addAll(entry.get("dependencies").items());
            entry.get("optional-dependencies")
                    .members()
                    .values()
                    .forEach(extra -> open.addAll(extra.items()));
        }
        follow(open, byName, needed);
        return needed;
    }

    /// @param open dependencies, `{ name = "requests", extra = ["socks"] }`
    private static void follow(
            ArrayDeque<Json> open, Map<String, List<Json>> byName, Set<String> needed) {
        var followed = new HashSet<String>();
        while (!open.isEmpty()) {
            var dependency = open.remove();
            var name = dependency.text("name");
            needed.add(name);
            for (var entry : byName.getOrDefault(name, List.of())) {
                if (followed.add(name + "@" + entry.text("version"))) {
                    open.addAll(entry.get("dependencies").items());
                }
                for (var item : dependency.get("extra").items()) {
                    var extra = item.text().orElse("");
                    if (followed.add(name + "@" + entry.text("version") + "[" + extra + "]")) {
                        open.addAll(entry.get("optional-dependencies").get(extra).items());
                    }
                }
            }
        }
    }
}
