package org.tidewaiter.inventory.snap;

import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.inventory.text.Yaml;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads what a snap says of itself, `meta/snap.yaml`. It owns the directory it was mounted or
/// unpacked to, unless that is the whole image.
///
/// @see "Snap documentation, the snap format, snap.yaml"
public final class SnapReader implements FileReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,100}");

    @Override
    public String name() {
        return "snap";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/meta/snap.yaml").withMaxBytes(1 << 20);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var snap = Yaml.read(file.head());
        var name = snap.text("name");
        var version = snap.text("version");
        if (!NAME.matcher(name).matches() || version.isEmpty()) {
            throw new MalformedFileException("a snap without a usable name and version");
        }
        var architectures = snap.get("architectures").items();
        var purl =
                Purl.of("snap", "", name, version)
                        .withQualifier(
                                "arch",
                                architectures.size() == 1
                                        ? architectures.getFirst().text().orElse("")
                                        : "");
        var licence = SpdxLicences.recognise(snap.text("license"));
        var root = file.path().substring(0, file.path().length() - "meta/snap.yaml".length());
        return Reading.of(
                PackageSeen.installed(purl)
                        .withLicences(licence.isEmpty() ? List.of() : List.of(licence))
                        .withFiles(root.isEmpty() ? List.of() : List.of(root)));
    }
}
