package org.tidewaiter.inventory.rust;

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
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads `Cargo.lock` of all versions. What it lists is declared, not proven to be built in.
///
/// Left out: entries without a `source`, which are the workspace's own crates and the directories
/// it takes in by path. What only development, a build script or another platform needs is listed
/// too, since the file does not say which that is.
///
/// @see "Cargo source, core/resolver/encode.rs and core/source_id.rs"
public final class CargoLockReader implements FileReader {
    private static final long MAX_BYTES = 8 << 20;

    /// The one registry that needs no qualifier, by its older and its newer protocol.
    private static final Set<String> CRATES_IO =
            Set.of(
                    "registry+https://github.com/rust-lang/crates.io-index",
                    "sparse+https://index.crates.io/");

    @Override
    public String name() {
        return "cargo-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/Cargo.lock").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var list = PackageList.declared();
        for (var entry : Toml.read(file.head()).get("package").items()) {
            if (!isOfTheWorkspace(entry)) {
                CrateName.purl(entry.text("name"), entry.text("version"))
                        .ifPresentOrElse(
                                crate -> add(withSource(crate, entry.text("source")), entry, list),
                                () -> list.unusable(entry.text("name")));
            }
        }
        return list.reading();
    }

    private static void add(Purl crate, Json entry, PackageList list) {
        list.add(crate);
        list.addNeeds(
                crate,
                entry.get("dependencies").items().stream()
                        .flatMap(one -> one.text().stream())
                        .map(CargoLockReader::need)
                        .toList());
    }

    /// `syn`, or where the file has several of the name `syn 2.0.1` or `syn 2.0.1 (registry+…)`.
    private static String need(String text) {
        var parts = text.split(" ", 3);
        return parts.length == 1 ? text : parts[0] + "@" + parts[1];
    }

    private static boolean isOfTheWorkspace(Json entry) {
        return !entry.has("source");
    }

    /// @param source a kind and an address, `git+https://example.org/a?branch=main#commit`
    private static Purl withSource(Purl purl, String source) {
        if (CRATES_IO.contains(source)) {
            return purl;
        }
        return source.startsWith("git+")
                ? purl.withQualifier("vcs_url", VcsUrl.ofPinned(source))
                : purl.withQualifier("repository_url", source.substring(source.indexOf('+') + 1));
    }
}
