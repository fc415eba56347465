package org.tidewaiter.inventory.linux;

import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Observation.DistributionSeen;

/// Reads the one-word files in which Alpine and Debian say their release, for images without an
/// `os-release`: `etc/alpine-release` (`3.20.3`) and `etc/debian_version` (`12.5`, or `trixie/sid`
/// before a release has a number).
public final class ReleaseFileReader implements FileReader {
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9A-Za-z._-]*");
    private static final Pattern CODENAME = Pattern.compile("([a-z]+)(/sid)?");

    @Override
    public String name() {
        return "release-file";
    }

    @Override
    public Claims claims() {
        return Claims.paths("etc/alpine-release", "etc/debian_version").withMaxBytes(1 << 12);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var word = file.text().strip();
        if (file.path().endsWith("alpine-release") && NUMBER.matcher(word).matches()) {
            return seen("alpine", word, "", "Alpine Linux " + word);
        }
        if (file.path().endsWith("debian_version")) {
            if (NUMBER.matcher(word).matches()) {
                // Debian's os-release gives the number before the point
                return seen("debian", word.split("\\.", 2)[0], "", "Debian GNU/Linux " + word);
            }
            var codename = CODENAME.matcher(word);
            if (codename.matches()) {
                return seen("debian", "", codename.group(1), "Debian GNU/Linux " + word);
            }
        }
        throw new MalformedFileException("not a release number");
    }

    private static Reading seen(String id, String version, String codename, String name) {
        return Reading.of(
                new DistributionSeen(new Distribution(id, version, codename, name, List.of())));
    }
}
