package org.tidewaiter.signing.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PBESecretKeyEncryptor;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/// Keys, and whatever they sign: what is right, and what is wrong in one way.
public final class TestSigner {
    public static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant SIGNED = Instant.parse("2026-02-01T00:00:00Z");
    public static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    public static final int MAY_CERTIFY = 1;
    public static final int MAY_SIGN = 2;
    public static final int MAY_ENCRYPT = 4;

    static final String USER = "Alpha <alpha@example.com>";

    final PGPKeyPair key;

    TestSigner(PGPKeyPair key) {
        this.key = key;
    }

    /// Says what is right, and then more.
    public interface Says extends Consumer<PGPSignatureSubpacketGenerator> {}

    /// What is signed.
    interface Over {
        PGPSignature with(PGPSignatureGenerator generator) throws PGPException;
    }

    public static TestSigner ed25519() {
        var generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        return of(4, PublicKeyAlgorithmTags.EDDSA_LEGACY, generator.generateKeyPair());
    }

    static TestSigner ed25519OfVersion6() {
        var generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        return of(6, PublicKeyAlgorithmTags.Ed25519, generator.generateKeyPair());
    }

    static TestSigner rsa(int bits) {
        var generator = new RSAKeyPairGenerator();
        generator.init(
                new RSAKeyGenerationParameters(
                        BigInteger.valueOf(65537), new SecureRandom(), bits, 80));
        return of(4, PublicKeyAlgorithmTags.RSA_GENERAL, generator.generateKeyPair());
    }

    static TestSigner ecdsa(String curve) {
        var id = ECNamedCurveTable.getOID(curve);
        var generator = new ECKeyPairGenerator();
        generator.init(
                new ECKeyGenerationParameters(
                        new ECNamedDomainParameters(id, ECNamedCurveTable.getByOID(id)),
                        new SecureRandom()));
        return of(4, PublicKeyAlgorithmTags.ECDSA, generator.generateKeyPair());
    }

    private static TestSigner of(int version, int algorithm, AsymmetricCipherKeyPair pair) {
        try {
            return new TestSigner(new BcPGPKeyPair(version, algorithm, pair, Date.from(MADE)));
        } catch (PGPException e) {
            throw new AssertionError(e);
        }
    }

    PGPPublicKey publicKey() {
        return key.getPublicKey();
    }

    /// A public key with a user that it has signed, and that may sign.
    public byte[] certificate() {
        return join(publicPacket(), user(USER), certification(it -> it.setKeyFlags(false, 3)));
    }

    /// The private key.
    ///
    /// @param encryptor nothing where it is not encrypted
    byte[] secretPacket(boolean primary, Optional<PBESecretKeyEncryptor> encryptor) {
        return secretPacket(key.getPrivateKey(), primary, encryptor);
    }

    /// The private key of another beside this public one.
    byte[] secretPacketOf(TestSigner other) {
        return secretPacket(other.key.getPrivateKey(), true, Optional.empty());
    }

    private byte[] secretPacket(
            PGPPrivateKey secret, boolean primary, Optional<PBESecretKeyEncryptor> encryptor) {
        try {
            var checksum = new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1);
            return new PGPSecretKey(secret, publicKey(), checksum, primary, encryptor.orElse(null))
                    .getEncoded();
        } catch (PGPException | IOException e) {
            throw new AssertionError(e);
        }
    }

    byte[] publicPacket() {
        return packet(Packet.PUBLIC_KEY);
    }

    byte[] subkeyPacket() {
        return packet(Packet.PUBLIC_SUBKEY);
    }

    private byte[] packet(int tag) {
        try {
            var body = publicKey().getPublicKeyPacket().getEncodedContents();
            return new Packet(tag, body).encoded();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] user(String name) {
        return new Packet(Packet.USER_ID, name.getBytes(StandardCharsets.UTF_8)).encoded();
    }

    byte[] certification(Says says) {
        return certification(HashAlgorithmTags.SHA256, MADE, says);
    }

    byte[] certification(int hash, Instant at, Says says) {
        return signature(
                PGPSignature.POSITIVE_CERTIFICATION,
                hash,
                at,
                says,
                it -> it.generateCertification(USER, publicKey()));
    }

    /// Over the key itself: its revocation, for example.
    byte[] ofKey(int type, Says says) {
        return signature(
                type,
                HashAlgorithmTags.SHA256,
                MADE,
                says,
                it -> it.generateCertification(publicKey()));
    }

    /// That a subkey is its own, or no longer.
    byte[] ofSubkey(int type, TestSigner subkey, Says says) {
        return signature(
                type,
                HashAlgorithmTags.SHA256,
                MADE,
                says,
                it -> it.generateCertification(publicKey(), subkey.publicKey()));
    }

    /// By the subkey, that it is the primary's.
    PGPSignature crossSignature(TestSigner primary) {
        return made(
                PGPSignature.PRIMARYKEY_BINDING,
                HashAlgorithmTags.SHA256,
                MADE,
                _ -> {},
                it -> it.generateCertification(primary.publicKey(), publicKey()));
    }

    /// A subkey that may sign, bound both ways.
    byte[] boundSubkey(TestSigner subkey) {
        return join(
                subkey.subkeyPacket(),
                ofSubkey(
                        PGPSignature.SUBKEY_BINDING,
                        subkey,
                        it -> {
                            it.setKeyFlags(false, MAY_SIGN);
                            embed(it, subkey.crossSignature(this));
                        }));
    }

    static void embed(PGPSignatureSubpacketGenerator into, PGPSignature signature) {
        try {
            into.addEmbeddedSignature(false, signature);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public byte[] message(byte[] content) {
        return message(content, _ -> {});
    }

    /// A signature without what was signed.
    public byte[] detached(byte[] content) {
        return documentSignature(content, HashAlgorithmTags.SHA256, SIGNED, _ -> {});
    }

    byte[] message(byte[] content, Says says) {
        return inline(content, documentSignature(content, HashAlgorithmTags.SHA256, SIGNED, says));
    }

    byte[] documentSignature(byte[] content, int hash, Instant at, Says says) {
        return signature(PGPSignature.BINARY_DOCUMENT, hash, at, says, over(content));
    }

    static Over over(byte[] content) {
        return it -> {
            it.update(content);
            return it.generate();
        };
    }

    byte[] signature(int type, int hash, Instant at, Says says, Over over) {
        try {
            return made(type, hash, at, says, over).getEncoded();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private PGPSignature made(int type, int hash, Instant at, Says says, Over over) {
        try {
            var generator =
                    new PGPSignatureGenerator(
                            new BcPGPContentSignerBuilder(publicKey().getAlgorithm(), hash),
                            publicKey());
            generator.init(type, key.getPrivateKey());
            var hashed = new PGPSignatureSubpacketGenerator();
            hashed.setSignatureCreationTime(false, Date.from(at));
            hashed.setIssuerFingerprint(false, publicKey());
            says.accept(hashed);
            generator.setHashedSubpackets(hashed.generate());
            return over.with(generator);
        } catch (PGPException e) {
            throw new AssertionError(e);
        }
    }

    /// As it is written before there were announcements: the signature, and then what was signed.
    static byte[] inline(byte[] content, byte[] signature) {
        return join(signature, literal(content));
    }

    /// As it is written today, with an announcement.
    static byte[] announced(byte[] content, byte[] signature) throws Exception {
        var packet = Packet.all(signature, 1).getFirst();
        var it = packet.body();
        return join(
                new Packet(
                                Packet.ONE_PASS_SIGNATURE,
                                new byte[] {3, it[1], it[3], it[2], 0, 0, 0, 0, 0, 0, 0, 0, 1})
                        .encoded(),
                literal(content),
                signature);
    }

    static byte[] literal(byte[] content) {
        return new Packet(Packet.LITERAL, join(new byte[] {'b', 0, 0, 0, 0, 0}, content)).encoded();
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
