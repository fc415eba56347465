package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.DependenciesSeen;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.testkit.Damage;

/// What one reader makes of a file at one place.
public record ReadFile(FileReader reader, String path) {
    /// Also holds the reader to reading or refusing whatever damage makes of the file.
    public Reading read(String text) throws MalformedFileException {
        Damage.versions(text.getBytes(StandardCharsets.UTF_8)).forEach(this::readOrRefuse);
        return reader.read(ClaimedFile.of(path, text));
    }

    /// The packages as package URLs, in order, where nothing of the file is a gap.
    public List<String> purls(String text) throws MalformedFileException {
        var reading = read(text);
        assertThat(reading.gaps()).isEmpty();
        return purls(reading);
    }

    public static List<String> purls(Reading reading) {
        return packages(reading).stream().map(seen -> seen.purl().toString()).toList();
    }

    public static List<PackageSeen> packages(Reading reading) {
        return reading.observations().stream()
                .filter(PackageSeen.class::isInstance)
                .map(PackageSeen.class::cast)
                .toList();
    }

    /// What needs what, and what stands in for what, a line each.
    public static List<String> needs(Reading reading) {
        return reading.observations().stream()
                .filter(DependenciesSeen.class::isInstance)
                .map(DependenciesSeen.class::cast)
                .map(one ->
                        "%s needs %s provides %s".formatted(one.of(), one.needs(), one.provides()))
                .toList();
    }

    /// For a fuzz test: whatever the bytes are, they are read or refused.
    public void readOrRefuse(byte[] bytes) {
        try {
            reader.read(ClaimedFile.of(path, bytes));
        } catch (MalformedFileException _) {
            // refused
        }
    }
}
