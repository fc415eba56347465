package org.tidewaiter.checks.image;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.image.tar.FileCapabilities;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Severity;

/// Programs that may do more than their caller, by capabilities of the file.
final class ProgramCapabilities implements Topic {
    private static final Check SOME =
            ImageCheck.of(
                    "file-capabilities",
                    Severity.LOW,
                    "A program has capabilities of its own",
                    "Take them away (setcap -r) where the program in the container does not need"
                            + " them, or run containers with no-new-privileges.",
                    "CIS Docker 4.8",
                    ImageCheck.NIST_DEFECTS);
    private static final Check LIKE_ROOT =
            ImageCheck.of(
                    "file-capabilities-like-root",
                    Severity.MEDIUM,
                    "A program has capabilities that are as good as root",
                    "Take them away (setcap -r), or make sure that the program does only what it is"
                            + " trusted with.",
                    "CIS Docker 4.8",
                    ImageCheck.NIST_DEFECTS);
    private static final Set<String> AS_GOOD_AS_ROOT =
            Set.of(
                    "cap_chown",
                    "cap_dac_override",
                    "cap_dac_read_search",
                    "cap_fowner",
                    "cap_setuid",
                    "cap_setgid",
                    "cap_setpcap",
                    "cap_setfcap",
                    "cap_sys_module",
                    "cap_sys_rawio",
                    "cap_sys_ptrace",
                    "cap_sys_admin",
                    "cap_mknod",
                    "cap_mac_admin",
                    "cap_mac_override",
                    "cap_bpf");

    @Override
    public List<Check> checks() {
        return List.of(SOME, LIKE_ROOT);
    }

    @Override
    public EntryWatch ofEntries(Subject subject) {
        return new Watch();
    }

    private static final class Watch implements EntryWatch {
        private final EntrySightings found = new EntrySightings();

        @Override
        public void see(LiveEntry entry) {
            entry.capabilities()
                    .filter(granted -> granted.permitted() != 0)
                    .ifPresent(granted -> see(entry, granted));
        }

        private void see(LiveEntry entry, FileCapabilities granted) {
            var names = granted.permittedNames();
            boolean isLikeRoot = names.stream().anyMatch(AS_GOOD_AS_ROOT::contains);
            found.add(
                    isLikeRoot ? LIKE_ROOT : SOME,
                    entry,
                    names.stream().collect(Collectors.joining(", ", "it has ", "")));
        }

        @Override
        public Stream<Sighting> sightings() {
            return found.stream();
        }
    }
}
