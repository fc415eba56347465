package org.tidewaiter.inventory.alpine;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Observation.DistributionSeen;

/// Reads from which release of Alpine the packages come: `edge`, or `v3.20`. An image can be of one
/// release by its `os-release` and have its packages from another, which is then the one whose
/// advisories hold.
///
/// Only the `main` repository counts, and only where it is not pinned to a tag (`@edge http…`),
/// which lets in no package that is not asked for by that tag. Of several releases the newest
/// counts, as it does for apk.
///
/// @see "apk-repositories(5)"
public final class ApkRepositoriesReader implements FileReader {
    private static final Pattern MAIN =
            Pattern.compile(
                    "^[^@#\\s]\\S*/(edge|v\\d{1,4}\\.\\d{1,4})/main/?\\s*$", Pattern.MULTILINE);

    @Override
    public String name() {
        return "apk-repositories";
    }

    @Override
    public Claims claims() {
        return Claims.paths("etc/apk/repositories").withMaxBytes(1 << 20);
    }

    /// The release is the codename of a distribution of which nothing else is known.
    @Override
    public Reading read(ClaimedFile file) {
        return MAIN.matcher(file.text())
                .results()
                .map(line -> line.group(1))
                .max(Comparator.comparingInt(ApkRepositoriesReader::newness))
                .map(release ->
                        Reading.of(
                                new DistributionSeen(
                                        new Distribution("alpine", "", release, "", List.of()))))
                .orElse(Reading.NOTHING);
    }

    /// Greater for a newer release; edge is newer than all.
    private static int newness(String release) {
        if (release.equals("edge")) {
            return Integer.MAX_VALUE;
        }
        int dot = release.indexOf('.');
        return Integer.parseInt(release.substring(1, dot)) * 10_000
                + Integer.parseInt(release.substring(dot + 1));
    }
}
