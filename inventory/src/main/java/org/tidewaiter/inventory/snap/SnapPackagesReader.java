package org.tidewaiter.inventory.snap;

import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.Yaml;
import org.tidewaiter.model.Purl;

/// Reads from which packages of Ubuntu a snap was made, where the snap is the image:
/// `snap/manifest.yaml`, in which snapcraft lists them as `name=version`, and of a base snap
/// `usr/share/snappy/dpkg.list`, the table that `dpkg -l` prints.
public final class SnapPackagesReader implements FileReader {
    private static final Pattern STAGED =
            Pattern.compile("([a-z0-9][a-z0-9+.-]*)(?::([a-z0-9-]+))?=(\\S+)");
    private static final Pattern ROW =
            Pattern.compile(
                    "([a-z])([a-zA-Z])[A-Z]? +([a-z0-9][a-z0-9+.-]*)(?::[a-z0-9-]+)? +(\\S+)"
                            + " +([a-z0-9-]+) .*");

    @Override
    public String name() {
        return "snap-packages";
    }

    @Override
    public Claims claims() {
        return Claims.paths("snap/manifest.yaml", "usr/share/snappy/dpkg.list")
                .withMaxBytes(16 << 20);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        return file.fileName().equals("dpkg.list") ? table(file.text()) : manifest(file);
    }

    private static Reading manifest(ClaimedFile file) throws MalformedFileException {
        var packages = PackageList.installed();
        for (var item : Yaml.read(file.head()).get("primed-stage-packages").items()) {
            var staged = STAGED.matcher(item.text().orElse(""));
            if (staged.matches()) {
                var architecture = staged.group(2);
                packages.add(
                        Purl.of("deb", "ubuntu", staged.group(1), staged.group(3))
                                .withQualifier("arch", architecture == null ? "" : architecture));
            } else {
                packages.unusable(item.text().orElse(""));
            }
        }
        return packages.reading();
    }

    /// Rows start with what is wanted and what is; the lines above them explain the columns.
    private static Reading table(String text) {
        var packages = PackageList.installed();
        text.lines()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .forEach(row -> {
                    if (row.group(2).equals("i")) {
                        packages.add(
                                Purl.of("deb", "ubuntu", row.group(3), row.group(4))
                                        .withQualifier("arch", row.group(5)));
                    } else if (!row.group(2).matches("[nc]")) {
                        packages.gap("left half-way by dpkg: " + row.group(3));
                    }
                });
        return packages.reading();
    }
}
