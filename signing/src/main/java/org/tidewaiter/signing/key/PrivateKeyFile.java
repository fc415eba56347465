package org.tidewaiter.signing.key;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A file that has one private key: PEM of PKCS #8, SEC 1 or PKCS #1, plain or encrypted as openssl
/// or cosign do, or a JSON Web Key.
public final class PrivateKeyFile {
    /// The second is of cosign before 2023.
    private static final Set<String> OF_COSIGN =
            Set.of("ENCRYPTED SIGSTORE PRIVATE KEY", "ENCRYPTED COSIGN PRIVATE KEY");

    private static final String OF_OPENSSL = "ENCRYPTED PRIVATE KEY";

    private final PemBlock block;

    private PrivateKeyFile(PemBlock block) {
        this.block = block;
    }

    /// Whether there is a private key in it.
    ///
    /// @throws UnusableKeyException if that cannot be told
    public static boolean isOne(byte[] file) throws UnusableKeyException {
        PublicKeyFile.requireSize(file);
        if (JsonWebKey.looksLikeOne(file)) {
            return JsonWebKey.read(file).stream().anyMatch(JsonWebKey::isPrivate);
        }
        return PemBlock.read(file).stream()
                .anyMatch(block -> block.label().endsWith("PRIVATE KEY"));
    }

    /// @throws UnusableKeyException if there is no private key in it, or more than one
    public static PrivateKeyFile read(byte[] file) throws UnusableKeyException {
        PublicKeyFile.requireSize(file);
        if (JsonWebKey.looksLikeOne(file)) {
            return new PrivateKeyFile(new PemBlock("", file));
        }
        var blocks =
                PemBlock.read(file).stream()
                        .filter(block -> block.label().endsWith("PRIVATE KEY"))
                        .toList();
        if (blocks.size() != 1) {
            throw new UnusableKeyException(
                    blocks.isEmpty()
                            ? "there is no private key in it"
                            : "there is more than one private key in it");
        }
        return new PrivateKeyFile(blocks.getFirst());
    }

    public boolean isEncrypted() {
        return OF_COSIGN.contains(block.label()) || block.label().equals(OF_OPENSSL);
    }

    /// @throws UnusableKeyException also if it is encrypted
    public SigningKey key() throws UnusableKeyException {
        if (isEncrypted()) {
            throw new UnusableKeyException("it is encrypted, and there is no password");
        }
        return switch (block.label()) {
            case "" -> only(JsonWebKey.read(block.content())).signingKey();
            case "PRIVATE KEY" -> PrivateKeyDer.ofPkcs8(block.content());
            case "EC PRIVATE KEY" -> PrivateKeyDer.ofSec1(block.content(), Optional.empty());
            case "RSA PRIVATE KEY" -> PrivateKeyDer.ofPkcs1(block.content());
            case "OPENSSH PRIVATE KEY" ->
                    throw new UnusableKeyException(
                            "a key of OpenSSH; 'ssh-keygen -p -m PKCS8 -f FILE' writes it anew");
            default -> throw new UnusableKeyException("a private key of a form that is not read");
        };
    }

    private static JsonWebKey only(List<JsonWebKey> keys) throws UnusableKeyException {
        if (keys.size() != 1) {
            throw new UnusableKeyException("there is not one private key in it");
        }
        return keys.getFirst();
    }

    /// Takes up to a second if it is encrypted.
    ///
    /// @param password not used if it is not encrypted
    public SigningKey key(Password password) throws UnusableKeyException {
        if (!isEncrypted()) {
            return key();
        }
        var plain =
                OF_COSIGN.contains(block.label())
                        ? CosignBox.open(block.content(), password)
                        : Pbes2.open(block.content(), password);
        try {
            return PrivateKeyDer.ofPkcs8(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// Nothing of the key.
    @Override
    public String toString() {
        return isEncrypted() ? "an encrypted private key" : "a private key";
    }
}
