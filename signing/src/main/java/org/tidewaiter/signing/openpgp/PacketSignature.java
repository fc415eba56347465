package org.tidewaiter.signing.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// One signature, of version 4 or 6, over a document or over a part of a key. What it says of
/// itself is only what it has signed too.
///
/// @see "RFC 9580, 5.2"
final class PacketSignature {
    private static final int PIECE_BYTES = 64 << 10;

    /// Clocks differ by that much.
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Set<Integer> STRONG_HASHES =
            Set.of(
                    HashAlgorithmTags.SHA256,
                    HashAlgorithmTags.SHA384,
                    HashAlgorithmTags.SHA512,
                    HashAlgorithmTags.SHA3_256,
                    HashAlgorithmTags.SHA3_512);

    /// Those of which one more would leave a choice.
    private static final List<Integer> ONCE =
            List.of(
                    SignatureSubpacketTags.CREATION_TIME,
                    SignatureSubpacketTags.EXPIRE_TIME,
                    SignatureSubpacketTags.KEY_EXPIRE_TIME,
                    SignatureSubpacketTags.KEY_FLAGS);

    private static final Set<Integer> UNDERSTOOD =
            Set.of(
                    SignatureSubpacketTags.CREATION_TIME,
                    SignatureSubpacketTags.EXPIRE_TIME,
                    SignatureSubpacketTags.EXPORTABLE,
                    SignatureSubpacketTags.REVOCABLE,
                    SignatureSubpacketTags.KEY_EXPIRE_TIME,
                    SignatureSubpacketTags.PREFERRED_SYM_ALGS,
                    SignatureSubpacketTags.REVOCATION_KEY,
                    SignatureSubpacketTags.ISSUER_KEY_ID,
                    SignatureSubpacketTags.PREFERRED_HASH_ALGS,
                    SignatureSubpacketTags.PREFERRED_COMP_ALGS,
                    SignatureSubpacketTags.KEY_SERVER_PREFS,
                    SignatureSubpacketTags.PREFERRED_KEY_SERV,
                    SignatureSubpacketTags.PRIMARY_USER_ID,
                    SignatureSubpacketTags.POLICY_URL,
                    SignatureSubpacketTags.KEY_FLAGS,
                    SignatureSubpacketTags.SIGNER_USER_ID,
                    SignatureSubpacketTags.REVOCATION_REASON,
                    SignatureSubpacketTags.FEATURES,
                    SignatureSubpacketTags.EMBEDDED_SIGNATURE,
                    SignatureSubpacketTags.ISSUER_FINGERPRINT,
                    SignatureSubpacketTags.PREFERRED_AEAD_ALGORITHMS);

    private final PGPSignature signature;
    private final List<SignatureSubpacket> hashed;
    private final List<SignatureSubpacket> all;

    private PacketSignature(PGPSignature signature) {
        this.signature = signature;
        hashed = List.of(signature.getHashedSubPackets().toArray());
        all = new ArrayList<>(hashed);
        all.addAll(List.of(signature.getUnhashedSubPackets().toArray()));
    }

    /// @return nothing for a version that is not read
    static Optional<PacketSignature> parse(Packet packet) throws MalformedOpenPgpException {
        if (packet.version() != 4 && packet.version() != 6) {
            return Optional.empty();
        }
        SubpacketAreas.check(packet);
        try {
            var bytes = new BCPGInputStream(new ByteArrayInputStream(packet.encoded()));
            return Optional.of(new PacketSignature(new PGPSignature(bytes)));
        } catch (IOException | PGPException | RuntimeException _) { // of a library
            throw new MalformedOpenPgpException("a signature is broken");
        }
    }

    int version() {
        return signature.getVersion();
    }

    int type() {
        return signature.getSignatureType();
    }

    int keyAlgorithm() {
        return signature.getKeyAlgorithm();
    }

    boolean hasStrongHash() {
        return STRONG_HASHES.contains(signature.getHashAlgorithm());
    }

    int hashAlgorithm() {
        return signature.getHashAlgorithm();
    }

    /// Whether it names the key as the one that made it, which is where to look for the key and
    /// nothing else.
    boolean names(PGPPublicKey key) {
        var fingerprints = of(all, SignatureSubpacketTags.ISSUER_FINGERPRINT);
        if (!fingerprints.isEmpty()) {
            return fingerprints.stream()
                    .map(SignatureSubpacket::getData)
                    .anyMatch(data ->
                            data.length > 1
                                    && Arrays.equals(
                                            key.getFingerprint(),
                                            Arrays.copyOfRange(data, 1, data.length)));
        }
        return of(all, SignatureSubpacketTags.ISSUER_KEY_ID).stream()
                .anyMatch(one ->
                        number(one.getData(), Long.BYTES).equals(Optional.of(key.getKeyID())));
    }

    /// As far as it names it, for people.
    String issuer() {
        var fingerprints = of(all, SignatureSubpacketTags.ISSUER_FINGERPRINT);
        var ids =
                fingerprints.isEmpty()
                        ? of(all, SignatureSubpacketTags.ISSUER_KEY_ID)
                        : fingerprints;
        if (ids.isEmpty()) {
            return "";
        }
        var data = ids.getFirst().getData();
        int from = fingerprints.isEmpty() || data.length == 0 ? 0 : 1;
        return HexFormat.of().formatHex(data, from, Math.min(data.length, 33));
    }

    /// Whether it counts at all: it is of now, and GnuPG would heed it too.
    boolean isHeard(Instant now) {
        return !isFromTheFuture(now) && !isExpired(now) && unknown().isEmpty();
    }

    /// Whether what it allows can be believed, too.
    boolean isBelieved(Instant now) {
        return isHeard(now) && hasStrongHash() && unknownCritical().isEmpty();
    }

    /// What must be understood and is not: nothing where it can be believed what it says.
    Optional<String> unknownCritical() {
        return unknown().or(this::saidTwice);
    }

    private Optional<String> unknown() {
        return hashed.stream()
                .filter(one -> one.isCritical() && !UNDERSTOOD.contains(one.getType()))
                .map(one -> "subpacket " + one.getType())
                .findFirst();
    }

    private Optional<String> saidTwice() {
        return ONCE.stream()
                .filter(type -> of(hashed, type).size() > 1)
                .map("subpacket %d stands twice"::formatted)
                .findFirst();
    }

    Optional<Instant> createdAt() {
        return hashedNumber(SignatureSubpacketTags.CREATION_TIME).map(Instant::ofEpochSecond);
    }

    boolean isFromTheFuture(Instant now) {
        return createdAt().filter(at -> !at.isAfter(now.plus(TOLERANCE))).isEmpty();
    }

    boolean isExpired(Instant now) {
        long seconds = hashedNumber(SignatureSubpacketTags.EXPIRE_TIME).orElse(0L);
        return seconds != 0
                && createdAt().filter(at -> now.isBefore(at.plusSeconds(seconds))).isEmpty();
    }

    /// How long the key it is about is good for, from the creation of that.
    Optional<Duration> keyLife() {
        return hashedNumber(SignatureSubpacketTags.KEY_EXPIRE_TIME)
                .filter(seconds -> seconds != 0)
                .map(Duration::ofSeconds);
    }

    /// What the key it is about may be used for; nothing where it does not say so.
    Optional<Integer> keyFlags() {
        return of(hashed, SignatureSubpacketTags.KEY_FLAGS).stream()
                .map(one -> one.getData().length == 0 ? 0 : one.getData()[0] & 0xff)
                .findFirst();
    }

    /// The fingerprints of keys that may revoke the key it is about.
    List<byte[]> revokers() {
        return of(hashed, SignatureSubpacketTags.REVOCATION_KEY).stream()
                .map(SignatureSubpacket::getData)
                .filter(data -> data.length > 2)
                .map(data -> Arrays.copyOfRange(data, 2, data.length))
                .toList();
    }

    /// Whether it says to be by one that these fingerprints are of.
    boolean isBy(List<byte[]> fingerprints) {
        var issuer = issuer();
        return !issuer.isEmpty()
                && fingerprints.stream()
                        .anyMatch(one -> HexFormat.of().formatHex(one).endsWith(issuer));
    }

    /// Signatures that are part of it; those that cannot be read are left out.
    List<PacketSignature> embedded() {
        var embedded = new ArrayList<PacketSignature>();
        for (var one : of(all, SignatureSubpacketTags.EMBEDDED_SIGNATURE)) {
            try {
                parse(new Packet(Packet.SIGNATURE, one.getData())).ifPresent(embedded::add);
            } catch (MalformedOpenPgpException _) {
                // proves nothing
            }
        }
        return embedded;
    }

    private static List<SignatureSubpacket> of(List<SignatureSubpacket> subpackets, int type) {
        return subpackets.stream().filter(one -> one.getType() == type).toList();
    }

    private Optional<Long> hashedNumber(int type) {
        return of(hashed, type).stream()
                .findFirst()
                .flatMap(one -> number(one.getData(), Integer.BYTES));
    }

    private static Optional<Long> number(byte[] data, int octets) {
        if (data.length != octets) {
            return Optional.empty();
        }
        long number = 0;
        for (byte one : data) {
            number = number << 8 | (one & 0xff);
        }
        return Optional.of(number);
    }

    /// What a signature is over.
    @FunctionalInterface
    interface Signed {
        boolean verify(PGPSignature signature) throws PGPException;
    }

    boolean signs(byte[] document, PGPPublicKey by) {
        return isBy(
                by,
                it -> {
                    it.update(document);
                    return it.verify();
                });
    }

    /// @throws UncheckedIOException if the document cannot be read
    boolean signs(OpenPgpKeys.Document document, PGPPublicKey by) {
        return isBy(
                by,
                it -> {
                    try (var in = document.open()) {
                        var piece = new byte[PIECE_BYTES];
                        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                            it.update(piece, 0, read);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return it.verify();
                });
    }

    /// Whether the key has made it, over that.
    boolean isBy(PGPPublicKey key, Signed signed) {
        if (key.getVersion() != version() || !KeyRules.fits(key, keyAlgorithm())) {
            return false;
        }
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), key);
            return signed.verify(signature);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (PGPException | RuntimeException _) { // of a library
            return false;
        }
    }
}
