package org.tidewaiter.cli;

import java.nio.file.Path;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.openpgp.OpenPgpKeys;

/// Reads OpenPGP keys from files that were named.
final class OpenPgpFiles {
    private OpenPgpFiles() {}

    /// @throws ProblemException `key-unreadable`, `key-unusable`
    static OpenPgpKeys publicKeys(Path file) throws ProblemException {
        try {
            return OpenPgpKeys.parse(KeyFiles.bytes(file, OpenPgpKeys.MAX_BYTES));
        } catch (UnusableKeyException e) {
            throw new ProblemException(
                    "key-unusable",
                    "%s has no OpenPGP key that can be used: %s".formatted(file, e.getMessage()),
                    "give what 'gpg --export' writes, with --armor or without");
        }
    }
}
