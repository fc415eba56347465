package org.tidewaiter.signing.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.S2K;
import org.bouncycastle.bcpg.SecretKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.Password;
import org.tidewaiter.signing.key.UnusableKeyException;

/// A file that has one private key of OpenPGP with its subkeys, as `gpg --export-secret-keys`
/// writes it, and in it the key that signs now: the primary one if it may, otherwise the newest
/// subkey. (gpg prefers subkeys; containers/image took no signature of theirs before 2025.)
public final class SecretKeyFile {
    /// A larger file is refused.
    public static final int MAX_BYTES = 1 << 20;

    private static final String LABEL = "PRIVATE KEY BLOCK";
    private static final int MAX_PACKETS = 5000;
    private static final int VERSION = 4;

    private final Certificate certificate;
    private final PGPSecretKey secret;

    private SecretKeyFile(Certificate certificate, PGPSecretKey secret) {
        this.certificate = certificate;
        this.secret = secret;
    }

    /// @param now at which the key must be good
    /// @throws UnusableKeyException if there is not one key, or none of it may sign now
    public static SecretKeyFile read(byte[] file, Instant now) throws UnusableKeyException {
        if (file.length > MAX_BYTES) {
            throw new UnusableKeyException("larger than %d bytes".formatted(MAX_BYTES));
        }
        try {
            var bytes = Armor.isText(file) ? Armor.all(file, LABEL) : file;
            return read(Packet.all(bytes, MAX_PACKETS), now);
        } catch (MalformedOpenPgpException e) {
            throw new UnusableKeyException(String.valueOf(e.getMessage()));
        }
    }

    private static SecretKeyFile read(List<Packet> packets, Instant now)
            throws MalformedOpenPgpException, UnusableKeyException {
        if (packets.stream().filter(one -> one.tag() == Packet.SECRET_KEY).count() != 1
                || packets.getFirst().tag() != Packet.SECRET_KEY) {
            throw new UnusableKeyException("there is not exactly one private OpenPGP key in it");
        }
        var secrets = new ArrayList<SecretKeyPacket>();
        var publics = new ArrayList<Packet>();
        for (var packet : packets) {
            switch (packet.tag()) {
                case Packet.SECRET_KEY, Packet.SECRET_SUBKEY -> {
                    var secret = secret(packet);
                    secrets.add(secret);
                    publics.add(publicPart(packet, secret));
                }
                default -> publics.add(packet);
            }
        }
        var certificate =
                Certificate.of(publics)
                        .orElseThrow(() -> new UnusableKeyException("its key is not read"));
        return new SecretKeyFile(certificate, signing(certificate, secrets, now));
    }

    private static SecretKeyPacket secret(Packet packet) throws UnusableKeyException {
        if (packet.version() != VERSION) {
            throw new UnusableKeyException("a key of a version other than %d".formatted(VERSION));
        }
        try {
            var bytes = new BCPGInputStream(new ByteArrayInputStream(packet.encoded()));
            if (bytes.readPacket() instanceof SecretKeyPacket secret) {
                return secret;
            }
        } catch (IOException | RuntimeException _) { // of a library
            // refused below
        }
        throw new UnusableKeyException("a part of it is no private key that is read");
    }

    private static Packet publicPart(Packet packet, SecretKeyPacket secret)
            throws UnusableKeyException {
        int tag = packet.tag() == Packet.SECRET_KEY ? Packet.PUBLIC_KEY : Packet.PUBLIC_SUBKEY;
        try {
            return new Packet(tag, secret.getPublicKeyPacket().getEncodedContents());
        } catch (IOException | RuntimeException _) { // of a library
            throw new UnusableKeyException("a part of it is no private key that is read");
        }
    }

    private static PGPSecretKey signing(
            Certificate certificate, List<SecretKeyPacket> secrets, Instant now)
            throws UnusableKeyException {
        var why = Optional.<RefusedException>empty();
        var keys = new ArrayList<>(certificate.keys().toList());
        keys.subList(1, keys.size())
                .sort(Comparator.comparing(PGPPublicKey::getCreationTime).reversed());
        for (var key : keys) {
            try {
                certificate.checkMaySign(key, now, now, List.of());
            } catch (RefusedException e) {
                why = Optional.of(e);
                continue;
            }
            var secret = secrets.stream().map(one -> joined(one, key)).flatMap(Optional::stream);
            var found = secret.findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new UnusableKeyException(
                why.map(it -> "none of its keys may sign now: " + it.refusal().meaning())
                        .orElse("the part that may sign is not in it"));
    }

    /// @return nothing if it is of another key, or only says that it is kept elsewhere
    private static Optional<PGPSecretKey> joined(SecretKeyPacket secret, PGPPublicKey key) {
        var s2k = secret.getS2K();
        if (s2k != null && s2k.getType() == S2K.GNU_DUMMY_S2K) {
            return Optional.empty();
        }
        try {
            return Arrays.equals(
                            secret.getPublicKeyPacket().getEncodedContents(),
                            key.getPublicKeyPacket().getEncodedContents())
                    ? Optional.of(new PGPSecretKey(secret, key))
                    : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be written", e);
        }
    }

    public boolean isEncrypted() {
        return secret.getS2KUsage() != SecretKeyPacket.USAGE_NONE;
    }

    /// @throws UnusableKeyException also if it is encrypted
    public MessageSigner signer() throws UnusableKeyException {
        if (isEncrypted()) {
            throw new UnusableKeyException("it is encrypted, and there is no password");
        }
        return signer(new char[0]);
    }

    /// Takes up to some seconds if it is encrypted.
    ///
    /// @param password not used if it is not encrypted
    public MessageSigner signer(Password password) throws UnusableKeyException {
        checkCost();
        var letters = password.letters();
        try {
            return signer(letters);
        } finally {
            Arrays.fill(letters, '\0');
        }
    }

    /// The one way that gpg knows can ask for no more than 65 million bytes to hash; Argon2 could
    /// ask for much memory.
    private void checkCost() throws UnusableKeyException {
        var s2k = secret.getS2K();
        if (s2k != null && s2k.getType() != S2K.SALTED_AND_ITERATED) {
            throw new UnusableKeyException("it is encrypted in a way that is not read");
        }
    }

    private MessageSigner signer(char[] password) throws UnusableKeyException {
        return new MessageSigner(certificate, secret.getPublicKey(), privateKey(password));
    }

    /// What the library says of a failure may have bytes of the key, so it is not handed on.
    private PGPPrivateKey privateKey(char[] password) throws UnusableKeyException {
        try {
            var decryptor =
                    new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                            .build(password);
            var key = secret.extractPrivateKey(decryptor);
            if (key != null) {
                return key;
            }
        } catch (PGPException | RuntimeException _) { // of a library
            if (isEncrypted()) {
                throw UnusableKeyException.otherPassword();
            }
        }
        throw new UnusableKeyException("its private part cannot be read");
    }

    /// Nothing of the key.
    @Override
    public String toString() {
        return isEncrypted() ? "an encrypted private key" : "a private key";
    }
}
