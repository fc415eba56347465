package org.tidewaiter.inventory.python;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.VcsUrl;
import org.tidewaiter.model.json.Json;

/// Reads `Pipfile.lock`. What it lists is declared, not proven to be installed.
///
/// Left out: what only development needs (`develop`), and packages from local directories, which
/// are the project's own.
///
/// @see "Pipenv documentation, Pipfile and Pipfile.lock"
public final class PipfileLockReader implements FileReader {
    private static final long MAX_BYTES = 8 << 20;

    @Override
    public String name() {
        return "pipfile-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/Pipfile.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var lock = JsonText.read(file.head());
        if (!lock.has("_meta")) {
            throw new MalformedFileException("no '_meta'");
        }
        var list = PackageList.declared();
        lock.members()
                .forEach((category, packages) -> {
                    if (!category.equals("_meta") && !category.equals("develop")) {
                        packages.members().forEach((name, entry) -> add(name, entry, list));
                    }
                });
        return list.reading();
    }

    private static void add(String text, Json entry, PackageList list) {
        if (entry.has("path") || entry.get("editable").isTrue()) {
            return;
        }
        var name = PythonName.parse(text);
        var version = entry.text("version").replaceFirst("^===?", "").strip();
        var vcsUrl = VcsUrl.ofGit(entry.text("git"), entry.text("ref"));
        if (name.isEmpty() || (version.isEmpty() && vcsUrl.isEmpty())) {
            list.unusable(text);
        } else {
            list.add(name.get().purl(version).withQualifier("vcs_url", vcsUrl));
        }
    }
}
