package org.tidewaiter.inventory.linux;

import java.util.List;
import java.util.Locale;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Observation.DistributionSeen;

/// Reads `os-release`, the file in which a Linux distribution says what it is: `KEY=value` lines
/// quoted as in a shell. A distribution that we do not know is a gap, with the one that it is
/// derived from.
///
/// @see "os-release(5)"
public final class OsReleaseReader implements FileReader {
    @Override
    public String name() {
        return "os-release";
    }

    @Override
    public Claims claims() {
        return Claims.paths(DistributionFiles.OS_RELEASE.toArray(String[]::new))
                .withMaxBytes(1 << 16);
    }

    /// The ids in lower case, as the specification wants them and not every distribution
    /// (openEuler) writes them.
    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var fields = ShellAssignments.of(file.text());
        if (!fields.containsKey("ID") && !fields.containsKey("NAME")) {
            throw new MalformedFileException("neither ID nor NAME is set");
        }
        var distribution =
                new Distribution(
                        fields.getOrDefault("ID", "linux").toLowerCase(Locale.ROOT),
                        fields.getOrDefault("VERSION_ID", ""),
                        fields.getOrDefault("VERSION_CODENAME", ""),
                        fields.getOrDefault("PRETTY_NAME", fields.getOrDefault("NAME", "Linux")),
                        words(fields.getOrDefault("ID_LIKE", "").toLowerCase(Locale.ROOT)));
        return new Reading(
                List.of(new DistributionSeen(distribution)),
                KnownDistributions.gap(distribution).stream().toList());
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
