package org.tidewaiter.signing.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
/// hash, not expired, with nothing in it that must be understood and is not. What limits the key is
/// heard over a weak hash too, and a revocation counts whatever its hash and age, wherever it
/// stands.
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
    private final List<PacketSignature> revocations = new ArrayList<>();
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
            case Packet.USER_ATTRIBUTE -> last = new ArrayList<>(); // a picture
            default -> {} // what a keyring notes of a signature, for example
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
            both.revocations.addAll(each.revocations);
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
            (isRevocation(packet) ? revocations : last).add(signature.get());
        } else if (isRevocation(packet)) {
            throw new MalformedOpenPgpException(
                    "a revocation of version %d is not read".formatted(packet.version()));
        }
    }

    /// Those among packets of which [#of] makes nothing. They may be of keys beside these.
    static List<PacketSignature> revocations(List<Packet> packets)
            throws MalformedOpenPgpException {
        var found = new ArrayList<PacketSignature>();
        for (var packet : packets) {
            if (packet.tag() == Packet.SIGNATURE && isRevocation(packet)) {
                PacketSignature.parse(packet).ifPresent(found::add);
            }
        }
        return found;
    }

    /// Revocations that stand here, and are said to be by a key that has no say here.
    Stream<PacketSignature> strays() {
        var revokers = revokers();
        return revocations.stream().filter(one -> !one.names(primary) && !one.isBy(revokers));
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
                        .filter(user -> !believed(user, now).isEmpty())
                        .map(User::text)
                        .toList());
    }

    /// @param key one of [#keys]
    /// @param strays revocations that stand elsewhere
    /// @throws RefusedException with why the key may not have signed then, or is not good now
    void checkMaySign(PGPPublicKey key, Instant signedAt, Instant now, List<PacketSignature> strays)
            throws RefusedException {
        checkStrong(primary);
        if (isRevoked(strays)) {
            throw new RefusedException(Refusal.REVOKED_KEY, fingerprint());
        }
        var believed = believed(now);
        if (believed.isEmpty()) {
            throw new RefusedException(Refusal.UNCERTIFIED_KEY, fingerprint());
        }
        var said = List.of(believed, heard(now));
        checkTime(primary, said, signedAt, now);
        var subkey = subkeys.stream().filter(one -> isSame(one.key, key)).findFirst();
        if (subkey.isPresent()) {
            checkStrong(subkey.get().key);
            checkNotRevoked(subkey.get(), strays);
            checkSubkey(subkey.get(), signedAt, now);
        } else {
            checkFlags(said, MAY_SIGN);
        }
    }

    private static void checkStrong(PGPPublicKey key) throws RefusedException {
        var weakness = KeyRules.weakness(key);
        if (weakness.isPresent()) {
            throw new RefusedException(Refusal.WEAK_KEY, weakness.get());
        }
    }

    private static void checkTime(
            PGPPublicKey key, List<KeyStatements> said, Instant signedAt, Instant now)
            throws RefusedException {
        var created = key.getCreationTime().toInstant();
        for (var one : said) {
            var end = one.life().map(created::plus);
            if (end.isPresent() && !now.isBefore(end.get())) {
                throw new RefusedException(Refusal.EXPIRED_KEY, end.get().toString());
            }
        }
        if (signedAt.isBefore(created)) {
            throw new RefusedException(Refusal.SIGNED_BEFORE_KEY, created.toString());
        }
    }

    /// @param unsaid what holds where nothing is said
    private static void checkFlags(List<KeyStatements> said, int unsaid) throws RefusedException {
        if (said.stream().anyMatch(one -> (one.flags().orElse(unsaid) & MAY_SIGN) == 0)) {
            throw new RefusedException(Refusal.NOT_A_SIGNING_KEY, "");
        }
    }

    private void checkNotRevoked(Subkey subkey, List<PacketSignature> strays)
            throws RefusedException {
        boolean revoked =
                revocations(PGPSignature.SUBKEY_REVOCATION, strays)
                        .anyMatch(one -> isByPrimary(one, subkey));
        if (revoked) {
            throw new RefusedException(Refusal.REVOKED_KEY, hex(subkey));
        }
    }

    private static String hex(Subkey subkey) {
        return HexFormat.of().formatHex(subkey.key.getFingerprint());
    }

    private void checkSubkey(Subkey subkey, Instant signedAt, Instant now) throws RefusedException {
        var bindings = bindings(subkey, one -> one.isBelieved(now));
        if (bindings.isEmpty()) {
            throw new RefusedException(Refusal.UNBOUND_SUBKEY, hex(subkey));
        }
        var heard = bindings(subkey, one -> one.isHeard(now));
        var said =
                List.of(
                        new KeyStatements(bindings, List.of()),
                        new KeyStatements(heard, List.of()));
        checkFlags(said, 0);
        boolean crossSigned =
                bindings.stream()
                        .flatMap(one -> one.embedded().stream())
                        .filter(one -> one.type() == PGPSignature.PRIMARYKEY_BINDING)
                        .filter(one -> one.isBelieved(now))
                        .anyMatch(one ->
                                one.isBy(
                                        subkey.key,
                                        it -> it.verifyCertification(primary, subkey.key)));
        if (!crossSigned) {
            throw new RefusedException(
                    Refusal.UNBOUND_SUBKEY, hex(subkey) + " has not signed that it is the key's");
        }
        checkTime(subkey.key, said, signedAt, now);
    }

    private List<PacketSignature> bindings(Subkey subkey, Predicate<PacketSignature> counts) {
        return KeyStatements.newest(
                subkey.signatures.stream()
                        .filter(one -> one.type() == PGPSignature.SUBKEY_BINDING)
                        .filter(counts)
                        .filter(one -> isByPrimary(one, subkey))
                        .toList());
    }

    private boolean isByPrimary(PacketSignature signature, Subkey subkey) {
        return signature.isBy(primary, it -> it.verifyCertification(primary, subkey.key));
    }

    /// Revoked by itself; or it is said that somebody has done so whom it allows to.
    private boolean isRevoked(List<PacketSignature> strays) {
        var revokers = revokers();
        return revocations(PGPSignature.KEY_REVOCATION, strays)
                .anyMatch(one ->
                        one.isBy(primary, it -> it.verifyCertification(primary))
                                || one.isBy(revokers));
    }

    /// All that stand here, and of the others those that may be meant for this key.
    private Stream<PacketSignature> revocations(int type, List<PacketSignature> strays) {
        var revokers = revokers();
        var meant =
                strays.stream()
                        .filter(one ->
                                one.names(primary) || one.issuer().isEmpty() || one.isBy(revokers));
        return Stream.concat(revocations.stream(), meant).filter(one -> one.type() == type);
    }

    /// Who may revoke the key, as is said here by whomever.
    private List<byte[]> revokers() {
        return Stream.concat(
                        direct.stream(), users.stream().flatMap(user -> user.signatures.stream()))
                .flatMap(one -> one.revokers().stream())
                .toList();
    }

    /// What can be believed of what the primary key says of itself, and of its users.
    private KeyStatements believed(Instant now) {
        return new KeyStatements(
                ofKey(one -> one.isBelieved(now)),
                users.stream().flatMap(user -> believed(user, now).stream()).toList());
    }

    /// What GnuPG takes, too: over any hash, and of users who were certified again after they were
    /// revoked. It may end the key earlier, and never makes it good for more.
    private KeyStatements heard(Instant now) {
        return new KeyStatements(
                ofKey(one -> one.isHeard(now)),
                users.stream().flatMap(user -> heard(user, now).stream()).toList());
    }

    private List<PacketSignature> ofKey(Predicate<PacketSignature> counts) {
        return KeyStatements.newest(
                direct.stream()
                        .filter(one -> one.type() == PGPSignature.DIRECT_KEY)
                        .filter(counts)
                        .filter(one -> one.isBy(primary, it -> it.verifyCertification(primary)))
                        .toList());
    }

    private List<PacketSignature> believed(User user, Instant now) {
        return revocations(user).isEmpty()
                ? certifications(user, one -> one.isBelieved(now))
                : List.of();
    }

    private List<PacketSignature> heard(User user, Instant now) {
        var revoked =
                revocations(user).stream()
                        .filter(one -> one.isHeard(now))
                        .flatMap(one -> one.createdAt().stream())
                        .max(Comparator.naturalOrder());
        return certifications(user, one -> one.isHeard(now)).stream()
                .filter(one ->
                        revoked.isEmpty() || !revoked.get().isAfter(one.createdAt().orElseThrow()))
                .toList();
    }

    private List<PacketSignature> certifications(User user, Predicate<PacketSignature> counts) {
        return KeyStatements.newest(
                user.signatures.stream()
                        .filter(one -> PGPSignature.isCertification(one.type()))
                        .filter(counts)
                        .filter(one -> isByPrimary(one, user))
                        .toList());
    }

    private List<PacketSignature> revocations(User user) {
        return user.signatures.stream()
                .filter(one -> one.type() == PGPSignature.CERTIFICATION_REVOCATION)
                .filter(one -> isByPrimary(one, user))
                .toList();
    }

    private boolean isByPrimary(PacketSignature signature, User user) {
        return signature.names(primary)
                && signature.isBy(primary, it -> it.verifyCertification(user.id, primary));
    }
}
