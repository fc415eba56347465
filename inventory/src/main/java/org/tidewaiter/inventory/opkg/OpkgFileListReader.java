package org.tidewaiter.inventory.opkg;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.PackageKey;

/// Reads which files a package of opkg owns: `NAME.list`, a path a line; newer versions add the
/// mode and the target of a link behind tabs.
public final class OpkgFileListReader implements FileReader {
    private static final String SUFFIX = ".list";

    @Override
    public String name() {
        return "opkg-files";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                "usr/lib/opkg/info/*.list", "var/lib/opkg/info/*.list", "lib/opkg/info/*.list");
    }

    @Override
    public Reading read(ClaimedFile file) {
        var name = file.fileName();
        var paths =
                file.text()
                        .lines()
                        .map(line -> line.split("\t", 2)[0].strip().replaceFirst("^/+", ""))
                        .filter(path -> !path.isEmpty() && !path.endsWith("/"))
                        .toList();
        var owner = new PackageKey("opkg", name.substring(0, name.length() - SUFFIX.length()), "");
        return paths.isEmpty() ? Reading.NOTHING : Reading.of(new FilesOwned(owner, paths));
    }
}
