package org.tidewaiter.checks.image;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.tidewaiter.image.layer.Attributes;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Severity;

/// Where programs are looked for.
final class SearchPath implements Topic {
    private static final Check RELATIVE =
            ImageCheck.of(
                    "path-relative",
                    Severity.MEDIUM,
                    "PATH has an entry that depends on the current folder",
                    "Write every entry of PATH from the root, and leave none empty: who can write"
                            + " into the current folder chooses which program runs.",
                    ImageCheck.NIST_DEFECTS);
    private static final Check WRITABLE =
            ImageCheck.of(
                    "path-writable",
                    Severity.MEDIUM,
                    "Anybody may put programs into a folder of PATH",
                    "Take the right to write away from others (chmod o-w).",
                    ImageCheck.NIST_DEFECTS);

    @Override
    public List<Check> checks() {
        return List.of(RELATIVE, WRITABLE);
    }

    @Override
    public Stream<Sighting> ofSettings(Subject subject) {
        var path = subject.settings().environment().get("PATH");
        if (path == null || path.isEmpty() || subject.isWindows()) {
            return Stream.empty();
        }
        var place = Place.inConfiguration("environment variable PATH", OptionalInt.empty());
        var sightings = new ArrayList<Sighting>();
        for (var entry : path.split(":", -1)) {
            if (!entry.startsWith("/")) {
                var message =
                        entry.isEmpty()
                                ? "an empty entry, which is the current folder"
                                : "'%s' is no path from the root".formatted(entry);
                sightings.add(new Sighting(RELATIVE, place, message));
            } else {
                subject.tree()
                        .target(entry)
                        .filter(folder -> folder.isDirectory())
                        .filter(folder ->
                                folder.attributes()
                                        .filter(Attributes::isWritableByOthers)
                                        .isPresent())
                        .map(folder ->
                                new Sighting(
                                        WRITABLE,
                                        EntrySightings.place(folder),
                                        "it stands in PATH as %s".formatted(entry)))
                        .ifPresent(sightings::add);
            }
        }
        return sightings.stream().distinct();
    }
}
