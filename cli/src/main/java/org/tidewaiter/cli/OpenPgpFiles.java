package org.tidewaiter.cli;

import java.nio.file.Path;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.openpgp.MessageSigner;
import org.tidewaiter.signing.openpgp.OpenPgpKeys;
import org.tidewaiter.signing.openpgp.SecretKeyFile;

/// Reads OpenPGP keys from files that were named.
final class OpenPgpFiles {
    private OpenPgpFiles() {}

    /// @throws ProblemException `key-unreadable`, `key-unusable`
    static OpenPgpKeys publicKeys(Path file) throws ProblemException {
        try {
            return OpenPgpKeys.parse(KeyFiles.bytes(file, OpenPgpKeys.MAX_BYTES));
        } catch (UnusableKeyException e) {
            throw unusable(file, e, "gpg --export");
        }
    }

    /// Asks for its password where it is encrypted.
    ///
    /// @throws ProblemException `key-unreadable`, `key-unusable`, `key-password`
    static MessageSigner privateKey(Path file, TidewaiterCommand program) throws ProblemException {
        var bytes = KeyFiles.bytes(file, SecretKeyFile.MAX_BYTES, program);
        KeyFiles.noteIfReadByOthers(file, program);
        try {
            var read = SecretKeyFile.read(bytes, Today.now());
            if (!read.isEncrypted()) {
                return read.signer();
            }
            try (var password = new KeyPasswords(program).of(file)) {
                return read.signer(password);
            }
        } catch (UnusableKeyException e) {
            throw unusable(file, e, "gpg --export-secret-keys");
        }
    }

    private static ProblemException unusable(Path file, UnusableKeyException e, String maker) {
        return e.isOfPassword()
                ? KeyFiles.unusable(file, e)
                : new ProblemException(
                        "key-unusable",
                        "%s has no OpenPGP key that can be used: %s"
                                .formatted(file, e.getMessage()),
                        "give what '%s' writes, with --armor or without".formatted(maker));
    }
}
