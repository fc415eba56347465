package org.tidewaiter.signing.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// A primary key with its users and subkeys, and what it says of each. Of what others say of it,
/// nothing is heard.
///
/// What counts is the newest signature that can be believed: by the primary key, over a strong
/// hash, not expired, with nothing in it that must be understood and is not. A revocation counts
/// whatever its hash and age.
///
/// @see "RFC 9580, 10.1"
final class Certificate {
    private static final int MAY_SIGN = 0x02;
    private static final int MAX_PARTS = 200;
    private static final int MAX_SIGNATURES = 2000;
    private static final int MAX_USER_LETTERS = 200;

    private final PGPPublicKey primary;
    private final List<PacketSignature> direct = new ArrayList<>();
    private final List<User> users = new ArrayList<>();
    private final List<Subkey> subkeys = new ArrayList<>();
    private List<PacketSignature> last = direct;
    private int signatures;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record User(byte[] id, List<PacketSignature> signatures) {
        String text() {
            var text = new String(id, StandardCharsets.UTF_8);
            return text.length() <= MAX_USER_LETTERS ? text : text.substring(0, MAX_USER_LETTERS);
        }
    }

    private record Subkey(PGPPublicKey key, List<PacketSignature> signatures) {}

    private Certificate(PGPPublicKey primary) {
        this.primary = primary;
    }

    /// @param packets from a public key on
    /// @return nothing for keys of a kind or version that is not read
    static Optional<Certificate> of(List<Packet> packets) throws MalformedOpenPgpException {
        var primary = key(packets.getFirst());
        if (primary.isEmpty()) {
            return Optional.empty();
        }
        var certificate = new Certificate(primary.get());
        for (var packet : packets.subList(1, packets.size())) {
            certificate.add(packet);
        }
        return Optional.of(certificate);
    }

    private void add(Packet packet) throws MalformedOpenPgpException {
        switch (packet.tag()) {
            case Packet.SIGNATURE -> addSignature(packet);
            case Packet.USER_ID -> {
                last = ofUser(packet.body());
            }
            case Packet.PUBLIC_SUBKEY ->
                    last = key(packet).map(this::ofSubkey).orElseGet(ArrayList::new);
            case Packet.SECRET_SUBKEY ->
                    throw new MalformedOpenPgpException("it holds a private key");
            default -> last = new ArrayList<>(); // a picture, for example, with its signatures
        }
        if (users.size() + subkeys.size() > MAX_PARTS) {
            throw new MalformedOpenPgpException("more than %d users and keys".formatted(MAX_PARTS));
        }
    }

    /// The signatures over a user, who may stand there more than once.
    private List<PacketSignature> ofUser(byte[] id) {
        for (var user : users) {
            if (Arrays.equals(user.id, id)) {
                return user.signatures;
            }
        }
        users.add(new User(id, new ArrayList<>()));
        return users.getLast().signatures;
    }

    private List<PacketSignature> ofSubkey(PGPPublicKey key) {
        for (var subkey : subkeys) {
            if (isSame(subkey.key, key)) {
                return subkey.signatures;
            }
        }
        subkeys.add(new Subkey(key, new ArrayList<>()));
        return subkeys.getLast().signatures;
    }

    private static boolean isSame(PGPPublicKey key, PGPPublicKey other) {
        return Arrays.equals(key.getFingerprint(), other.getFingerprint());
    }

    /// All that either copy of a key has: one may say that it was revoked, and the other not.
    Certificate with(Certificate copy) {
        var both = new Certificate(primary);
        for (var each : List.of(this, copy)) {
            both.direct.addAll(each.direct);
            each.users.forEach(user -> both.ofUser(user.id).addAll(user.signatures));
            each.subkeys.forEach(subkey -> both.ofSubkey(subkey.key).addAll(subkey.signatures));
        }
        return both;
    }

    private void addSignature(Packet packet) throws MalformedOpenPgpException {
        Optional<PacketSignature> signature;
        try {
            signature = PacketSignature.parse(packet);
        } catch (MalformedOpenPgpException e) {
            if (isRevocation(packet)) {
                throw e;
            }
            return;
        }
        if (signature.isPresent()) {
            if (++signatures > MAX_SIGNATURES) {
                throw new MalformedOpenPgpException(
                        "a key with more than %d signatures".formatted(MAX_SIGNATURES));
            }
            last.add(signature.get());
        } else if (isRevocation(packet)) {
            throw new MalformedOpenPgpException(
                    "a revocation of version %d is not read".formatted(packet.version()));
        }
    }

    /// Those of no version that is read have their type after a length, or where ours have it.
    private static boolean isRevocation(Packet packet) {
        int at = packet.version() < 4 ? 2 : 1;
        int type = packet.body().length > at ? packet.body()[at] & 0xff : 0;
        return type == PGPSignature.KEY_REVOCATION || type == PGPSignature.SUBKEY_REVOCATION;
    }

    private static Optional<PGPPublicKey> key(Packet packet) throws MalformedOpenPgpException {
        int version = packet.version();
        if (version != 4 && version != 6) {
            return Optional.empty();
        }
        // version, time, algorithm, and only then a length
        if (version == 6 && !packet.states(6)) {
            throw new MalformedOpenPgpException("a key is cut short");
        }
        try {
            var bytes = new BCPGInputStream(new ByteArrayInputStream(packet.encoded()));
            return bytes.readPacket() instanceof PublicKeyPacket key
                    ? Optional.of(new PGPPublicKey(key, new BcKeyFingerprintCalculator()))
                    : Optional.empty();
        } catch (IOException | PGPException | RuntimeException _) { // of a library
            return Optional.empty();
        }
    }

    /// The primary key and its subkeys.
    Stream<PGPPublicKey> keys() {
        return Stream.concat(Stream.of(primary), subkeys.stream().map(Subkey::key));
    }

    /// In lower-case hex digits.
    String fingerprint() {
        return HexFormat.of().formatHex(primary.getFingerprint());
    }

    Issuer.OpenPgp issuer(Instant now) {
        return new Issuer.OpenPgp(
                fingerprint(),
                users.stream()
                        .filter(user -> selfSigned(user, now).isPresent())
                        .map(User::text)
                        .toList());
    }

    /// @param key one of [#keys]
    /// @throws RefusedException with why the key may not have signed then, or is not good now
    void checkMaySign(PGPPublicKey key, Instant signedAt, Instant now) throws RefusedException {
        checkStrong(primary);
        if (isRevoked(now)) {
            throw new RefusedException(Refusal.REVOKED_KEY, fingerprint());
        }
        var self = newest(selfSignatures(now));
        if (self.isEmpty()) {
            throw new RefusedException(Refusal.UNCERTIFIED_KEY, fingerprint());
        }
        checkTime(primary, self.get(), signedAt, now);
        var subkey = subkeys.stream().filter(one -> isSame(one.key, key)).findFirst();
        if (subkey.isPresent()) {
            checkSubkey(subkey.get(), signedAt, now);
        } else {
            checkFlags(self.get(), MAY_SIGN);
        }
    }

    private static void checkStrong(PGPPublicKey key) throws RefusedException {
        var weakness = KeyRules.weakness(key);
        if (weakness.isPresent()) {
            throw new RefusedException(Refusal.WEAK_KEY, weakness.get());
        }
    }

    private static void checkTime(
            PGPPublicKey key, PacketSignature says, Instant signedAt, Instant now)
            throws RefusedException {
        var created = key.getCreationTime().toInstant();
        var end = says.keyLife().map(created::plus);
        if (end.isPresent() && !now.isBefore(end.get())) {
            throw new RefusedException(Refusal.EXPIRED_KEY, end.get().toString());
        }
        if (signedAt.isBefore(created)) {
            throw new RefusedException(Refusal.SIGNED_BEFORE_KEY, created.toString());
        }
    }

    /// @param unsaid what holds where nothing is said
    private static void checkFlags(PacketSignature says, int unsaid) throws RefusedException {
        if ((says.keyFlags().orElse(unsaid) & MAY_SIGN) == 0) {
            throw new RefusedException(Refusal.NOT_A_SIGNING_KEY, "");
        }
    }

    private void checkSubkey(Subkey subkey, Instant signedAt, Instant now) throws RefusedException {
        var hex = HexFormat.of().formatHex(subkey.key.getFingerprint());
        checkStrong(subkey.key);
        boolean revoked =
                subkey.signatures.stream()
                        .filter(one -> one.type() == PGPSignature.SUBKEY_REVOCATION)
                        .anyMatch(one -> isByPrimary(one, subkey));
        if (revoked) {
            throw new RefusedException(Refusal.REVOKED_KEY, hex);
        }
        var binding =
                newest(
                        subkey.signatures.stream()
                                .filter(one -> one.type() == PGPSignature.SUBKEY_BINDING)
                                .filter(one -> isBelieved(one, now))
                                .filter(one -> isByPrimary(one, subkey))
                                .toList());
        if (binding.isEmpty()) {
            throw new RefusedException(Refusal.UNBOUND_SUBKEY, hex);
        }
        checkFlags(binding.get(), 0);
        boolean crossSigned =
                binding.get().embedded().stream()
                        .filter(one -> one.type() == PGPSignature.PRIMARYKEY_BINDING)
                        .filter(one -> isBelieved(one, now))
                        .anyMatch(one ->
                                one.isBy(
                                        subkey.key,
                                        it -> it.verifyCertification(primary, subkey.key)));
        if (!crossSigned) {
            throw new RefusedException(
                    Refusal.UNBOUND_SUBKEY, hex + " has not signed that it is the key's");
        }
        checkTime(subkey.key, binding.get(), signedAt, now);
    }

    private boolean isByPrimary(PacketSignature signature, Subkey subkey) {
        return signature.isBy(primary, it -> it.verifyCertification(primary, subkey.key));
    }

    /// Revoked by itself; or it is said that somebody has done so whom it allows to.
    private boolean isRevoked(Instant now) {
        var revocations =
                direct.stream().filter(one -> one.type() == PGPSignature.KEY_REVOCATION).toList();
        if (revocations.isEmpty()) {
            return false;
        }
        var revokers =
                Stream.concat(direct.stream(), selfSignatures(now).stream())
                        .flatMap(one -> one.revokers().stream())
                        .toList();
        return revocations.stream()
                .anyMatch(one ->
                        one.isBy(primary, it -> it.verifyCertification(primary))
                                || one.isBy(revokers));
    }

    /// What the primary key says of itself, and of its users.
    private List<PacketSignature> selfSignatures(Instant now) {
        var self = new ArrayList<PacketSignature>();
        direct.stream()
                .filter(one -> one.type() == PGPSignature.DIRECT_KEY)
                .filter(one -> isBelieved(one, now))
                .filter(one -> one.isBy(primary, it -> it.verifyCertification(primary)))
                .forEach(self::add);
        users.forEach(user -> selfSigned(user, now).ifPresent(self::add));
        return self;
    }

    private Optional<PacketSignature> selfSigned(User user, Instant now) {
        var certified =
                newest(
                        user.signatures.stream()
                                .filter(one -> PGPSignature.isCertification(one.type()))
                                .filter(one -> isBelieved(one, now))
                                .filter(one -> isByPrimary(one, user))
                                .toList());
        boolean revoked =
                user.signatures.stream()
                        .filter(one -> one.type() == PGPSignature.CERTIFICATION_REVOCATION)
                        .anyMatch(one -> isByPrimary(one, user));
        return revoked ? Optional.empty() : certified;
    }

    private boolean isByPrimary(PacketSignature signature, User user) {
        return signature.names(primary)
                && signature.isBy(primary, it -> it.verifyCertification(user.id, primary));
    }

    private static boolean isBelieved(PacketSignature signature, Instant now) {
        return signature.hasStrongHash()
                && signature.unknownCritical().isEmpty()
                && !signature.isFromTheFuture(now)
                && !signature.isExpired(now);
    }

    /// Of two of the same second, the one by which the key ends earlier.
    private static Optional<PacketSignature> newest(List<PacketSignature> signatures) {
        return signatures.stream()
                .max(
                        Comparator.comparing((PacketSignature one) -> one.createdAt().orElseThrow())
                                .thenComparing(
                                        one -> one.keyLife().orElse(Duration.ofSeconds(1L << 33)),
                                        Comparator.reverseOrder()));
    }
}
