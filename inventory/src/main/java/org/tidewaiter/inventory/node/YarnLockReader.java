package org.tidewaiter.inventory.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.Yaml;
import org.tidewaiter.model.json.Json;

/// Reads `yarn.lock`, of Yarn 1 in a notation of its own, of later versions in YAML. What it lists
/// is declared, not proven to be installed.
///
/// Left out: the project and its workspaces, and packages from local directories. What only
/// development needs is listed too, since the file does not say which that is. A patched package
/// counts as the one that was patched.
///
/// @see "Yarn 1 source, lockfile/stringify.js; Yarn documentation, the lockfile and protocols"
public final class YarnLockReader implements FileReader {
    private static final long MAX_BYTES = 16 << 20;
    private static final Pattern FIELD = Pattern.compile("  (version|resolved) \"?([^\"]*)\"?");
    private static final Pattern SECTION = Pattern.compile("  ([A-Za-z]+):");
    private static final Pattern NEED = Pattern.compile("    \"?([^\"\\s]+)\"? \"?([^\"]*)\"?");
    private static final Set<String> NEEDS = Set.of("dependencies", "optionalDependencies");
    private static final Pattern LOCAL = Pattern.compile("(?:file|link|portal|workspace):.*");

    @Override
    public String name() {
        return "yarn-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/yarn.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        return file.text().lines().anyMatch("__metadata:"::equals)
                ? yaml(file.head())
                : classic(file.text());
    }

    /// `name@range` and what is of that name in the range.
    private record Descriptor(String name, String range) {
        static Descriptor parse(String text) {
            int at = text.indexOf('@', 1);
            return at < 0
                    ? new Descriptor(text, "")
                    : new Descriptor(text.substring(0, at), text.substring(at + 1));
        }

        /// `old@npm:lodash@^3` is a `lodash`.
        String realName() {
            int at = range.startsWith("npm:") ? range.indexOf('@', "npm:".length() + 1) : -1;
            return at < 0 ? name : range.substring("npm:".length(), at);
        }

        boolean isLocal() {
            return LOCAL.matcher(range).matches();
        }
    }

    private static Reading classic(String text) throws MalformedFileException {
        var entries = new ArrayList<Entry>();
        for (var line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("<<<<<<<")) {
                throw new MalformedFileException("has conflicts of a merge");
            }
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith(" ")) {
                entries.add(Entry.of(line));
            } else if (!entries.isEmpty()) {
                entries.getLast().read(line);
            }
        }
        return reading(entries);
    }

    private static Reading reading(List<Entry> entries) {
        var resolved = new HashMap<String, String>();
        for (var entry : entries) {
            entry.descriptors.forEach(one -> resolved.put(one, entry.name + "@" + entry.version));
        }
        var packages = new NpmPackageList();
        for (var entry : entries) {
            if (!entry.isLocal) {
                packages.add(entry.name, entry.version, entry.address)
                        .ifPresent(purl ->
                                packages.addNeeds(
                                        purl,
                                        entry.needs.stream()
                                                .flatMap(need ->
                                                        Optional.ofNullable(resolved.get(need))
                                                                .stream())
                                                .toList()));
            }
        }
        return packages.reading();
    }

    /// A package, the descriptors that it stands for, and those of what it needs.
    private static final class Entry {
        final List<String> descriptors;
        final List<String> needs = new ArrayList<>();
        final String name;
        final boolean isLocal;
        String version = "";
        String address = "";
        private String section = "";

        Entry(List<String> descriptors, String name, boolean isLocal) {
            this.descriptors = descriptors;
            this.name = name;
            this.isLocal = isLocal;
        }

        /// Of Yarn 1.
        ///
        /// @param line `"@s/a@^1.0.0", "@s/a@^1.1.0":`
        static Entry of(String line) throws MalformedFileException {
            if (!line.endsWith(":")) {
                throw new MalformedFileException("not an entry: '%s'".formatted(Excerpt.of(line)));
            }
            var keys = line.substring(0, line.length() - 1).replace("\"", "");
            var descriptors = List.of(keys.split(", ?", -1));
            var first = Descriptor.parse(descriptors.getFirst());
            return new Entry(descriptors, first.realName(), first.isLocal());
        }

        /// A line of an entry of Yarn 1.
        void read(String line) {
            var field = FIELD.matcher(line);
            var begin = SECTION.matcher(line);
            var need = NEED.matcher(line);
            if (begin.matches()) {
                section = begin.group(1);
            } else if (field.matches() && field.group(1).equals("version")) {
                version = field.group(2);
            } else if (field.matches()) {
                address = field.group(2);
            } else if (NEEDS.contains(section) && need.matches()) {
                needs.add(need.group(1) + "@" + need.group(2));
            }
        }
    }

    private static Reading yaml(byte[] text) throws MalformedFileException {
        var entries = new ArrayList<Entry>();
        Yaml.read(text)
                .members()
                .forEach((key, fields) -> {
                    if (!key.equals("__metadata")) {
                        entries.add(entry(key, fields));
                    }
                });
        return reading(entries);
    }

    private static Entry entry(String key, Json fields) {
        var what = Descriptor.parse(fields.text("resolution"));
        var entry =
                new Entry(
                        List.of(key.split(", ?", -1)),
                        what.name.isEmpty() ? key : what.name,
                        what.isLocal());
        boolean isOfTheRegistry = what.range.startsWith("npm:") || what.range.startsWith("patch:");
        entry.version = fields.text("version");
        entry.address = isOfTheRegistry ? "" : what.range;
        for (var kind : NEEDS) {
            // before Yarn 4 the protocol of the registry is left out here
            fields.get(kind)
                    .members()
                    .forEach((name, range) -> {
                        entry.needs.add(name + "@" + range.text().orElse(""));
                        entry.needs.add(name + "@npm:" + range.text().orElse(""));
                    });
        }
        return entry;
    }
}
