package org.tidewaiter.inventory.python;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.inventory.text.Toml;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.PackageSeen;
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
    private static final int MAX_GAPS = 100;

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
        var purls = new LinkedHashSet<Purl>();
        var gaps = new ArrayList<String>();
        for (var entry : Toml.read(file.head()).get("package").items()) {
            if (isForDevelopment(entry) || isLocalDirectory(entry)) {
                continue;
            }
            var name = PythonName.parse(entry.text("name"));
            var version = entry.text("version");
            if (name.isPresent() && !version.isEmpty()) {
                purls.add(withSource(name.get().purl(version), entry.get("source")));
            } else if (gaps.size() < MAX_GAPS) {
                gaps.add(
                        "a package without a usable name and version: '%s'"
                                .formatted(Excerpt.of(entry.text("name"))));
            }
        }
        return new Reading(purls.stream().<Observation>map(PackageSeen::declared).toList(), gaps);
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
        var url = source.text("url");
        var commit = source.text("resolved_reference");
        return purl.withQualifier(
                "vcs_url",
                (url.startsWith("git+") ? url : "git+" + url)
                        + (commit.isEmpty() ? "" : "@" + commit));
    }
}
