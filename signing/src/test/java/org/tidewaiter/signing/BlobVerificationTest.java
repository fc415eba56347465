package org.tidewaiter.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.signing.SignedDocuments.base64;
import static org.tidewaiter.testkit.signing.SignedDocuments.bundle;
import static org.tidewaiter.testkit.signing.SignedDocuments.certified;
import static org.tidewaiter.testkit.signing.SignedDocuments.messageBundle;
import static org.tidewaiter.testkit.signing.SignedDocuments.signed;
import static org.tidewaiter.testkit.signing.SignedDocuments.statement;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.certificate.Authorities;
import org.tidewaiter.signing.certificate.Certificate;
import org.tidewaiter.signing.certificate.TrustedCertificates;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.openpgp.OpenPgpKeys;
import org.tidewaiter.signing.openpgp.TestSigner;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;
import org.tidewaiter.testkit.image.Blobs;
import org.tidewaiter.testkit.signing.TestCertificate;
import org.tidewaiter.testkit.signing.TestKey;

class BlobVerificationTest {
    private static final byte[] FILE = "release 17\n".getBytes(UTF_8);
    private static final TestKey KEY = TestKey.p256();
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final String PREDICATE = "https://example.com/tested/v1";

    static Stream<TestKey> keys() {
        return Stream.of(KEY, TestKey.p384(), TestKey.p521(), TestKey.rsa(2048), TestKey.ed25519());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aFileIsVerifiedByItsSignatureInEachForm(TestKey key) throws Exception {
        var signature = key.sign(FILE);
        for (var form :
                List.of(signature, bytes(base64(signature)), bytes(base64(signature) + "\n"))) {
            assertVerified(of(key).bySignature(form));
        }
        assertVerified(of(key).byBundle(bytes(messageBundle(FILE, key))));
        assertVerified(of(key).byBundle(bytes(bundle(signed(said(FILE), key)))));
        assertThat(refusal(of(TestKey.p256()).bySignature(signature)))
                .isEqualTo(Refusal.UNKNOWN_KEY);
    }

    @Test
    void itMayBeSignedByAnAlgorithmThatOthersUse() throws Exception {
        var key = TestKey.rsa(2048);
        assertVerified(of(key).bySignature(key.sign(FILE, "SHA512withRSA")));
        var other = TestKey.p384();
        assertVerified(of(other).bySignature(other.sign(FILE, "SHA256withECDSA")));
    }

    @Test
    void aCertificateMayComeWithIt() throws Exception {
        var root = TestCertificate.authority("root", TestKey.p384()).selfSigned();
        var leaf = TestCertificate.signer("a@shop.example", KEY).issuedBy(root);
        var made = bytes(certified(messageBundle(FILE, KEY), List.of(leaf.der())));
        var authorities = Authorities.of(List.of(Certificate.read(root.der())), List.of());
        var trust =
                Trust.of(TrustedKeys.none(), NOW)
                        .withCertificates(
                                new TrustedCertificates(List.of(), authorities, Optional.empty()));
        var check = new BlobVerification(() -> new ByteArrayInputStream(FILE), trust, "here");
        assertThat(check.byBundle(made))
                .isInstanceOfSatisfying(
                        Verified.class,
                        it ->
                                assertThat(it.evidence().issuer())
                                        .isInstanceOf(Issuer.Certificate.class));
        var other = check(trust, "another");
        assertThat(refusal(other.byBundle(made))).isEqualTo(Refusal.OTHER_MESSAGE_DIGEST);
    }

    @Test
    void gpgMaySignItToo() throws Exception {
        var signer = TestSigner.ed25519();
        var signature = signer.detached(FILE);
        var trust = trusting(KEY).withOpenPgp(OpenPgpKeys.parse(signer.certificate()));

        assertThat(check(trust, new String(FILE, UTF_8)).bySignature(signature))
                .isInstanceOfSatisfying(
                        Verified.class,
                        it -> {
                            assertThat(it.evidence().issuer()).isInstanceOf(Issuer.OpenPgp.class);
                            assertThat(it.evidence().signedAt())
                                    .isEqualTo(new SignedTime.Claimed(TestSigner.SIGNED));
                        });
        assertThat(refusal(check(trust, "release 18\n").bySignature(signature)))
                .isEqualTo(Refusal.WRONG_SIGNATURE);
        assertThat(refusal(of(KEY).bySignature(signature))).isEqualTo(Refusal.UNKNOWN_KEY);
    }

    @Test
    void anotherFileIsRefused() throws Exception {
        var other = check(trusting(KEY), "release 18\n");
        assertThat(refusal(other.bySignature(KEY.sign(FILE)))).isEqualTo(Refusal.UNKNOWN_KEY);
        assertThat(refusal(other.byBundle(bytes(messageBundle(FILE, KEY)))))
                .isEqualTo(Refusal.OTHER_MESSAGE_DIGEST);
        assertThat(refusal(other.byBundle(bytes(bundle(signed(said(FILE), KEY))))))
                .isEqualTo(Refusal.OTHER_SUBJECT);
    }

    @Test
    void theDigestThatABundleStatesDecidesNothing() throws Exception {
        var other = "release 18\n".getBytes(UTF_8);
        var swapped =
                messageBundle(FILE, KEY)
                        .replaceAll(
                                "\"digest\":\"[^\"]*\"",
                                messageBundle(other, KEY)
                                        .replaceAll("(?s).*(\"digest\":\"[^\"]*\").*", "$1"));
        assertThat(refusal(check(trusting(KEY), "release 18\n").byBundle(bytes(swapped))))
                .isEqualTo(Refusal.UNKNOWN_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "'', NO_SIGNATURE",
        "' \n', NO_SIGNATURE",
        "x, MALFORMED_SIGNATURE",
        "AAAA, MALFORMED_SIGNATURE",
        "MEUCIQ*, MALFORMED_SIGNATURE",
    })
    void whatIsNoSignatureIsRefused(String text, Refusal expected) throws Exception {
        assertThat(refusal(of(KEY).bySignature(bytes(text)))).isEqualTo(expected);
    }

    @Test
    void whatIsMuchLargerThanASignatureIsRefused() throws Exception {
        assertThat(refusal(of(KEY).bySignature(new byte[5000]))).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void aFileOfAnySizeIsReadAndNotKept() throws Exception {
        var key = NewKey.ECDSA_P256.make();
        var signature = key.sign(endless(100L << 20));
        var trust = trusting(key.publicKey());
        var check = new BlobVerification(() -> endless(100L << 20), trust, "here");
        assertThat(check.bySignature(signature)).isInstanceOf(Verified.class);
        var longer = new BlobVerification(() -> endless((100L << 20) + 1), trust, "here");
        assertThat(refusal(longer.bySignature(signature))).isEqualTo(Refusal.UNKNOWN_KEY);
    }

    @Test
    void whatEd25519CannotTellIsNotToldAsUnsigned() throws Exception {
        var key = TestKey.ed25519();
        var check = new BlobVerification(() -> endless(65L << 20), trusting(key), "here");
        assertThatThrownBy(() -> check.bySignature(key.sign(FILE)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be verified");
    }

    private static InputStream endless(long bytes) {
        return new InputStream() {
            private long left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (left <= 0) {
                    return -1;
                }
                int some = (int) Math.min(length, left);
                Arrays.fill(into, from, from + some, (byte) 'x');
                left -= some;
                return some;
            }
        };
    }

    private static void assertVerified(EvidenceCheck check) {
        assertThat(check)
                .isInstanceOfSatisfying(
                        Verified.class,
                        it -> assertThat(it.evidence().subject()).isEqualTo(Blobs.digest(FILE)));
    }

    private static Refusal refusal(EvidenceCheck check) {
        assertThat(check).isInstanceOf(Rejected.class);
        return ((Rejected) check).refusal();
    }

    private static BlobVerification of(TestKey key) throws Exception {
        return check(trusting(key), new String(FILE, UTF_8));
    }

    private static BlobVerification check(Trust trust, String file) {
        return new BlobVerification(() -> new ByteArrayInputStream(bytes(file)), trust, "here");
    }

    private static Trust trusting(TestKey key) throws Exception {
        return trusting(VerificationKey.of(key.publicKey()));
    }

    private static Trust trusting(VerificationKey key) {
        return Trust.of(new TrustedKeys(List.of(new TrustedKeys.Named("key", key))), NOW);
    }

    private static String said(byte[] file) {
        return statement(Blobs.digest(file), PREDICATE, "{}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
