package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.signing.charter.CharterDraft;
import org.tidewaiter.signing.charter.KeySource;
import org.tidewaiter.signing.charter.PendingCharter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.PublicKeyFile;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.key.VerificationKey;

/// Signs drafts of charters by their one owner, olga.
///
/// @param folder that has the public keys of all others, as NAME.pub
record OwnedCharters(Path folder) implements KeySource {
    private static final SigningKey OLGA = NewKey.ED25519.make();
    private static final Instant ISSUED = Instant.parse("2026-02-01T00:00:00Z");

    /// @param base the versions before
    SignedCharter signed(String draft, Optional<SignedCharter> base) throws RefusedException {
        var charter = CharterDraft.read(draft.getBytes(StandardCharsets.UTF_8), this, ISSUED);
        return PendingCharter.of(charter).signedBy(OLGA).appendTo(base);
    }

    @Override
    public List<VerificationKey> keys(String file, String where) {
        if (file.equals("olga")) {
            return List.of(OLGA.publicKey());
        }
        try {
            return PublicKeyFile.read(Files.readAllBytes(folder.resolve(file + ".pub")));
        } catch (IOException | UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<byte[]> certificates(String file, String where) {
        return List.of();
    }
}
