package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.key.VerificationKey;

/// A public key in a file, as `cosign` and `openssl` write it.
///
/// @see "RFC 7468, section 13"
final class PublicKeyFile {
    private static final int MAX_BYTES = 64 << 10;
    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]{1,60000})-----END PUBLIC KEY-----");

    private PublicKeyFile() {}

    /// @throws ProblemException `key-unreadable`
    static VerificationKey read(Path file) throws ProblemException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            var pem = PEM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
            if (bytes.length > MAX_BYTES || !pem.find()) {
                throw unreadable(file, "it is no public key (PEM)");
            }
            return VerificationKey.of(key(Base64.getMimeDecoder().decode(pem.group(1))));
        } catch (IOException e) {
            throw unreadable(file, e.toString());
        } catch (UnusableKeyException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    private static PublicKey key(byte[] der) throws UnusableKeyException {
        for (var algorithm : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePublic(new X509EncodedKeySpec(der));
            } catch (GeneralSecurityException _) {
                // of another algorithm
            }
        }
        throw new UnusableKeyException("it is no public key of a kind that is used");
    }

    private static ProblemException unreadable(Path file, String why) {
        return new ProblemException(
                "key-unreadable",
                "%s cannot be used as a public key: %s".formatted(file, why),
                "name the file with the public key of who signed, as 'cosign generate-key-pair'"
                        + " writes it");
    }
}
