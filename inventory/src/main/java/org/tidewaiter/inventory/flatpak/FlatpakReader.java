package org.tidewaiter.inventory.flatpak;

import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.inventory.text.Xml;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads what Flatpak deployed, `flatpak/app/ID/ARCH/BRANCH/COMMIT` and `flatpak/runtime/…`: the
/// version of an application is that of the newest release in its AppStream metadata, which its own
/// metadata does not say; the version of a runtime is its branch. All of the directory is its own.
///
/// @see "flatpak-metadata(5); AppStream specification, the releases tag"
public final class FlatpakReader implements FileReader {
    private static final Pattern APPLICATION =
            Pattern.compile("((?:.*/)?flatpak/app/([^/]+)/([^/]+)/[^/]+/[^/]+/)files/.*");
    private static final Pattern RUNTIME =
            Pattern.compile("((?:.*/)?flatpak/runtime/([^/]+)/([^/]+)/([^/]+)/[^/]+/)metadata");
    private static final Pattern SUFFIX = Pattern.compile("\\.(metainfo|appdata)\\.xml$");

    @Override
    public String name() {
        return "flatpak";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/flatpak/app/*/*/*/*/files/share/metainfo/*.xml",
                        "**/flatpak/app/*/*/*/*/files/share/appdata/*.xml",
                        "**/flatpak/runtime/*/*/*/*/metadata")
                .withMaxBytes(8 << 20);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var runtime = RUNTIME.matcher(file.path());
        if (runtime.matches()) {
            return Reading.of(
                    seen(runtime.group(1), runtime.group(2), runtime.group(3), runtime.group(4)));
        }
        var application = APPLICATION.matcher(file.path());
        if (!application.matches()) {
            throw new MalformedFileException("not where Flatpak deploys");
        }
        var id = application.group(2);
        if (!SUFFIX.matcher(file.fileName()).replaceFirst("").equals(id)) {
            return Reading.NOTHING; // of a part of the application
        }
        var component = Xml.read(file.head());
        var version =
                component.all("releases", "release").stream()
                        .map(release -> release.attribute("version"))
                        .findFirst()
                        .orElse("");
        var licence = SpdxLicences.recognise(component.text("project_license"));
        var seen = seen(application.group(1), id, application.group(3), version);
        return new Reading(
                List.of(seen.withLicences(licence.isEmpty() ? List.of() : List.of(licence))),
                version.isEmpty() ? List.of("it does not say its version") : List.of());
    }

    private static PackageSeen seen(String root, String id, String architecture, String version) {
        return PackageSeen.installed(
                        Purl.of("flatpak", "", id, version).withQualifier("arch", architecture))
                .withFiles(List.of(root));
    }
}
