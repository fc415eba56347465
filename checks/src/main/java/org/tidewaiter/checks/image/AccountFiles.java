package org.tidewaiter.checks.image;

import java.util.List;
import java.util.stream.Stream;
import org.tidewaiter.image.layer.Attributes;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Severity;

/// Who may read and change the files that say who is who.
final class AccountFiles implements Topic {
    static final String USERS = "etc/passwd";
    static final String GROUPS = "etc/group";
    static final String SHADOW = "etc/shadow";

    private static final Check CHANGED_BY_GROUP =
            ImageCheck.of(
                    "account-file-writable",
                    Severity.MEDIUM,
                    "A group may change the file of users, groups or passwords",
                    "Take the right away (chmod g-w): who is in the group can make a user that is"
                            + " root. A container whose user has no name does not need one.",
                    ImageCheck.NIST_DEFECTS);
    private static final Check READ_BY_ALL =
            ImageCheck.of(
                    "shadow-readable",
                    Severity.MEDIUM,
                    "Anybody may read the file of passwords",
                    "Take the right to read away from others (chmod o-r).",
                    ImageCheck.NIST_DEFECTS);

    @Override
    public List<Check> checks() {
        return List.of(CHANGED_BY_GROUP, READ_BY_ALL);
    }

    @Override
    public EntryWatch ofEntries(Subject subject) {
        return new Watch();
    }

    private static final class Watch implements EntryWatch {
        private final EntrySightings found = new EntrySightings();

        @Override
        public void see(LiveEntry entry) {
            if (entry.isFile() && List.of(USERS, GROUPS, SHADOW).contains(entry.path())) {
                entry.attributes().ifPresent(mode -> see(entry, mode));
            }
        }

        private void see(LiveEntry entry, Attributes mode) {
            if (mode.isGroupWritable()) {
                found.add(
                        CHANGED_BY_GROUP,
                        entry,
                        "group %d may change it (mode %04o)".formatted(mode.gid(), mode.mode()));
            }
            if (entry.path().equals(SHADOW) && mode.isReadableByOthers()) {
                found.add(READ_BY_ALL, entry, "its mode is %04o".formatted(mode.mode()));
            }
        }

        @Override
        public Stream<Sighting> sightings() {
            return found.stream();
        }
    }
}
