package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.containerpolicy.ContainerPolicy;
import org.tidewaiter.signing.openpgp.OpenPgpKeys;

/// Reads a `policy.json`, and the keys that it names.
final class PolicyFiles {
    private PolicyFiles() {}

    /// @throws ProblemException `policy-unreadable`, `policy-broken`
    static ContainerPolicy policy(Path file) throws ProblemException {
        try (var in = Files.newInputStream(file)) {
            return ContainerPolicy.parse(in.readNBytes(ContainerPolicy.MAX_BYTES + 1));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "policy-unreadable",
                            "the policy %s cannot be read: %s".formatted(file, e),
                            "name a file such as /etc/containers/policy.json"),
                    e);
        } catch (RefusedException e) {
            throw new ProblemException(
                    "policy-broken",
                    "%s is no policy.json: %s%s"
                            .formatted(
                                    file,
                                    e.refusal().meaning(),
                                    e.detail().isEmpty() ? "" : " (%s)".formatted(e.detail())),
                    "mend it; what is not understood is never passed over");
        }
    }

    /// @throws ProblemException `key-unreadable`
    static byte[] key(String path) throws ProblemException {
        try {
            return KeyFiles.bytes(Path.of(path), OpenPgpKeys.MAX_BYTES);
        } catch (InvalidPathException e) {
            throw new ProblemException(
                    "key-unreadable",
                    "the policy names a key at '%s', which is no path".formatted(path),
                    "mend the policy");
        }
    }
}
