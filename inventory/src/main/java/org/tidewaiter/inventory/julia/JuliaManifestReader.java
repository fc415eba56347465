package org.tidewaiter.inventory.julia;

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

/// Reads Julia's `Manifest.toml` of formats 1 and 2, also as `Manifest-v1.11.toml`. What it lists
/// is declared, not proven to be installed.
///
/// Left out: what comes with Julia itself (it has no tree of its own) and packages from a local
/// directory, which are the project's own.
///
/// @see "Pkg.jl documentation, Project.toml and Manifest.toml"
public final class JuliaManifestReader implements FileReader {
    private static final long MAX_BYTES = 8 << 20;

    @Override
    public String name() {
        return "julia-manifest";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/Manifest.toml",
                        "**/JuliaManifest.toml",
                        "**/Manifest-v*.toml",
                        "**/JuliaManifest-v*.toml")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var manifest = Toml.read(file.head());
        var packages = manifest.has("manifest_format") ? manifest.get("deps") : manifest;
        var list = PackageList.declared();
        packages.members()
                .forEach((name, entries) ->
                        entries.items().forEach(entry -> add(name, entry, list)));
        return list.reading();
    }

    private static void add(String name, Json entry, PackageList list) {
        if (!entry.has("uuid") || !entry.has("git-tree-sha1")) {
            return;
        }
        JuliaName.purl(name, entry.text("version"), entry.text("uuid"))
                .ifPresentOrElse(purl -> addFrom(purl, entry, list), () -> list.unusable(name));
    }

    /// What it needs are names, or where the file has several of a name also their UUIDs.
    private static void addFrom(Purl julias, Json entry, PackageList list) {
        var purl =
                julias.withQualifier(
                        "vcs_url", VcsUrl.ofGit(entry.text("repo-url"), entry.text("repo-rev")));
        list.add(purl);
        var needs = entry.get("deps");
        list.addNeeds(purl, needs.members().keySet());
        list.addNeeds(purl, needs.items().stream().flatMap(one -> one.text().stream()).toList());
    }
}
