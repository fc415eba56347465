package org.tidewaiter.signing.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tidewaiter.signing.openpgp.TestSigner.MADE;
import static org.tidewaiter.signing.openpgp.TestSigner.MAY_CERTIFY;
import static org.tidewaiter.signing.openpgp.TestSigner.MAY_SIGN;
import static org.tidewaiter.signing.openpgp.TestSigner.NOW;
import static org.tidewaiter.signing.openpgp.TestSigner.SIGNED;
import static org.tidewaiter.signing.openpgp.TestSigner.USER;
import static org.tidewaiter.signing.openpgp.TestSigner.announced;
import static org.tidewaiter.signing.openpgp.TestSigner.embed;
import static org.tidewaiter.signing.openpgp.TestSigner.inline;
import static org.tidewaiter.signing.openpgp.TestSigner.join;
import static org.tidewaiter.signing.openpgp.TestSigner.literal;
import static org.tidewaiter.signing.openpgp.TestSigner.over;
import static org.tidewaiter.signing.openpgp.TestSigner.user;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.openpgp.TestSigner.Says;

class OpenPgpKeysTest {
    private static final byte[] WORDS = "alpha".getBytes(StandardCharsets.UTF_8);
    private static final TestSigner ALPHA = TestSigner.ed25519();
    private static final TestSigner BETA = TestSigner.ed25519();
    private static final TestSigner GAMMA = TestSigner.ed25519();

    @SuppressWarnings("UnnecessaryLambda") // has a name of its own, for many calls
    private static final Says NOTHING = _ -> {};

    @SuppressWarnings("UnnecessaryLambda") // likewise
    private static final Says SIGNING = it -> it.setKeyFlags(false, MAY_CERTIFY | MAY_SIGN);

    /// What is wrong in one way, with the refusal that it gets.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Vector(String name, Refusal refusal, byte[] message, byte[] keys) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// What is right: the twins of the vectors.
    static Stream<Vector> good() throws Exception {
        var rsa = TestSigner.rsa(2048);
        var curve = TestSigner.ecdsa("P-384");
        var new6 = TestSigner.ed25519OfVersion6();
        var signature = ALPHA.documentSignature(WORDS, HashAlgorithmTags.SHA512, SIGNED, NOTHING);
        return Stream.of(
                good("ed25519", ALPHA.message(WORDS), ALPHA.certificate()),
                good("rsa", rsa.message(WORDS), rsa.certificate()),
                good("p384", curve.message(WORDS), curve.certificate()),
                good("version 6", new6.message(WORDS), new6.certificate()),
                good("announced", announced(WORDS, signature), ALPHA.certificate()),
                good("zip", compressed(1, ALPHA.message(WORDS)), ALPHA.certificate()),
                good("zlib", compressed(2, ALPHA.message(WORDS)), ALPHA.certificate()),
                good("uncompressed", compressed(0, ALPHA.message(WORDS)), ALPHA.certificate()),
                good("armored", armored("MESSAGE", ALPHA.message(WORDS)), ALPHA.certificate()),
                good(
                        "armored keys, several",
                        ALPHA.message(WORDS),
                        join(
                                "two keys\n".getBytes(StandardCharsets.UTF_8),
                                armored("PUBLIC KEY BLOCK", BETA.certificate()),
                                armored("PUBLIC KEY BLOCK", ALPHA.certificate()))),
                good("subkey", BETA.message(WORDS), withSubkey(NOTHING)),
                good(
                        "expires later",
                        ALPHA.message(
                                WORDS, it -> it.setSignatureExpirationTime(true, days(SIGNED, 29))),
                        ALPHA.certificate()),
                good(
                        "key expires later",
                        ALPHA.message(WORDS),
                        ofAlpha(ALPHA.certification(expiring(60)))),
                good(
                        "prolonged",
                        ALPHA.message(WORDS),
                        ofAlpha(
                                ALPHA.certification(expiring(1)),
                                ALPHA.certification(
                                        HashAlgorithmTags.SHA256,
                                        MADE.plusSeconds(9),
                                        expiring(60)))),
                good(
                        "a notation that need not be understood",
                        ALPHA.message(WORDS, notation(false)),
                        ALPHA.certificate()),
                good(
                        "revoked by somebody else",
                        ALPHA.message(WORDS),
                        join(
                                ALPHA.publicPacket(),
                                BETA.ofKey(PGPSignature.KEY_REVOCATION, NOTHING),
                                user(USER),
                                ALPHA.certification(SIGNING))),
                good(
                        "a picture with its signature",
                        ALPHA.message(WORDS),
                        join(
                                ALPHA.certificate(),
                                new Packet(17, new byte[] {2, 1, 0}).encoded(),
                                ALPHA.certification(expiring(1)))),
                good(
                        "what a keyring notes of signatures",
                        ALPHA.message(WORDS),
                        join(
                                ALPHA.publicPacket(),
                                noted(12),
                                user(USER),
                                noted(12),
                                ALPHA.certification(SIGNING),
                                noted(12))),
                good(
                        "another was revoked by whom both allow to",
                        ALPHA.message(WORDS),
                        join(
                                ALPHA.publicPacket(),
                                ALPHA.ofKey(PGPSignature.DIRECT_KEY, revocable(GAMMA)),
                                user(USER),
                                ALPHA.certification(SIGNING),
                                BETA.publicPacket(),
                                BETA.ofKey(PGPSignature.DIRECT_KEY, revocable(GAMMA)),
                                GAMMA.ofKey(PGPSignature.KEY_REVOCATION, NOTHING))),
                good(
                        "prolonged for ever",
                        ALPHA.message(WORDS),
                        ofAlpha(ALPHA.certification(expiring(1)), later(SIGNING))),
                good("said by the key alone", ALPHA.message(WORDS), directlySaid(SIGNING)));
    }

    private static Vector good(String name, byte[] message, byte[] keys) {
        return new Vector(name, Refusal.UNKNOWN_FORM, message, keys);
    }

    static Stream<Vector> bad() throws Exception {
        return Stream.of(
                        badMessages(),
                        badSignatures(),
                        badKeys(),
                        badSubkeys(),
                        revoked(),
                        limited())
                .flatMap(each -> each);
    }

    private static Stream<Vector> badMessages() throws Exception {
        var keys = ALPHA.certificate();
        var signature = ALPHA.documentSignature(WORDS, HashAlgorithmTags.SHA256, SIGNED, NOTHING);
        var message = ALPHA.message(WORDS);
        var otherHash = announced(WORDS, signature);
        otherHash[6 + 2] = HashAlgorithmTags.SHA512;
        var nested = announced(WORDS, signature);
        nested[6 + 12] = 0;
        var zip = compressed(1, message);
        return Stream.of(
                new Vector("nothing", Refusal.NOT_SIGNED, new byte[0], keys),
                new Vector("only text", Refusal.NO_SIGNATURE, literal(WORDS), keys),
                new Vector("only signature", Refusal.DETACHED_SIGNATURE, signature, keys),
                new Vector(
                        "two signatures",
                        Refusal.MANY_SIGNATURES,
                        join(signature, signature, literal(WORDS)),
                        keys),
                new Vector("two texts", Refusal.NOT_SIGNED, join(message, literal(WORDS)), keys),
                new Vector(
                        "a packet between",
                        Refusal.NOT_SIGNED,
                        join(signature, new Packet(10, WORDS).encoded(), literal(WORDS)),
                        keys),
                new Vector(
                        "a hundred packets",
                        Refusal.MALFORMED_MESSAGE,
                        join(message, repeated(new Packet(10, WORDS).encoded(), 100)),
                        keys),
                new Vector(
                        "cut",
                        Refusal.MALFORMED_MESSAGE,
                        Arrays.copyOf(message, message.length - 1),
                        keys),
                new Vector(
                        "a byte more",
                        Refusal.MALFORMED_MESSAGE,
                        Arrays.copyOf(message, message.length + 1),
                        keys),
                new Vector("other hash announced", Refusal.MALFORMED_MESSAGE, otherHash, keys),
                new Vector("more announced", Refusal.MALFORMED_MESSAGE, nested, keys),
                new Vector(
                        "compressed twice",
                        Refusal.UNKNOWN_COMPRESSION,
                        compressed(1, compressed(1, message)),
                        keys),
                new Vector(
                        "compressed otherwise",
                        Refusal.UNKNOWN_COMPRESSION,
                        compressed(3, message),
                        keys),
                new Vector(
                        "after the compressed",
                        Refusal.MALFORMED_MESSAGE,
                        reframed(zip, join(Packet.all(zip, 1).getFirst().body(), WORDS)),
                        keys),
                new Vector(
                        "a bomb",
                        Refusal.TOO_LARGE,
                        compressed(1, ALPHA.message(new byte[64 << 20])),
                        keys),
                new Vector("too large", Refusal.TOO_LARGE, new byte[(4 << 20) + 1], keys),
                new Vector(
                        "text around the armor",
                        Refusal.MALFORMED_MESSAGE,
                        join(
                                WORDS,
                                "\n".getBytes(StandardCharsets.UTF_8),
                                armored("MESSAGE", message)),
                        keys),
                new Vector(
                        "two armored",
                        Refusal.MALFORMED_MESSAGE,
                        join(armored("MESSAGE", message), armored("MESSAGE", message)),
                        keys),
                new Vector(
                        "clear text",
                        Refusal.MALFORMED_MESSAGE,
                        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nalpha\n"
                                .getBytes(StandardCharsets.UTF_8),
                        keys),
                new Vector(
                        "wrong checksum",
                        Refusal.MALFORMED_MESSAGE,
                        new String(armored("MESSAGE", message), StandardCharsets.UTF_8)
                                .replace("-----END", "=AAAA\n-----END")
                                .getBytes(StandardCharsets.UTF_8),
                        keys));
    }

    private static Stream<Vector> badSignatures() throws Exception {
        var keys = ALPHA.certificate();
        var signature = ALPHA.documentSignature(WORDS, HashAlgorithmTags.SHA256, SIGNED, NOTHING);
        var old = new Packet(Packet.SIGNATURE, new byte[] {3, 5, 0, 1, 2, 3, 4}).encoded();
        return Stream.of(
                new Vector("other key", Refusal.UNKNOWN_KEY, BETA.message(WORDS), keys),
                new Vector(
                        "other words",
                        Refusal.WRONG_SIGNATURE,
                        inline("beta".getBytes(StandardCharsets.UTF_8), signature),
                        keys),
                new Vector(
                        "another's name",
                        Refusal.WRONG_SIGNATURE,
                        BETA.message(
                                WORDS,
                                it -> {
                                    it.removePacketsOfType(33);
                                    it.setIssuerFingerprint(false, ALPHA.publicKey());
                                }),
                        keys),
                new Vector(
                        "nobody's name",
                        Refusal.UNKNOWN_KEY,
                        inline(
                                WORDS,
                                withoutUnsigned(
                                        ALPHA.documentSignature(
                                                WORDS,
                                                HashAlgorithmTags.SHA256,
                                                SIGNED,
                                                it -> it.removePacketsOfType(33)))),
                        keys),
                signedWith("sha1", Refusal.WEAK_HASH, HashAlgorithmTags.SHA1, SIGNED, NOTHING),
                signedWith("md5", Refusal.WEAK_HASH, HashAlgorithmTags.MD5, SIGNED, NOTHING),
                signedWith(
                        "ripemd", Refusal.WEAK_HASH, HashAlgorithmTags.RIPEMD160, SIGNED, NOTHING),
                new Vector(
                        "no time",
                        Refusal.NO_SIGNING_TIME,
                        inline(WORDS, withoutTime(signature)),
                        keys),
                signedWith(
                        "tomorrow",
                        Refusal.SIGNED_IN_FUTURE,
                        HashAlgorithmTags.SHA256,
                        NOW.plus(Duration.ofDays(1)),
                        NOTHING),
                signedWith(
                        "before the key",
                        Refusal.SIGNED_BEFORE_KEY,
                        HashAlgorithmTags.SHA256,
                        MADE.minusSeconds(1),
                        NOTHING),
                signedWith(
                        "expired",
                        Refusal.EXPIRED_SIGNATURE,
                        HashAlgorithmTags.SHA256,
                        SIGNED,
                        it -> it.setSignatureExpirationTime(false, days(SIGNED, 28))),
                signedWith(
                        "two expiries",
                        Refusal.CRITICAL_EXTENSION,
                        HashAlgorithmTags.SHA256,
                        SIGNED,
                        it -> {
                            it.addCustomSubpacket(expiry(days(SIGNED, 60)));
                            it.addCustomSubpacket(expiry(days(SIGNED, 61)));
                        }),
                signedWith(
                        "critical notation",
                        Refusal.CRITICAL_EXTENSION,
                        HashAlgorithmTags.SHA256,
                        SIGNED,
                        notation(true)),
                signedWith(
                        "critical unknown",
                        Refusal.CRITICAL_EXTENSION,
                        HashAlgorithmTags.SHA256,
                        SIGNED,
                        it -> it.addCustomSubpacket(new Subpacket(99, true, WORDS))),
                new Vector(
                        "text",
                        Refusal.OTHER_SIGNATURE_CLASS,
                        inline(
                                WORDS,
                                ALPHA.signature(
                                        PGPSignature.CANONICAL_TEXT_DOCUMENT,
                                        HashAlgorithmTags.SHA256,
                                        SIGNED,
                                        NOTHING,
                                        over(WORDS))),
                        keys),
                new Vector(
                        "certification",
                        Refusal.OTHER_SIGNATURE_CLASS,
                        inline(WORDS, ALPHA.certification(SIGNING)),
                        keys),
                new Vector(
                        "version 3", Refusal.UNKNOWN_SIGNATURE_VERSION, inline(WORDS, old), keys),
                new Vector(
                        "says more than there is room for",
                        Refusal.MALFORMED_SIGNATURE,
                        inline(WORDS, overrun(signature, true)),
                        keys),
                new Vector(
                        "says more than there is room for, unsigned",
                        Refusal.MALFORMED_SIGNATURE,
                        inline(WORDS, overrun(signature, false)),
                        keys),
                new Vector(
                        "broken",
                        Refusal.MALFORMED_SIGNATURE,
                        inline(
                                WORDS,
                                new Packet(Packet.SIGNATURE, new byte[] {4, 0, 22}).encoded()),
                        keys));
    }

    private static Vector signedWith(
            String name, Refusal refusal, int hash, Instant at, Says says) {
        return new Vector(
                name,
                refusal,
                inline(WORDS, ALPHA.documentSignature(WORDS, hash, at, says)),
                ALPHA.certificate());
    }

    private static Stream<Vector> badKeys() {
        var small = TestSigner.rsa(1024);
        var foreign = TestSigner.ecdsa("secp256k1");
        var message = ALPHA.message(WORDS);
        return Stream.of(
                new Vector("small", Refusal.WEAK_KEY, small.message(WORDS), small.certificate()),
                new Vector(
                        "curve", Refusal.WEAK_KEY, foreign.message(WORDS), foreign.certificate()),
                new Vector("bare", Refusal.UNCERTIFIED_KEY, message, ALPHA.publicPacket()),
                new Vector(
                        "user of another",
                        Refusal.UNCERTIFIED_KEY,
                        message,
                        ofAlpha(BETA.certification(SIGNING))),
                new Vector(
                        "another user",
                        Refusal.UNCERTIFIED_KEY,
                        message,
                        join(ALPHA.publicPacket(), user("Beta"), ALPHA.certification(SIGNING))),
                new Vector(
                        "certified with sha1",
                        Refusal.UNCERTIFIED_KEY,
                        message,
                        ofAlpha(ALPHA.certification(HashAlgorithmTags.SHA1, MADE, SIGNING))),
                new Vector(
                        "certified tomorrow",
                        Refusal.UNCERTIFIED_KEY,
                        message,
                        ofAlpha(
                                ALPHA.certification(
                                        HashAlgorithmTags.SHA256,
                                        NOW.plus(Duration.ofDays(1)),
                                        SIGNING))),
                new Vector(
                        "certified with what is not understood",
                        Refusal.UNCERTIFIED_KEY,
                        message,
                        ofAlpha(ALPHA.certification(notation(true)))),
                new Vector(
                        "certification expired",
                        Refusal.UNCERTIFIED_KEY,
                        message,
                        ofAlpha(
                                ALPHA.certification(
                                        it -> it.setSignatureExpirationTime(false, 60)))),
                new Vector(
                        "user revoked",
                        Refusal.UNCERTIFIED_KEY,
                        message,
                        join(
                                ALPHA.certificate(),
                                ALPHA.signature(
                                        PGPSignature.CERTIFICATION_REVOCATION,
                                        HashAlgorithmTags.SHA256,
                                        SIGNED,
                                        NOTHING,
                                        it -> it.generateCertification(USER, ALPHA.publicKey())))),
                new Vector(
                        "expired",
                        Refusal.EXPIRED_KEY,
                        message,
                        ofAlpha(ALPHA.certification(expiring(40)))),
                new Vector(
                        "expires by the newest",
                        Refusal.EXPIRED_KEY,
                        message,
                        ofAlpha(
                                ALPHA.certification(expiring(60)),
                                ALPHA.certification(
                                        HashAlgorithmTags.SHA256,
                                        MADE.plusSeconds(9),
                                        expiring(1)))),
                new Vector(
                        "may only certify",
                        Refusal.NOT_A_SIGNING_KEY,
                        message,
                        ofAlpha(ALPHA.certification(it -> it.setKeyFlags(false, MAY_CERTIFY)))),
                new Vector(
                        "revoked",
                        Refusal.REVOKED_KEY,
                        message,
                        join(
                                ALPHA.publicPacket(),
                                ALPHA.ofKey(PGPSignature.KEY_REVOCATION, NOTHING),
                                user(USER),
                                ALPHA.certification(SIGNING))),
                new Vector(
                        "revoked in another copy",
                        Refusal.REVOKED_KEY,
                        message,
                        join(
                                ALPHA.certificate(),
                                ALPHA.publicPacket(),
                                ALPHA.ofKey(PGPSignature.KEY_REVOCATION, NOTHING))),
                new Vector(
                        "revoked by whom it allows",
                        Refusal.REVOKED_KEY,
                        message,
                        join(
                                ALPHA.publicPacket(),
                                BETA.ofKey(PGPSignature.KEY_REVOCATION, NOTHING),
                                ALPHA.ofKey(PGPSignature.DIRECT_KEY, revocable(BETA)),
                                user(USER),
                                ALPHA.certification(SIGNING))),
                new Vector(
                        "said by the key alone, expired",
                        Refusal.EXPIRED_KEY,
                        message,
                        directlySaid(expiring(40))));
    }

    private static Stream<Vector> badSubkeys() {
        var message = BETA.message(WORDS);
        return Stream.of(
                new Vector(
                        "not bound",
                        Refusal.UNBOUND_SUBKEY,
                        message,
                        join(ALPHA.certificate(), BETA.subkeyPacket())),
                new Vector(
                        "bound by itself",
                        Refusal.UNBOUND_SUBKEY,
                        message,
                        join(
                                ALPHA.certificate(),
                                BETA.subkeyPacket(),
                                BETA.ofSubkey(
                                        PGPSignature.SUBKEY_BINDING,
                                        BETA,
                                        it -> it.setKeyFlags(false, MAY_SIGN)))),
                new Vector(
                        "not signed by itself",
                        Refusal.UNBOUND_SUBKEY,
                        message,
                        join(
                                ALPHA.certificate(),
                                BETA.subkeyPacket(),
                                ALPHA.ofSubkey(
                                        PGPSignature.SUBKEY_BINDING,
                                        BETA,
                                        it -> it.setKeyFlags(false, MAY_SIGN)))),
                new Vector(
                        "signed for another",
                        Refusal.UNBOUND_SUBKEY,
                        message,
                        join(
                                ALPHA.certificate(),
                                BETA.subkeyPacket(),
                                ALPHA.ofSubkey(
                                        PGPSignature.SUBKEY_BINDING,
                                        BETA,
                                        it -> {
                                            it.setKeyFlags(false, MAY_SIGN);
                                            embed(it, BETA.crossSignature(TestSigner.ed25519()));
                                        }))),
                new Vector(
                        "for encryption",
                        Refusal.NOT_A_SIGNING_KEY,
                        message,
                        withSubkey(it -> {
                            it.removePacketsOfType(27);
                            it.setKeyFlags(false, TestSigner.MAY_ENCRYPT);
                        })),
                new Vector(
                        "for nothing",
                        Refusal.NOT_A_SIGNING_KEY,
                        message,
                        withSubkey(it -> it.removePacketsOfType(27))),
                new Vector(
                        "subkey expired",
                        Refusal.EXPIRED_KEY,
                        message,
                        withSubkey(it -> it.setKeyExpirationTime(false, 40L * 86400))),
                new Vector(
                        "subkey revoked",
                        Refusal.REVOKED_KEY,
                        message,
                        join(
                                withSubkey(NOTHING),
                                ALPHA.ofSubkey(PGPSignature.SUBKEY_REVOCATION, BETA, NOTHING))),
                new Vector(
                        "subkey revoked in another copy",
                        Refusal.REVOKED_KEY,
                        message,
                        join(
                                withSubkey(NOTHING),
                                ALPHA.publicPacket(),
                                BETA.subkeyPacket(),
                                ALPHA.ofSubkey(PGPSignature.SUBKEY_REVOCATION, BETA, NOTHING))),
                new Vector(
                        "primary expired",
                        Refusal.EXPIRED_KEY,
                        message,
                        join(ofAlpha(ALPHA.certification(expiring(40))), ALPHA.boundSubkey(BETA))),
                new Vector(
                        "primary revoked",
                        Refusal.REVOKED_KEY,
                        message,
                        join(
                                ALPHA.publicPacket(),
                                ALPHA.ofKey(PGPSignature.KEY_REVOCATION, NOTHING),
                                user(USER),
                                ALPHA.certification(SIGNING),
                                ALPHA.boundSubkey(BETA))));
    }

    private static Stream<Vector> revoked() {
        var message = ALPHA.message(WORDS);
        var subkeys = BETA.message(WORDS);
        var revocation = ALPHA.ofKey(PGPSignature.KEY_REVOCATION, NOTHING);
        var ofSubkey = ALPHA.ofSubkey(PGPSignature.SUBKEY_REVOCATION, BETA, NOTHING);
        return Stream.of(
                revoked("behind the user", message, join(ALPHA.certificate(), revocation)),
                revoked("behind a subkey", message, join(withSubkey(NOTHING), revocation)),
                revoked("and so is its subkey", subkeys, join(withSubkey(NOTHING), revocation)),
                revoked(
                        "in a block of its own",
                        message,
                        join(
                                armored("PUBLIC KEY BLOCK", ALPHA.certificate()),
                                armored("PUBLIC KEY BLOCK", revocation))),
                revoked(
                        "behind another key",
                        message,
                        join(ALPHA.certificate(), GAMMA.certificate(), revocation)),
                revoked(
                        "behind a key that is not read",
                        message,
                        join(
                                ALPHA.certificate(),
                                new Packet(Packet.PUBLIC_KEY, new byte[] {3, 0}).encoded(),
                                revocation)),
                revoked(
                        "by whom it allows to, behind another key",
                        message,
                        join(
                                ALPHA.publicPacket(),
                                ALPHA.ofKey(PGPSignature.DIRECT_KEY, revocable(BETA)),
                                user(USER),
                                ALPHA.certification(SIGNING),
                                GAMMA.certificate(),
                                BETA.ofKey(PGPSignature.KEY_REVOCATION, NOTHING))),
                revoked(
                        "subkey, behind the user",
                        subkeys,
                        join(ALPHA.certificate(), ofSubkey, ALPHA.boundSubkey(BETA))),
                revoked(
                        "subkey, behind another",
                        subkeys,
                        join(withSubkey(NOTHING), ALPHA.boundSubkey(GAMMA), ofSubkey)),
                revoked(
                        "subkey, behind another in another copy",
                        subkeys,
                        join(
                                withSubkey(NOTHING),
                                ALPHA.publicPacket(),
                                GAMMA.subkeyPacket(),
                                ofSubkey)),
                revoked(
                        "subkey, after a note of a keyring",
                        subkeys,
                        join(withSubkey(NOTHING), noted(12), ofSubkey)),
                revoked(
                        "subkey, after a marker",
                        subkeys,
                        join(withSubkey(NOTHING), noted(10), ofSubkey)),
                revoked(
                        "subkey, after padding",
                        subkeys,
                        join(withSubkey(NOTHING), noted(21), ofSubkey)));
    }

    private static Vector revoked(String how, byte[] message, byte[] keys) {
        return new Vector("revoked " + how, Refusal.REVOKED_KEY, message, keys);
    }

    /// By what is not the newest that the key says.
    private static Stream<Vector> limited() {
        var message = ALPHA.message(WORDS);
        return Stream.of(
                new Vector(
                        "expires by an older signature over another user",
                        Refusal.EXPIRED_KEY,
                        message,
                        join(
                                ofAlpha(later(SIGNING)),
                                user("Beta"),
                                certificationOf("Beta", expiring(40)))),
                new Vector(
                        "expires by an older signature over itself",
                        Refusal.EXPIRED_KEY,
                        message,
                        join(directlySaid(expiring(40)), user(USER), later(expiring(60)))),
                new Vector(
                        "expires by a newer signature over a weak hash",
                        Refusal.EXPIRED_KEY,
                        message,
                        ofAlpha(
                                ALPHA.certification(SIGNING),
                                ALPHA.certification(HashAlgorithmTags.SHA1, SIGNED, expiring(40)))),
                new Vector(
                        "expires after the note of a keyring",
                        Refusal.EXPIRED_KEY,
                        message,
                        ofAlpha(ALPHA.certification(SIGNING), noted(12), later(expiring(40)))),
                new Vector(
                        "may only certify by an older signature over itself",
                        Refusal.NOT_A_SIGNING_KEY,
                        message,
                        join(
                                directlySaid(it -> it.setKeyFlags(false, MAY_CERTIFY)),
                                user(USER),
                                later(SIGNING))),
                new Vector(
                        "may only certify by an older signature over another user",
                        Refusal.NOT_A_SIGNING_KEY,
                        message,
                        join(
                                ofAlpha(later(NOTHING)),
                                user("Beta"),
                                certificationOf(
                                        "Beta", it -> it.setKeyFlags(false, MAY_CERTIFY)))));
    }

    @ParameterizedTest
    @MethodSource("good")
    void whatIsSignedAsItShouldBeIsVerified(Vector vector) throws Exception {
        var verified = OpenPgpKeys.parse(vector.keys).verify(vector.message, NOW);

        assertThat(verified.content()).isEqualTo(WORDS);
        assertThat(verified.signedAt()).isEqualTo(SIGNED);
        assertThat(OpenPgpKeys.parse(vector.keys).fingerprints())
                .contains(verified.issuer().fingerprint());
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatIsWrongInOneWayIsRefusedForThat(Vector vector) throws Exception {
        var keys = OpenPgpKeys.parse(vector.keys);

        var refused =
                catchThrowableOfType(
                        RefusedException.class, () -> keys.verify(vector.message, NOW));

        assertThat(refused).isNotNull();
        assertThat(refused.refusal()).as(refused.getMessage()).isEqualTo(vector.refusal);
    }

    @Test
    void theIssuerIsThePrimaryKeyWithTheUsersItHasSigned() throws Exception {
        var keys =
                OpenPgpKeys.parse(
                        join(
                                ofAlpha(ALPHA.certification(SIGNING)),
                                user("Beta"),
                                ALPHA.boundSubkey(BETA)));

        assertThat(keys.verify(BETA.message(WORDS), NOW).issuer().users()).containsExactly(USER);
    }

    @Test
    void aSubkeyThatSomebodyTookOverDoesNotHideItsOwner() throws Exception {
        var thief = TestSigner.ed25519();
        var stolen =
                join(
                        thief.certificate(),
                        BETA.subkeyPacket(),
                        thief.ofSubkey(
                                PGPSignature.SUBKEY_BINDING,
                                BETA,
                                it -> it.setKeyFlags(false, MAY_SIGN)));
        var keys = OpenPgpKeys.parse(join(stolen, withSubkey(NOTHING)));

        assertThat(keys.verify(BETA.message(WORDS), NOW).issuer().fingerprint())
                .isEqualTo(keys.fingerprints().getLast());
    }

    @Test
    void aFileWithoutPublicKeysIsNone() {
        for (var file :
                new byte[][] {
                    new byte[0],
                    WORDS,
                    literal(WORDS),
                    new Packet(5, WORDS).encoded(),
                    join(ALPHA.certificate(), new Packet(7, WORDS).encoded()),
                    join(user(USER), ALPHA.certificate()),
                }) {
            assertThatThrownBy(() -> OpenPgpKeys.parse(file))
                    .isInstanceOf(UnusableKeyException.class);
        }
    }

    private static byte[] ofAlpha(byte[]... certifications) {
        return join(ALPHA.publicPacket(), user(USER), join(certifications));
    }

    private static byte[] directlySaid(Says says) {
        return join(ALPHA.publicPacket(), ALPHA.ofKey(PGPSignature.DIRECT_KEY, says));
    }

    private static byte[] withSubkey(Says more) {
        return join(
                ALPHA.certificate(),
                BETA.subkeyPacket(),
                ALPHA.ofSubkey(
                        PGPSignature.SUBKEY_BINDING,
                        BETA,
                        it -> {
                            it.setKeyFlags(false, MAY_SIGN);
                            embed(it, BETA.crossSignature(ALPHA));
                            more.accept(it);
                        }));
    }

    private static byte[] later(Says says) {
        return ALPHA.certification(HashAlgorithmTags.SHA256, MADE.plusSeconds(9), says);
    }

    private static byte[] certificationOf(String user, Says says) {
        return ALPHA.signature(
                PGPSignature.POSITIVE_CERTIFICATION,
                HashAlgorithmTags.SHA256,
                MADE,
                says,
                it -> it.generateCertification(user, ALPHA.publicKey()));
    }

    private static Says revocable(TestSigner by) {
        return it ->
                it.addCustomSubpacket(
                        new Subpacket(
                                12,
                                false,
                                join(
                                        new byte[] {(byte) 0x80, 22},
                                        by.publicKey().getFingerprint())));
    }

    /// A packet that says nothing of a key.
    private static byte[] noted(int tag) {
        return new Packet(tag, new byte[] {0, 3}).encoded();
    }

    private static Says expiring(int days) {
        return it -> {
            it.setKeyFlags(false, MAY_CERTIFY | MAY_SIGN);
            it.setKeyExpirationTime(false, days * 86400L);
        };
    }

    private static long days(Instant from, int days) {
        return Duration.between(from, from.plus(Duration.ofDays(days))).toSeconds();
    }

    private static Says notation(boolean critical) {
        return it -> it.addNotationData(critical, true, "alpha@example.com", "beta");
    }

    private static SignatureSubpacket expiry(long seconds) {
        return new Subpacket(
                3,
                false,
                new byte[] {
                    (byte) (seconds >> 24),
                    (byte) (seconds >> 16),
                    (byte) (seconds >> 8),
                    (byte) seconds
                });
    }

    /// Of any type.
    private static final class Subpacket extends SignatureSubpacket {
        private Subpacket(int type, boolean critical, byte[] data) {
            super(type, critical, false, data);
        }
    }

    /// Without what it says of itself and has not signed.
    private static byte[] withoutUnsigned(byte[] signature) throws Exception {
        var body = Packet.all(signature, 1).getFirst().body();
        int second = 6 + ((body[4] & 0xff) << 8) + (body[5] & 0xff);
        int rest = second + 2 + ((body[second] & 0xff) << 8) + (body[second + 1] & 0xff);
        return reframed(
                signature,
                join(
                        Arrays.copyOf(body, second),
                        new byte[2],
                        Arrays.copyOfRange(body, rest, body.length)));
    }

    /// The last thing it says is longer than the area in which it stands.
    private static byte[] overrun(byte[] signature, boolean signed) throws Exception {
        var body = Packet.all(signature, 1).getFirst().body();
        int at = 4;
        if (!signed) {
            at += 2 + ((body[at] & 0xff) << 8) + (body[at + 1] & 0xff);
        }
        int end = at + 2 + ((body[at] & 0xff) << 8) + (body[at + 1] & 0xff);
        int last = at + 2;
        while (last + 1 + body[last] < end) {
            last += 1 + body[last];
        }
        assertThat(last + 1 + body[last]).isEqualTo(end);
        body[last] = 100;
        return reframed(signature, body);
    }

    /// The first thing it says is another.
    private static byte[] withoutTime(byte[] signature) throws Exception {
        var body = Packet.all(signature, 1).getFirst().body();
        assertThat(body[7]).isEqualTo((byte) 2);
        body[7] = 60;
        return reframed(signature, body);
    }

    private static byte[] repeated(byte[] bytes, int times) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    private static byte[] compressed(int algorithm, byte[] message) throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.write(algorithm);
        if (algorithm == 0) {
            bytes.writeBytes(message);
        } else {
            var deflater = new Deflater(Deflater.BEST_COMPRESSION, algorithm == 1);
            try (var out = new DeflaterOutputStream(bytes, deflater)) {
                out.write(message);
            }
        }
        return new Packet(Packet.COMPRESSED, bytes.toByteArray()).encoded();
    }

    private static byte[] reframed(byte[] packet, byte[] body) throws Exception {
        return new Packet(Packet.all(packet, 1).getFirst().tag(), body).encoded();
    }

    private static byte[] armored(String label, byte[] bytes) {
        return "-----BEGIN PGP %1$s-----\nComment: alpha\n\n%2$s\n-----END PGP %1$s-----\n"
                .formatted(
                        label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes))
                .getBytes(StandardCharsets.UTF_8);
    }
}
