package org.tidewaiter.inventory.conda;

import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads the record of one package installed in a Conda environment, `conda-meta/*.json`. Its files
/// are listed from the environment's own directory.
///
/// @see "conda documentation, the conda-meta directory; purl type conda"
public final class CondaMetaReader implements FileReader {
    private static final long MAX_BYTES = 64 << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,200}+");

    @Override
    public String name() {
        return "conda-meta";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/conda-meta/*.json").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var prefix = file.path().substring(0, file.path().lastIndexOf("conda-meta/"));
        var entry = JsonText.read(file.head());
        var name = entry.text("name");
        if (!NAME.matcher(name).matches() || entry.text("version").isEmpty()) {
            throw new MalformedFileException(
                    "an installed package without a usable name and version: '%s'"
                            .formatted(Excerpt.of(name)));
        }
        var purl =
                Purl.of("conda", "", name, entry.text("version"))
                        .withQualifier("build", entry.text("build"))
                        .withQualifier("channel", channel(entry.text("channel")))
                        .withQualifier("subdir", entry.text("subdir"));
        var licence = SpdxLicences.recognise(entry.text("license"));
        var files =
                entry.get("files").items().stream()
                        .flatMap(path -> path.text().stream())
                        .map(path -> prefix + path)
                        .toList();
        return Reading.of(
                PackageSeen.installed(purl)
                        .withLicences(licence.isEmpty() ? List.of() : List.of(licence))
                        .withFiles(files));
    }

    /// Its name, where it is written as the address of one platform's directory:
    /// `https://conda.anaconda.org/conda-forge/linux-64`.
    private static String channel(String channel) {
        var parts = channel.split("/", -1);
        return channel.contains("://") && parts.length >= 5 ? parts[parts.length - 2] : channel;
    }
}
