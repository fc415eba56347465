package org.tidewaiter.checks.image;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.image.dispatch.PathTrie;
import org.tidewaiter.image.layer.Attributes;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Severity;

/// Programs that run with the rights of their owner or group instead of their caller's.
final class SetIdPrograms implements Topic {
    private static final Check USUAL =
            ImageCheck.of(
                    "setuid-usual",
                    Severity.LOW,
                    "A program of the distribution runs with the rights of its owner or group",
                    "Take the bit away (chmod a-s) where the program in the container does not need"
                            + " it, or run containers with no-new-privileges.",
                    "CIS Docker 4.8",
                    ImageCheck.NIST_DEFECTS);
    private static final Check UNUSUAL =
            ImageCheck.of(
                    "setuid-unusual",
                    Severity.MEDIUM,
                    "A program that is not known to need it runs with the rights of its owner or"
                            + " group",
                    "Find out who needs it; otherwise take the bit away (chmod a-s).",
                    "CIS Docker 4.8",
                    ImageCheck.NIST_DEFECTS);
    private static final Check WAY_TO_ROOT =
            ImageCheck.of(
                    "setuid-way-to-root",
                    Severity.HIGH,
                    "A program with which anybody in the container becomes root",
                    "Take the bit away (chmod a-s): a program that runs commands or writes any file"
                            + " must not do so as root for everybody.",
                    "CIS Docker 4.8",
                    ImageCheck.NIST_DEFECTS);

    private static final int USUAL_NAMES = 0;
    private static final int ROOT_NAMES = 1;
    private static final PathTrie NAMES = PathTrie.of(List.of(names("usual"), names("root")));

    private static List<String> names(String kind) {
        return Table.rows("set-id-programs.tsv").stream()
                .filter(row -> row.getFirst().equals(kind))
                .flatMap(row -> Stream.of(row.get(1).split(" ", -1)))
                .collect(Collectors.toList());
    }

    @Override
    public List<Check> checks() {
        return List.of(USUAL, UNUSUAL, WAY_TO_ROOT);
    }

    @Override
    public EntryWatch ofEntries(Subject subject) {
        return new Watch();
    }

    private static final class Watch implements EntryWatch {
        private final EntrySightings found = new EntrySightings();

        @Override
        public void see(LiveEntry entry) {
            if (entry.isFile()) {
                entry.attributes()
                        .filter(Attributes::isExecutable)
                        .filter(mode -> mode.isSetUserId() || mode.isSetGroupId())
                        .ifPresent(mode -> found.add(check(entry, mode), entry, message(mode)));
            }
        }

        @Override
        public Stream<Sighting> sightings() {
            return found.stream();
        }

        private static Check check(LiveEntry entry, Attributes mode) {
            var names = NAMES.match(entry.name());
            if (names.get(USUAL_NAMES)) {
                return USUAL;
            }
            boolean isRoots = mode.isSetUserId() && mode.uid() == 0;
            return names.get(ROOT_NAMES) && isRoots ? WAY_TO_ROOT : UNUSUAL;
        }

        private static String message(Attributes mode) {
            var rights = mode.isSetUserId() ? "user %d".formatted(mode.uid()) : "";
            var and = mode.isSetUserId() && mode.isSetGroupId() ? " and " : "";
            var group = mode.isSetGroupId() ? "group %d".formatted(mode.gid()) : "";
            return "it runs as %s%s%s (mode %04o)".formatted(rights, and, group, mode.mode());
        }
    }
}
