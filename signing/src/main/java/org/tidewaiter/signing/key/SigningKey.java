package org.tidewaiter.signing.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;

/// A private key with its public one. It is never printed.
public final class SigningKey {
    private final PrivateKey key;
    private final VerificationKey publicKey;

    private SigningKey(PrivateKey key, VerificationKey publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    /// @throws UnusableKeyException for a kind, curve or size that is not used, and for two keys of
    ///   which one is not the other's
    public static SigningKey of(PrivateKey key, PublicKey publicKey) throws UnusableKeyException {
        var made = new SigningKey(key, VerificationKey.of(publicKey));
        var probe = "one pair".getBytes(StandardCharsets.US_ASCII);
        if (KeyKind.of(key) != made.publicKey.kind() || !made.isPair(probe)) {
            throw new UnusableKeyException("the private key is not that of the public one");
        }
        return made;
    }

    private boolean isPair(byte[] probe) {
        try {
            var signature = algorithm().signature(key, probe);
            return publicKey.verify(probe, signature).isPresent();
        } catch (GeneralSecurityException _) {
            return false; // Java sees itself that what came out is no signature
        }
    }

    PrivateKey privateKey() {
        return key;
    }

    public VerificationKey publicKey() {
        return publicKey;
    }

    /// As we sign with keys of this kind.
    public SignatureAlgorithm algorithm() {
        return publicKey.kind().algorithms().getFirst();
    }

    /// @return in the form of [SignatureAlgorithm]
    public byte[] sign(byte[] bytes) {
        return algorithm().sign(key, bytes);
    }

    /// The same of bytes that are read to the end.
    public byte[] sign(InputStream bytes) throws IOException {
        return algorithm().sign(key, bytes);
    }

    /// That of the public key: nothing of the private one.
    @Override
    public String toString() {
        return "private key of " + publicKey;
    }
}
