package org.tidewaiter.checks.image;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.image.pass.Seen;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Observation.SettingSeen;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Presence;

/// Everything that is looked at in an image's configuration and in its merged tree.
public final class ImageRoom {
    private static final List<Topic> TOPICS =
            List.of(
                    new RunningUser(),
                    new Ports(),
                    new Healthcheck(),
                    new BuildSteps(),
                    new EnvironmentNames(),
                    new SearchPath(),
                    new Volumes(),
                    new SetIdPrograms(),
                    new ProgramCapabilities(),
                    new WritableByAnybody(),
                    new UnknownOwners(),
                    new AccountFiles(),
                    new Passwords(),
                    new SudoRules(),
                    new SecureShell());

    public static final List<Check> CHECKS =
            TOPICS.stream().flatMap(topic -> topic.checks().stream()).toList();

    /// What has to be read of files for it.
    public static final List<FileReader> READERS =
            List.of(new UsersReader(), new GroupsReader(), new ShadowReader(), new SudoersReader());

    private static final Map<String, Check> BY_ID =
            CHECKS.stream().collect(Collectors.toUnmodifiableMap(Check::id, Function.identity()));

    private static final Comparator<Finding.Setting> ORDER =
            Comparator.comparing(Finding.Setting::place)
                    .thenComparing(finding -> finding.check().id())
                    .thenComparing(Finding.Setting::message);

    private ImageRoom() {}

    /// @param settings not looked at where the image is a directory
    public static List<Finding.Setting> findings(ImageReading reading, ImageSettings settings) {
        var subject = Subject.of(reading, settings);
        var watches = TOPICS.stream().map(topic -> topic.ofEntries(subject)).toList();
        subject.tree().entries().forEach(entry -> show(entry, watches));
        boolean isDirectory =
                reading.source().layers().isEmpty() && settings.equals(ImageSettings.NONE);
        var ofSettings =
                isDirectory
                        ? Stream.<Sighting>empty()
                        : TOPICS.stream().flatMap(topic -> topic.ofSettings(subject));
        var ofEntries = watches.stream().flatMap(EntryWatch::sightings);
        var ofReaders = new EntrySightings();
        reading.seen().forEach(seen -> addOfReader(seen, ofReaders));
        return Stream.of(ofSettings, ofEntries, ofReaders.stream())
                .flatMap(Function.identity())
                .map(Sighting::finding)
                .sorted(ORDER)
                .toList();
    }

    private static void show(LiveEntry entry, List<EntryWatch> watches) {
        for (var watch : watches) {
            watch.see(entry);
        }
    }

    private static void addOfReader(Seen seen, EntrySightings sightings) {
        if (seen.presence() == Presence.LIVE
                && seen.observation() instanceof SettingSeen(var id, var line, var message, _)) {
            var check = BY_ID.get(id);
            if (check != null) {
                var place = new Place(seen.path(), line, "", seen.layer(), seen.presence());
                sightings.add(check, place, message);
            }
        }
    }
}
