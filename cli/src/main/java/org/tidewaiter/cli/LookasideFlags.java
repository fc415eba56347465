package org.tidewaiter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.lookaside.LookasideConfiguration;
import picocli.CommandLine.Option;

/// The flag that says where GPG signatures are kept.
final class LookasideFlags {
    private static final Path OF_THE_MACHINE = Path.of("/etc/containers/registries.d");
    private static final Path OF_ROOT = Path.of("/var/lib/containers/sigstore");

    @Option(
            names = "--registries.d",
            paramLabel = "DIR",
            description = {
                "Its files say where GPG signatures are, as for podman (default:"
                        + " ~/.config/containers/registries.d, otherwise /etc/containers/registries.d)."
            })
    private @Nullable Path folder;

    /// As podman finds them.
    LookasideConfiguration places(Map<String, String> environment) throws ProblemException {
        var home = Path.of(environment.getOrDefault("HOME", ""));
        var configured = LookasideConfiguration.read(folder(home));
        var kept = isRoot() ? OF_ROOT : home.resolve(".local/share/containers/sigstore");
        return kept.isAbsolute() ? configured.orElse(kept) : configured;
    }

    private Path folder(Path home) throws ProblemException {
        if (folder != null) {
            if (!Files.isDirectory(folder)) {
                throw new ProblemException(
                        "registries-folder-broken",
                        "%s is no folder".formatted(folder),
                        "name a folder whose files say where signatures are, or none");
            }
            return folder;
        }
        var ofUser = home.resolve(".config/containers/registries.d");
        return ofUser.isAbsolute() && Files.exists(ofUser) ? ofUser : OF_THE_MACHINE;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name", "").equals("root");
    }
}
