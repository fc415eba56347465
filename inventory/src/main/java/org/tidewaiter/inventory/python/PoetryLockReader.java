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
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads `poetry.lock`. What it lists is declared, not proven to be installed.
///
/// Left out: what only development needs (`category = "dev"` of Poetry before 1.5; a group list
/// without `main` since 2.0; in between the file does not say), and local directories, which are
/// the project's own. Installed copies of these are seen in `site-packages` all the same.
///
/// @see "Poetry source, packages/locker.py, lock file versions 1.x and 2.x"
public final class PoetryLockReader implements FileReader {
    private static final long MAX_BYTES = 8 << 20;

    @Override
    public String name() {
        return "poetry-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/poetry.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var list = PackageList.declared();
        for (var entry : Toml.read(file.head()).get("package").items()) {
            if (isForDevelopment(entry) || isLocalDirectory(entry)) {
                continue;
            }
            var name = PythonName.parse(entry.text("name"));
            var version = entry.text("version");
            if (name.isPresent() && !version.isEmpty()) {
                var purl = withSource(name.get().purl(version), entry.get("source"));
                list.add(purl);
                list.addNeeds(
                        purl,
                        PythonName.ofRequirements(entry.get("dependencies").members().keySet()));
            } else {
                list.unusable(entry.text("name"));
            }
        }
        return list.reading();
    }

    private static boolean isForDevelopment(Json entry) {
        var groups = entry.get("groups").items();
        return entry.text("category").equals("dev")
                || (!groups.isEmpty() && !groups.contains(new Json.JsonString("main")));
    }

    private static boolean isLocalDirectory(Json entry) {
        return entry.get("source").text("type").equals("directory");
    }

    private static Purl withSource(Purl purl, Json source) {
        if (!source.text("type").equals("git")) {
            return purl;
        }
        return purl.withQualifier(
                "vcs_url", VcsUrl.ofGit(source.text("url"), source.text("resolved_reference")));
    }
}
