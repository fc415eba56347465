package org.tidewaiter.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.signing.SignedDocuments.COSIGN_SIGN;
import static org.tidewaiter.testkit.signing.SignedDocuments.bundle;
import static org.tidewaiter.testkit.signing.SignedDocuments.messageBundle;
import static org.tidewaiter.testkit.signing.SignedDocuments.signed;
import static org.tidewaiter.testkit.signing.SignedDocuments.simplePayload;
import static org.tidewaiter.testkit.signing.SignedDocuments.statement;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.Attachment;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.form.Subject;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.statement.Statement;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.image.Blobs;
import org.tidewaiter.testkit.signing.SignedDocuments;
import org.tidewaiter.testkit.signing.TestKey;

class EvidenceFormsFuzzTest {
    private static final TestKey KEY = TestKey.p256();
    private static final byte[] IMAGE = "{}".getBytes(UTF_8);
    private static final Digest DIGEST = Blobs.digest(IMAGE);
    private static final String SAID = statement(DIGEST, COSIGN_SIGN, "{\"a\":[1,null,\"b\"]}");

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "",
                        SAID,
                        signed(SAID, KEY),
                        bundle(signed(SAID, KEY)),
                        messageBundle(IMAGE, KEY),
                        simplePayload(DIGEST))
                .map(text -> text.getBytes(UTF_8))
                .flatMap(Damage::versions);
    }

    /// A key that signed none of the changed bytes verifies nothing but what is as it was.
    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreVerifiedOrRefusedInEveryForm(byte[] bytes) throws Exception {
        for (var mediaType :
                new String[] {
                    SignedDocuments.BUNDLE, SignedDocuments.DSSE, SignedDocuments.SIMPLE_SIGNING
                }) {
            for (var carrier : Attachment.Found.values()) {
                check(bytes, mediaType, carrier);
            }
        }
    }

    private static void check(byte[] bytes, String mediaType, Attachment.Found carrier)
            throws UnusableKeyException {
        var candidate =
                new Candidate(
                        carrier,
                        "here",
                        Blobs.digest(bytes),
                        bytes.length,
                        mediaType,
                        "",
                        Map.of(SignedDocuments.SIGNATURE_ANNOTATION, new String(bytes, UTF_8)),
                        Optional.of(DIGEST));
        for (var form : EvidenceForms.BUILT_IN) {
            if (form.claims(candidate)) {
                var check = form.check(candidate, bytes, new Subject(DIGEST, IMAGE), trusted());
                assertThat(check.source().digest()).isEqualTo(candidate.digest());
                if (check instanceof EvidenceCheck.Verified(var evidence, _)) {
                    assertThat(evidence.subject()).isEqualTo(DIGEST);
                }
            }
        }
    }

    private static Trust trusted() throws UnusableKeyException {
        return Trust.of(
                new TrustedKeys(
                        List.of(new TrustedKeys.Named("key", VerificationKey.of(KEY.publicKey())))),
                Instant.EPOCH);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreAnEnvelopeOrRefused(byte[] bytes) {
        try {
            var envelope = DsseEnvelope.parse(bytes);
            assertThat(envelope.signatures()).isNotEmpty();
            assertThat(envelope.preAuthentication().length)
                    .isGreaterThan(envelope.payload().length);
        } catch (RefusedException _) {
            // refused
        }
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreAStatementOrRefused(byte[] bytes) {
        try {
            var statement = Statement.parse(SignedDocuments.IN_TOTO, bytes);
            assertThat(statement.subjects()).isNotEmpty();
            assertThat(statement.predicateType()).isNotBlank();
        } catch (RefusedException _) {
            // refused
        }
    }
}
