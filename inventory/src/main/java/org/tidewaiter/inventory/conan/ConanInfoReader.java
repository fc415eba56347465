package org.tidewaiter.inventory.conan;

import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads which package lies in Conan 1's cache, `data/NAME/VERSION/USER/CHANNEL/package/ID/` with a
/// `conaninfo.txt`, whose directories Conan itself names after the package.
///
/// @see "Conan 1 documentation, the local cache"
public final class ConanInfoReader implements FileReader {
    private static final Pattern PLACE =
            Pattern.compile(
                    "(?:.*/)?([A-Za-z0-9_+.-]{2,100}+)/([^/]{1,100}+)/([^/]++)/([^/]++)"
                            + "/package/[^/]++/conaninfo\\.txt");

    @Override
    public String name() {
        return "conan-info";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/*/*/*/*/package/*/conaninfo.txt");
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var place = PLACE.matcher(file.path());
        if (!place.matches()) {
            throw new MalformedFileException("a Conan package without a usable name and version");
        }
        var purl =
                Purl.of("conan", "", place.group(1), place.group(2))
                        .withQualifier("user", known(place.group(3)))
                        .withQualifier("channel", known(place.group(4)));
        return Reading.of(PackageSeen.installed(purl).withFiles(List.of(file.directory())));
    }

    private static String known(String part) {
        return part.equals("_") ? "" : part;
    }
}
