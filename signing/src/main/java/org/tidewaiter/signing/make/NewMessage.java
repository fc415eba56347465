package org.tidewaiter.signing.make;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.key.KeyKind;
import org.tidewaiter.signing.key.SigningKey;

/// A signature over a file.
///
/// @param algorithm of the digest, as bundles name it
/// @param hint which key it was, for who has several
/// @see "sigstore/protobuf-specs, sigstore_common.proto (MessageSignature), version 0.3"
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NewMessage(String algorithm, byte[] digest, byte[] signature, String hint) {
    private static final long MAX_WHOLE_BYTES = 64L << 20;

    /// @param in is read to the end, and not kept, where the key can sign so
    /// @throws ProblemException `blob-too-large`
    public static NewMessage of(InputStream in, SigningKey key)
            throws ProblemException, IOException {
        var bits =
                switch (key.publicKey().kind()) {
                    case EC_P256, RSA, ED25519_KEY -> 256;
                    case EC_P384 -> 384;
                    case EC_P521 -> 512;
                };
        var hash = hash("SHA-" + bits);
        var hashed = new DigestInputStream(in, hash);
        var signature =
                key.publicKey().kind() == KeyKind.ED25519_KEY
                        ? key.sign(whole(hashed))
                        : key.sign(hashed);
        var hint = NewBundle.hint(key.publicKey());
        return new NewMessage("SHA2_" + bits, hash.digest(), signature, hint);
    }

    /// Ed25519 goes over the bytes twice. Its other kind, which does not, is a signature of another
    /// algorithm, and where there is no log, other programs expect this one.
    private static byte[] whole(InputStream in) throws ProblemException, IOException {
        var bytes = in.readNBytes((int) MAX_WHOLE_BYTES + 1);
        if (bytes.length > MAX_WHOLE_BYTES) {
            throw new ProblemException(
                    "blob-too-large",
                    "an Ed25519 key signs no file of more than %d bytes".formatted(MAX_WHOLE_BYTES),
                    "sign it with a key of ECDSA or RSA");
        }
        return bytes;
    }

    private static MessageDigest hash(String javaAlgorithm) {
        try {
            return MessageDigest.getInstance(javaAlgorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java 25 has it", e);
        }
    }

    /// As a bundle of Sigstore.
    public byte[] toBundle() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            NewBundle.begin(json, hint)
                    .beginObject("messageSignature")
                    .beginObject("messageDigest")
                    .field("algorithm", algorithm)
                    .field("digest", Base64.getEncoder().encodeToString(digest))
                    .endObject()
                    .field("signature", toText())
                    .endObject()
                    .endObject();
        }
        return out.toByteArray();
    }

    /// The signature alone, in base64, as cosign writes it into files.
    public String toText() {
        return Base64.getEncoder().encodeToString(signature);
    }
}
