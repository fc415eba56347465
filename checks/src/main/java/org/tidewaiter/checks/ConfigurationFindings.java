package org.tidewaiter.checks;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.image.pass.Seen;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Observation.SettingSeen;
import org.tidewaiter.model.Place;

/// What [ConfigurationReaders] saw, as findings.
public final class ConfigurationFindings {
    private static final Set<String> READERS =
            ConfigurationReaders.BUILT_IN.stream()
                    .map(FileReader::name)
                    .collect(Collectors.toUnmodifiableSet());
    private static final Comparator<Finding.Setting> ORDER =
            Comparator.comparing(Finding.Setting::place)
                    .thenComparing(finding -> finding.check().id())
                    .thenComparing(Finding.Setting::message);

    private ConfigurationFindings() {}

    /// Sorted by place, then check. A file that a later layer replaced or deleted is among them,
    /// since a setting that was wrong made what came after it.
    public static List<Finding.Setting> of(ImageReading reading) {
        return reading.seen().stream()
                .filter(seen -> READERS.contains(seen.reader()))
                .flatMap(ConfigurationFindings::finding)
                .sorted(ORDER)
                .toList();
    }

    private static Stream<Finding.Setting> finding(Seen seen) {
        if (!(seen.observation() instanceof SettingSeen setting)) {
            return Stream.empty();
        }
        var place = new Place(seen.path(), setting.line(), "", seen.layer(), seen.presence());
        return Stream.of(
                new Finding.Setting(
                        Checks.named(setting.check()), place, setting.message(), setting.edit()));
    }
}
