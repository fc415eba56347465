package org.tidewaiter.signing.lookaside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.signing.openpgp.TestSigner.NOW;
import static org.tidewaiter.signing.openpgp.TestSigner.SIGNED;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.EvidenceSource;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.openpgp.OpenPgpKeys;
import org.tidewaiter.signing.openpgp.TestSigner;

class GpgSimpleSigningTest {
    private static final String NAME = "docker.io/library/alpha:1";
    private static final Payload PAYLOAD = Payload.of(NAME);
    private static final TestSigner ALPHA = TestSigner.ed25519();

    @Test
    void whatIsSignedIsEvidenceOfWhoSignedItAndWhen() throws Exception {
        var message = ALPHA.message(PAYLOAD.bytes());
        var verified = (Verified) check(message, Payload.IMAGE);

        var evidence = verified.evidence();
        assertThat(verified.statement()).isEqualTo(PAYLOAD.bytes());
        assertThat(evidence.kind()).isEqualTo(EvidenceKind.SIGNATURE);
        assertThat(evidence.type()).isEqualTo("atomic container signature");
        assertThat(evidence.subject()).isEqualTo(Payload.IMAGE);
        assertThat(evidence.signedAt()).isEqualTo(new SignedTime.Claimed(SIGNED));
        assertThat(evidence.claims())
                .isEqualTo(
                        Map.of(
                                "creator", "alpha 1",
                                "docker-reference", NAME,
                                "timestamp", "2026-01-01T00:00:00Z"));
        assertThat(evidence.source())
                .isEqualTo(
                        new EvidenceSource(
                                "gpg-simple", "signature-1", VerifiedBytes.sha256(message)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "atomic container | cosign container | WRONG_SIGNATURE_TYPE",
                "\"type\": | \"type2\": | UNKNOWN_PART",
                "\"type\": | \"Type\": | AMBIGUOUS_NAME",
                "\"type\":\"atomic container signature\" | \"type\":null | MISSING_PART",
                "\"type\":\"atomic container signature\" | \"type\":1 | WRONG_PART",
                "\"type\": | \"type\":\"a\",\"type\": | MALFORMED_JSON",
                "{\"critical\" | {\"more\":1,\"critical\" | UNKNOWN_PART",
                "{\"docker-reference\" | {\"more\":1,\"docker-reference\" | UNKNOWN_PART",
                "{\"docker-manifest-digest\" | {\"more\":1,\"docker-manifest-digest\" | UNKNOWN_PART",
                "{\"docker-manifest-digest\" | {\"docker-manifest-digest2\" | UNKNOWN_PART",
                "sha256:a1a1 | sha256:A1a1 | MALFORMED_DIGEST",
                "sha256:a1a1 | sha256:b1a1 | OTHER_SUBJECT",
                "\"optional\" | \"optional2\" | UNKNOWN_PART",
                "1767225600 | 17.5 | WRONG_PART",
                "1767225600 | 1e300 | WRONG_PART",
                "1767225600 | 9223372036854775807 | WRONG_PART",
                "1767225600 | \"a\" | WRONG_PART",
                "\"alpha 1\" | 1 | WRONG_PART",
                "\"creator\" | \"Creator\" | AMBIGUOUS_NAME",
                "1767225600}} | 1767225600}}} | MALFORMED_JSON",
            })
    void aPayloadThatIsWrongInOneWayIsRefusedForThat(String old, String changed, Refusal refusal)
            throws Exception {
        var payload = PAYLOAD.with(old, changed);

        var check = check(ALPHA.message(payload.bytes()), Payload.IMAGE);

        assertThat(check)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected ->
                                assertThat(rejected.refusal())
                                        .as(rejected.detail())
                                        .isEqualTo(refusal));
    }

    @Test
    void otherOptionalMembersMayBeThere() throws Exception {
        var payload = PAYLOAD.with("\"creator\"", "\"more\":[1],\"creator\"");

        assertThat(check(ALPHA.message(payload.bytes()), Payload.IMAGE))
                .isInstanceOf(Verified.class);
    }

    @Test
    void nothingIsReadFromWhatIsNotVerified() throws Exception {
        var message = TestSigner.ed25519().message("no JSON".getBytes(UTF_8));

        assertThat(((Rejected) check(message, Payload.IMAGE)).refusal())
                .isEqualTo(Refusal.UNKNOWN_KEY);
    }

    @Test
    void nothingAtAllIsNoPayload() throws Exception {
        assertThat(((Rejected) check(ALPHA.message(new byte[0]), Payload.IMAGE)).refusal())
                .isEqualTo(Refusal.EMPTY_PAYLOAD);
    }

    @Test
    void aSignatureOfSigstoreInTheSameFolderIsNoneOfGpg() throws Exception {
        var stored = "\0sigstore-json\n{}".getBytes(UTF_8);

        assertThat(((Rejected) check(stored, Payload.IMAGE)).refusal())
                .isEqualTo(Refusal.MALFORMED_MESSAGE);
    }

    private static EvidenceCheck check(byte[] message, Digest image) throws Exception {
        return GpgSimpleSigning.check(
                new StoredSignature("signature-1", message),
                image,
                OpenPgpKeys.parse(ALPHA.certificate()),
                NOW);
    }
}
