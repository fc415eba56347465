package org.tidewaiter.checks.image;

import java.util.List;
import java.util.stream.Stream;
import org.tidewaiter.image.dispatch.PathTrie;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Severity;

/// Ways into a container by SSH.
final class SecureShell implements Topic {
    private static final Check SERVER =
            ImageCheck.of(
                    "ssh-server",
                    Severity.MEDIUM,
                    "An SSH server is in the image",
                    "Take it out: engines and orchestrators start a shell in a container without"
                            + " one.",
                    "CIS Docker 5.7",
                    ImageCheck.NIST_DEFECTS);
    private static final Check HOST_KEY =
            ImageCheck.of(
                    "ssh-host-key",
                    Severity.HIGH,
                    "The private key of an SSH server is in the image",
                    "Delete it in the step that makes it, and make one when the container starts:"
                            + " everyone who has the image can pass for the server.",
                    ImageCheck.NIST_SECRETS);
    private static final Check AUTHORIZED =
            ImageCheck.of(
                    "ssh-authorized-keys",
                    Severity.MEDIUM,
                    "The image lets the owners of some keys in",
                    "Delete the list of keys, or give it when the container is started.",
                    ImageCheck.NIST_DEFECTS);
    private static final List<Check> CHECKS = List.of(SERVER, HOST_KEY, AUTHORIZED);
    private static final PathTrie PATHS =
            PathTrie.of(
                    List.of(
                            List.of(
                                    "usr/sbin/sshd",
                                    "usr/local/sbin/sshd",
                                    "sbin/sshd",
                                    "usr/sbin/dropbear",
                                    "usr/local/sbin/dropbear",
                                    "sbin/dropbear"),
                            List.of(
                                    "etc/ssh/ssh_host_*_key",
                                    "usr/local/etc/ssh_host_*_key",
                                    "etc/dropbear/dropbear_*_host_key"),
                            List.of("**/.ssh/authorized_keys", "**/.ssh/authorized_keys2")));

    @Override
    public List<Check> checks() {
        return CHECKS;
    }

    @Override
    public EntryWatch ofEntries(Subject subject) {
        return new Watch();
    }

    private static final class Watch implements EntryWatch {
        private final EntrySightings found = new EntrySightings();

        @Override
        public void see(LiveEntry entry) {
            if (entry.isFile() && entry.sizeBytes() > 0) {
                var matched = PATHS.match(entry.path());
                for (int i = matched.nextSetBit(0); i >= 0; i = matched.nextSetBit(i + 1)) {
                    found.add(CHECKS.get(i), entry, message(i));
                }
            }
        }

        private static String message(int which) {
            return switch (which) {
                case 0 -> "it is a server";
                case 1 -> "all containers of the image have the same key";
                default -> "their owners may log in";
            };
        }

        @Override
        public Stream<Sighting> sightings() {
            return found.stream();
        }
    }
}
