package org.tidewaiter.signing.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.UnusableKeyException;

/// The OpenPGP keys by which the one who asks is convinced, each with its subkeys.
public final class OpenPgpKeys {
    /// A larger file is refused.
    public static final int MAX_BYTES = 8 << 20;

    private static final int MAX_PACKETS = 50_000;

    private final List<Certificate> certificates;

    /// Revocations that do not stand behind the key that they may be of.
    private final List<PacketSignature> strays;

    private OpenPgpKeys(List<Certificate> certificates, List<PacketSignature> strays) {
        var merged = new LinkedHashMap<String, Certificate>();
        for (var one : certificates) {
            merged.merge(one.fingerprint(), one, Certificate::with);
        }
        this.certificates = List.copyOf(merged.values());
        this.strays =
                Stream.concat(
                                strays.stream(),
                                this.certificates.stream().flatMap(Certificate::strays))
                        .distinct()
                        .toList();
    }

    static OpenPgpKeys of(Certificate certificate) {
        return new OpenPgpKeys(List.of(certificate), List.of());
    }

    public static OpenPgpKeys none() {
        return new OpenPgpKeys(List.of(), List.of());
    }

    /// @param file with public keys, one after the other: binary, or as text with blocks of them
    /// @throws UnusableKeyException if there is none that is read, or a private one
    public static OpenPgpKeys parse(byte[] file) throws UnusableKeyException {
        if (file.length > MAX_BYTES) {
            throw new UnusableKeyException("larger than %d bytes".formatted(MAX_BYTES));
        }
        try {
            var bytes = Armor.isText(file) ? Armor.all(file, "PUBLIC KEY BLOCK") : file;
            var found = new ArrayList<Certificate>();
            var strays = new ArrayList<PacketSignature>();
            for (var packets : split(Packet.all(bytes, MAX_PACKETS))) {
                var certificate = Certificate.of(packets);
                certificate.ifPresent(found::add);
                if (certificate.isEmpty()) {
                    strays.addAll(Certificate.revocations(packets));
                }
            }
            if (found.isEmpty()) {
                throw new UnusableKeyException("no OpenPGP public key of version 4 or 6");
            }
            return new OpenPgpKeys(found, strays);
        } catch (MalformedOpenPgpException e) {
            throw new UnusableKeyException(String.valueOf(e.getMessage()));
        }
    }

    /// A list for each primary key.
    private static List<List<Packet>> split(List<Packet> packets) throws MalformedOpenPgpException {
        var lists = new ArrayList<List<Packet>>();
        for (var packet : packets) {
            if (packet.tag() == Packet.SECRET_KEY) {
                throw new MalformedOpenPgpException("it holds a private key");
            }
            if (packet.tag() == Packet.PUBLIC_KEY) {
                lists.add(new ArrayList<>());
            }
            if (lists.isEmpty()) {
                throw new MalformedOpenPgpException("it does not begin with a public key");
            }
            lists.getLast().add(packet);
        }
        return lists;
    }

    public OpenPgpKeys and(OpenPgpKeys others) {
        var all = new ArrayList<>(certificates);
        all.addAll(others.certificates);
        return new OpenPgpKeys(
                all, Stream.concat(strays.stream(), others.strays.stream()).toList());
    }

    /// Of the primary keys, in lower-case hex digits.
    public List<String> fingerprints() {
        return certificates.stream().map(Certificate::fingerprint).toList();
    }

    /// @param message with what was signed in it, binary or armored
    /// @param now at which the keys and the signature must be good
    /// @throws RefusedException if it is not signed by one of them, as it should be
    public VerifiedMessage verify(byte[] message, Instant now) throws RefusedException {
        var signed = SignedMessage.parse(message);
        var content = signed.content();
        var verified = verified(signed.signature(), now, (one, key) -> one.signs(content, key));
        return new VerifiedMessage(content, verified.issuer(), verified.signedAt());
    }

    /// A document of any size; it is read once for each key that says it has signed.
    @FunctionalInterface
    public interface Document {
        InputStream open() throws IOException;
    }

    /// Like [#verify], of a signature that is kept beside what was signed.
    ///
    /// @param signature as [DetachedSignature] has it
    /// @throws IOException if the document cannot be read
    public VerifiedSignature verify(byte[] signature, Document document, Instant now)
            throws RefusedException, IOException {
        try {
            return verified(
                    DetachedSignature.parse(signature),
                    now,
                    (one, key) -> one.signs(document, key));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private interface Signs {
        boolean test(PacketSignature signature, PGPPublicKey key);
    }

    private VerifiedSignature verified(Packet packet, Instant now, Signs signs)
            throws RefusedException {
        var signature = signature(packet);
        var signedAt = checked(signature, now);
        var refused =
                new RefusedException(
                        Refusal.UNKNOWN_KEY,
                        signature.issuer().isEmpty() ? "" : "key " + signature.issuer());
        for (var certificate : certificates) {
            var key = named(certificate, signature);
            if (key.isEmpty()) {
                continue;
            }
            if (!signs.test(signature, key.get())) {
                refused =
                        new RefusedException(Refusal.WRONG_SIGNATURE, "key " + signature.issuer());
                continue;
            }
            try {
                certificate.checkMaySign(key.get(), signedAt, now, strays);
                return new VerifiedSignature(certificate.issuer(now), signedAt);
            } catch (RefusedException e) {
                refused = e;
            }
        }
        throw refused;
    }

    private static PacketSignature signature(Packet packet) throws RefusedException {
        try {
            return PacketSignature.parse(packet)
                    .orElseThrow(() ->
                            new RefusedException(
                                    Refusal.UNKNOWN_SIGNATURE_VERSION,
                                    "version " + packet.version()));
        } catch (MalformedOpenPgpException e) {
            throw new RefusedException(Refusal.MALFORMED_SIGNATURE, String.valueOf(e.getMessage()));
        }
    }

    /// @return when it was made
    private static Instant checked(PacketSignature signature, Instant now) throws RefusedException {
        if (signature.type() != PGPSignature.BINARY_DOCUMENT) {
            throw new RefusedException(
                    Refusal.OTHER_SIGNATURE_CLASS, "0x%02x".formatted(signature.type()));
        }
        if (!signature.hasStrongHash()) {
            throw new RefusedException(Refusal.WEAK_HASH, "hash " + signature.hashAlgorithm());
        }
        var unknown = signature.unknownCritical();
        if (unknown.isPresent()) {
            throw new RefusedException(Refusal.CRITICAL_EXTENSION, unknown.get());
        }
        var at =
                signature
                        .createdAt()
                        .orElseThrow(() -> new RefusedException(Refusal.NO_SIGNING_TIME, ""));
        if (signature.isFromTheFuture(now)) {
            throw new RefusedException(Refusal.SIGNED_IN_FUTURE, at.toString());
        }
        if (signature.isExpired(now)) {
            throw new RefusedException(Refusal.EXPIRED_SIGNATURE, at.toString());
        }
        return at;
    }

    private static Optional<PGPPublicKey> named(
            Certificate certificate, PacketSignature signature) {
        return certificate.keys().filter(signature::names).findFirst();
    }
}
