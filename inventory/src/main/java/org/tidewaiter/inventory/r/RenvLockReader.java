package org.tidewaiter.inventory.r;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.VcsUrl;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads `renv.lock`. What it lists is declared, not proven to be installed. Left out: packages
/// from local directories, which are the project's own.
///
/// @see "renv documentation, lockfiles"
public final class RenvLockReader implements FileReader {
    private static final long MAX_BYTES = 8 << 20;

    @Override
    public String name() {
        return "renv-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/renv.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (!(JsonText.read(file.head()).get("Packages")
                instanceof Json.JsonObject(var packages))) {
            throw new MalformedFileException("no object of packages");
        }
        var list = PackageList.declared();
        packages.forEach((name, entry) -> {
            if (!entry.text("Source").equals("Local")) {
                add(name, entry, list);
            }
        });
        return list.reading();
    }

    private static void add(String name, Json entry, PackageList list) {
        if (!DescriptionReader.isName(name) || entry.text("Version").isEmpty()) {
            list.unusable(name);
            return;
        }
        var type = entry.text("Source").equals("Bioconductor") ? "bioconductor" : "cran";
        var purl = Purl.of(type, "", name, entry.text("Version"));
        var host = entry.text("RemoteHost").replaceFirst("^api\\.", "");
        list.add(
                host.isEmpty()
                        ? purl
                        : purl.withQualifier(
                                "vcs_url",
                                VcsUrl.ofGit(
                                        "https://%s/%s/%s"
                                                .formatted(
                                                        host,
                                                        entry.text("RemoteUsername"),
                                                        entry.text("RemoteRepo")),
                                        entry.text("RemoteSha"))));
    }
}
