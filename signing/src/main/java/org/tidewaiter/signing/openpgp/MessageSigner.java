package org.tidewaiter.signing.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.UnusableKeyException;

/// A private key that may sign, of which nothing can be read but what it signs.
public final class MessageSigner {
    private static final int ONE_PASS_VERSION = 3;
    private static final int ONE_PASS_BYTES = 13;

    private final Certificate certificate;
    private final PGPPublicKey key;
    private final PGPPrivateKey secret;

    MessageSigner(Certificate certificate, PGPPublicKey key, PGPPrivateKey secret) {
        this.certificate = certificate;
        this.key = key;
        this.secret = secret;
    }

    /// Of the primary key, in lower-case hex digits.
    public String fingerprint() {
        return certificate.fingerprint();
    }

    /// @param at when it is signed, in whole seconds
    /// @return a message with the content in it, as `gpg --sign` makes it, without compression
    /// @throws UnusableKeyException if what comes of it would not be verified by the public key
    public byte[] sign(byte[] content, Instant at) throws UnusableKeyException {
        var message = message(content, at);
        try {
            var verified = OpenPgpKeys.of(certificate).verify(message, at);
            if (Arrays.equals(verified.content(), content)) {
                return message;
            }
        } catch (RefusedException _) {
            // refused below
        }
        throw new UnusableKeyException("its private part is not that of its public part");
    }

    private byte[] message(byte[] content, Instant at) throws UnusableKeyException {
        try {
            var generator =
                    new PGPSignatureGenerator(
                            new BcPGPContentSignerBuilder(key.getAlgorithm(), hash()), key);
            generator.init(PGPSignature.BINARY_DOCUMENT, secret);
            var hashed = new PGPSignatureSubpacketGenerator();
            hashed.setSignatureCreationTime(false, Date.from(at));
            hashed.setIssuerFingerprint(false, key);
            generator.setHashedSubpackets(hashed.generate());
            var hint = new PGPSignatureSubpacketGenerator();
            hint.setIssuerKeyID(false, key.getKeyID());
            generator.setUnhashedSubpackets(hint.generate());
            generator.update(content);
            var message = new ByteArrayOutputStream();
            message.writeBytes(announcement().encoded());
            message.writeBytes(literal(content).encoded());
            message.writeBytes(generator.generate().getEncoded());
            return message.toByteArray();
        } catch (PGPException | IOException | RuntimeException _) { // of a library
            throw new UnusableKeyException("it cannot sign");
        }
    }

    /// As long as the key is strong; GnuPG asks for that where the key is of a curve.
    private int hash() {
        int bits = key.getAlgorithm() == PGPPublicKey.ECDSA ? key.getBitStrength() : 0;
        if (bits > 384) {
            return HashAlgorithmTags.SHA512;
        }
        return bits > 256 ? HashAlgorithmTags.SHA384 : HashAlgorithmTags.SHA256;
    }

    /// Says before the content how it is signed, so that it can be read in one pass.
    private Packet announcement() {
        var body =
                ByteBuffer.allocate(ONE_PASS_BYTES)
                        .put((byte) ONE_PASS_VERSION)
                        .put((byte) PGPSignature.BINARY_DOCUMENT)
                        .put((byte) hash())
                        .put((byte) key.getAlgorithm())
                        .putLong(key.getKeyID())
                        .put((byte) 1); // the last one
        return new Packet(Packet.ONE_PASS_SIGNATURE, body.array());
    }

    /// Of no name and no time.
    private static Packet literal(byte[] content) {
        var body = ByteBuffer.allocate(6 + content.length).put((byte) 'b').put((byte) 0).putInt(0);
        return new Packet(Packet.LITERAL, body.put(content).array());
    }
}
