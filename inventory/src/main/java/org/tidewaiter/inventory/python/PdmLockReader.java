package org.tidewaiter.inventory.python;

import java.util.List;
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

/// Reads `pdm.lock`. What it lists is declared, not proven to be installed.
///
/// Left out: packages from local directories, which are the project's own, and what only the group
/// `dev` needs. Groups of other names can be extras as well as for development, so what they need
/// is listed.
///
/// @see "PDM documentation, lock file"
public final class PdmLockReader implements FileReader {
    private static final long MAX_BYTES = 8 << 20;

    @Override
    public String name() {
        return "pdm-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/pdm.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var list = PackageList.declared();
        for (var entry : Toml.read(file.head()).get("package").items()) {
            boolean isForDevelopment =
                    entry.get("groups").items().equals(List.of(new Json.JsonString("dev")));
            if (!isForDevelopment && !entry.has("path")) {
                add(entry, list);
            }
        }
        return list.reading();
    }

    private static void add(Json entry, PackageList list) {
        var name = PythonName.parse(entry.text("name"));
        if (name.isEmpty() || entry.text("version").isEmpty()) {
            list.unusable(entry.text("name"));
        } else {
            var purl =
                    name.get()
                            .purl(entry.text("version"))
                            .withQualifier(
                                    "vcs_url",
                                    VcsUrl.ofGit(entry.text("git"), entry.text("revision")));
            list.add(purl);
            list.addNeeds(
                    purl,
                    PythonName.ofRequirements(
                            entry.get("dependencies").items().stream()
                                    .flatMap(one -> one.text().stream())
                                    .toList()));
        }
    }
}
