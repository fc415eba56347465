package org.tidewaiter.inventory.python;

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

/// Reads `pylock.toml`, also as `pylock.NAME.toml`. What it lists is declared, not proven to be
/// installed. Left out: packages from local directories, which are the project's own.
///
/// @see "Python packaging specifications, pylock.toml (PEP 751)"
public final class PylockReader implements FileReader {
    private static final long MAX_BYTES = 16 << 20;

    @Override
    public String name() {
        return "pylock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/pylock.toml", "**/pylock.*.toml").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var lock = Toml.read(file.head());
        if (!lock.has("lock-version")) {
            throw new MalformedFileException("no 'lock-version'");
        }
        var list = PackageList.declared();
        for (var entry : lock.get("packages").items()) {
            if (!entry.has("directory")) {
                add(entry, list);
            }
        }
        return list.reading();
    }

    /// One from Git need not say its version.
    private static void add(Json entry, PackageList list) {
        var name = PythonName.parse(entry.text("name"));
        var vcs = entry.get("vcs");
        var vcsUrl =
                vcs.text("type").equals("git")
                        ? VcsUrl.ofGit(vcs.text("url"), vcs.text("commit-id"))
                        : "";
        if (name.isEmpty() || (entry.text("version").isEmpty() && vcsUrl.isEmpty())) {
            list.unusable(entry.text("name"));
        } else {
            var purl = name.get().purl(entry.text("version")).withQualifier("vcs_url", vcsUrl);
            list.add(purl);
            list.addNeeds(purl, PythonName.ofEntries(entry.get("dependencies")));
        }
    }
}
