package org.tidewaiter.signing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.TreeMap;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.EvidenceSource;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.form.bundle.Bundle;
import org.tidewaiter.signing.form.bundle.Bundle.Content;
import org.tidewaiter.signing.form.bundle.MessageSignature;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.openpgp.DetachedSignature;
import org.tidewaiter.signing.statement.SignedStatement;
import org.tidewaiter.signing.syntax.Base64Text;
import org.tidewaiter.signing.trust.Trust;

/// Whether a file is signed, whatever it is and however large.
///
/// @param place of the signature, for people
public record BlobVerification(Blob blob, Trust trusted, String place) {
    /// More of a bundle or signature is not read.
    public static final int MAX_BYTES = 32 << 20;

    private static final int MAX_SIGNATURE_BYTES = 4096;
    private static final String DETACHED = "detached signature";
    private static final int PIECE_BYTES = 64 << 10;

    /// A file; it is read once for its digest, and once for each key that is tried.
    @FunctionalInterface
    public interface Blob {
        InputStream open() throws IOException;
    }

    private interface Check {
        Verified verify(EvidenceSource source) throws RefusedException, IOException;
    }

    /// By a bundle of Sigstore: a signature over the file, or a statement about its digest.
    public EvidenceCheck byBundle(byte[] bundle) throws IOException {
        return check("sigstore-bundle", bundle, source -> verify(Bundle.parse(bundle), source));
    }

    /// By a signature alone: of OpenPGP; or its bytes, or base64 of them as cosign writes it.
    public EvidenceCheck bySignature(byte[] file) throws IOException {
        if (DetachedSignature.isOne(file)) {
            return check("gpg-detached", file, source -> gpg(file, source));
        }
        return check(
                "detached-signature",
                file,
                source -> message(signature(file), DETACHED, trusted, source));
    }

    private Verified gpg(byte[] signature, EvidenceSource source)
            throws RefusedException, IOException {
        var signed = trusted.openPgp().verify(signature, blob::open, trusted.now());
        var time = new SignedTime.Claimed(signed.signedAt());
        return verified(DETACHED, signed.issuer(), time, source);
    }

    private EvidenceCheck check(String form, byte[] bytes, Check check) throws IOException {
        var source = new EvidenceSource(form, place, VerifiedBytes.sha256(bytes));
        try {
            return check.verify(source);
        } catch (RefusedException e) {
            return new Rejected(source, e.refusal(), e.detail());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Verified verify(Bundle bundle, EvidenceSource source)
            throws RefusedException, IOException {
        var trust = trusted.presented(bundle.presented());
        return switch (bundle.content()) {
            case Content.Statement(var envelope) ->
                    SignedStatement.verify(envelope, digest(), trust, source);
            case Content.Message(var message) -> {
                checkDigest(message);
                yield message(message.signature(), MessageSignature.KIND, trust, source);
            }
        };
    }

    private void checkDigest(MessageSignature message) throws RefusedException, IOException {
        var stated = message.stated();
        if (stated.isPresent()
                && !MessageDigest.isEqual(
                        hash(stated.get().javaAlgorithm()), stated.get().hash())) {
            throw new RefusedException(Refusal.OTHER_MESSAGE_DIGEST, stated.get().javaAlgorithm());
        }
    }

    private Verified message(byte[] signature, String type, Trust trust, EvidenceSource source)
            throws RefusedException, IOException {
        var issuer = trust.signer(this::isSigned, List.of(signature));
        return verified(type, issuer, new SignedTime.Unknown(), source);
    }

    private Verified verified(String type, Issuer issuer, SignedTime time, EvidenceSource source)
            throws IOException {
        var evidence =
                new Evidence(
                        EvidenceKind.SIGNATURE,
                        type,
                        digest(),
                        issuer,
                        new TreeMap<>(),
                        time,
                        source);
        return new Verified(evidence, new byte[0]);
    }

    private boolean isSigned(VerificationKey key, byte[] signature) {
        try (var in = blob.open()) {
            return key.verify(in, signature).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Bytes that are base64 throughout are taken for that, as cosign does.
    private static byte[] signature(byte[] file) throws RefusedException {
        if (file.length > MAX_SIGNATURE_BYTES) {
            throw new RefusedException(Refusal.TOO_LARGE, file.length + " bytes");
        }
        var text = new String(file, StandardCharsets.ISO_8859_1).strip();
        if (text.isEmpty()) {
            throw new RefusedException(Refusal.NO_SIGNATURE, "");
        }
        return Base64Text.standard(text).orElse(file);
    }

    /// Of the file.
    public Digest digest() throws IOException {
        return Digest.ofSha256(hash("SHA-256"));
    }

    private byte[] hash(String javaAlgorithm) throws IOException {
        var hash = engine(javaAlgorithm);
        try (var in = blob.open()) {
            var piece = new byte[PIECE_BYTES];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                hash.update(piece, 0, read);
            }
        }
        return hash.digest();
    }

    private static MessageDigest engine(String javaAlgorithm) {
        try {
            return MessageDigest.getInstance(javaAlgorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java 25 has it", e);
        }
    }
}
