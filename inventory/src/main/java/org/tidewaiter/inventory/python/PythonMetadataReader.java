package org.tidewaiter.inventory.python;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.Observation.DependenciesSeen;
import org.tidewaiter.model.Observation.PackageSeen;

/// Reads the metadata of an installed Python distribution: `METADATA` of a `.dist-info` directory,
/// and the older `PKG-INFO` of an `.egg-info` directory or unpacked egg, or an `.egg-info` file.
///
/// @see "Python packaging specifications, recording installed projects"
public final class PythonMetadataReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;

    @Override
    public String name() {
        return "python-metadata";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/*.dist-info/METADATA",
                        "**/*.egg-info/PKG-INFO",
                        "**/*.egg/EGG-INFO/PKG-INFO",
                        "**/*.egg-info")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var metadata = CoreMetadata.parse(file.text());
        var name = metadata.first("Name").orElseThrow(() -> missing("Name"));
        var version = metadata.first("Version").orElseThrow(() -> missing("Version"));
        var pythonName =
                PythonName.parse(name)
                        .orElseThrow(() ->
                                new MalformedFileException(
                                        "not a distribution name: " + Excerpt.of(name)));
        var seen =
                PackageSeen.installed(pythonName.purl(version)).withLicences(metadata.licences());
        var needs = metadata.requirements();
        return needs.isEmpty()
                ? Reading.of(seen)
                : Reading.of(seen, DependenciesSeen.plain(seen.purl(), needs));
    }

    private static MalformedFileException missing(String field) {
        return new MalformedFileException(
                "the metadata has no '%s' field, so the package cannot be judged".formatted(field));
    }
}
