package org.tidewaiter.inventory.node;

import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.Yaml;

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
        var packages = new NpmPackageList();
        var entry = new Entry();
        for (var line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("<<<<<<<")) {
                throw new MalformedFileException("has conflicts of a merge");
            }
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith(" ")) {
                entry.addTo(packages);
                entry = Entry.of(line);
            } else {
                entry.read(line);
            }
        }
        entry.addTo(packages);
        return packages.reading();
    }

    /// An entry of Yarn 1: descriptors that it stands for, then its fields.
    private static final class Entry {
        private String descriptor = "";
        private String version = "";
        private String resolved = "";

        /// @param line `"@s/a@^1.0.0", "@s/a@^1.1.0":`
        static Entry of(String line) throws MalformedFileException {
            if (!line.endsWith(":")) {
                throw new MalformedFileException("not an entry: '%s'".formatted(Excerpt.of(line)));
            }
            var entry = new Entry();
            var keys = line.substring(0, line.length() - 1);
            entry.descriptor = keys.split(",", 2)[0].replace("\"", "");
            return entry;
        }

        void read(String line) {
            var field = FIELD.matcher(line);
            if (field.matches() && field.group(1).equals("version")) {
                version = field.group(2);
            } else if (field.matches()) {
                resolved = field.group(2);
            }
        }

        void addTo(NpmPackageList packages) {
            var what = Descriptor.parse(descriptor);
            if (!descriptor.isEmpty() && !what.isLocal()) {
                packages.add(what.realName(), version, resolved);
            }
        }
    }

    private static Reading yaml(byte[] text) throws MalformedFileException {
        var packages = new NpmPackageList();
        Yaml.read(text)
                .members()
                .forEach((key, entry) -> {
                    var what = Descriptor.parse(entry.text("resolution"));
                    if (key.equals("__metadata") || what.isLocal()) {
                        return;
                    }
                    boolean isOfTheRegistry =
                            what.range.startsWith("npm:") || what.range.startsWith("patch:");
                    packages.add(
                            what.name.isEmpty() ? key : what.name,
                            entry.text("version"),
                            isOfTheRegistry ? "" : what.range);
                });
        return packages.reading();
    }
}
