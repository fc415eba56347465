package org.tidewaiter.checks.image;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.layer.Attributes;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Severity;

/// Files and folders that every user may change. What is below such a folder is told with it.
final class WritableByAnybody implements Topic {
    private static final Check FILE =
            ImageCheck.of(
                    "world-writable-file",
                    Severity.MEDIUM,
                    "Anybody may change a file",
                    "Take the right to write away from others (chmod o-w).",
                    ImageCheck.NIST_DEFECTS);
    private static final Check DIRECTORY =
            ImageCheck.of(
                    "world-writable-directory",
                    Severity.MEDIUM,
                    "Anybody may delete and replace the files of others in a folder",
                    "Take the right to write away from others (chmod o-w), or set the sticky bit"
                            + " (chmod +t) where everybody must write.",
                    ImageCheck.NIST_DEFECTS);

    @Override
    public List<Check> checks() {
        return List.of(FILE, DIRECTORY);
    }

    @Override
    public EntryWatch ofEntries(Subject subject) {
        return new Watch();
    }

    private static final class Watch implements EntryWatch {
        private final EntrySightings found = new EntrySightings();
        private @Nullable LiveEntry folder;
        private int below;

        @Override
        public void see(LiveEntry entry) {
            if (!isWritable(entry)) {
                return;
            }
            if (folder != null && entry.path().startsWith(folder.path() + "/")) {
                below++;
                return;
            }
            tellFolder();
            if (entry.isDirectory()) {
                folder = entry;
            } else {
                found.add(FILE, entry, "its mode is " + mode(entry));
            }
        }

        private static boolean isWritable(LiveEntry entry) {
            return (entry.isFile() || entry.isDirectory())
                    && entry.attributes()
                            .filter(Attributes::isWritableByOthers)
                            .filter(mode -> !entry.isDirectory() || !mode.isSticky())
                            .isPresent()
                    && !Kernel.isFilled(entry.path());
        }

        private void tellFolder() {
            if (folder != null) {
                var more =
                        below == 0 ? "" : ", as are %,d files and folders below".formatted(below);
                found.add(DIRECTORY, folder, "its mode is %s%s".formatted(mode(folder), more));
                folder = null;
                below = 0;
            }
        }

        private static String mode(LiveEntry entry) {
            return "%04o".formatted(entry.attributes().map(Attributes::mode).orElse(0));
        }

        @Override
        public Stream<Sighting> sightings() {
            tellFolder();
            return found.stream();
        }
    }
}
