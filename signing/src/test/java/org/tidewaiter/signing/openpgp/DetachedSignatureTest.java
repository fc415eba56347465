package org.tidewaiter.signing.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.signing.openpgp.TestSigner.NOW;
import static org.tidewaiter.signing.openpgp.TestSigner.SIGNED;
import static org.tidewaiter.signing.openpgp.TestSigner.join;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

class DetachedSignatureTest {
    private static final byte[] WORDS = "alpha".repeat(50_000).getBytes(UTF_8);
    private static final TestSigner ALPHA = TestSigner.ed25519();

    @Test
    void whatIsSignedIsVerifiedByTheKey() throws Exception {
        var verified = keys().verify(signature(), () -> new ByteArrayInputStream(WORDS), NOW);

        assertThat(verified.signedAt()).isEqualTo(SIGNED);
        assertThat(verified.issuer().fingerprint()).isEqualTo(keys().fingerprints().getFirst());
    }

    @Test
    void textIsReadAsBytesAre() throws Exception {
        var text =
                "-----BEGIN PGP SIGNATURE-----\n\n%s\n-----END PGP SIGNATURE-----\n"
                        .formatted(Base64.getEncoder().encodeToString(signature()))
                        .getBytes(UTF_8);

        assertThat(DetachedSignature.isOne(text)).isTrue();
        assertThat(DetachedSignature.isOne(signature())).isTrue();
        assertThat(DetachedSignature.isOne(ALPHA.message(WORDS))).isFalse();
        assertThat(DetachedSignature.isOne("MEUCIQ==".getBytes(UTF_8))).isFalse();
        assertThat(DetachedSignature.isOne(new byte[0])).isFalse();
        assertThat(keys().verify(text, () -> new ByteArrayInputStream(WORDS), NOW).signedAt())
                .isEqualTo(SIGNED);
    }

    @Test
    void whatIsWrongInOneWayIsRefusedForThat() throws Exception {
        assertRefused(signature(), "beta".getBytes(UTF_8), Refusal.WRONG_SIGNATURE);
        assertRefused(new byte[0], WORDS, Refusal.NO_SIGNATURE);
        assertRefused(join(signature(), signature()), WORDS, Refusal.MANY_SIGNATURES);
        assertRefused(ALPHA.message(WORDS), WORDS, Refusal.MALFORMED_MESSAGE);
        assertRefused("alpha".getBytes(UTF_8), WORDS, Refusal.MALFORMED_MESSAGE);
        assertRefused(new byte[(1 << 20) + 1], WORDS, Refusal.TOO_LARGE);
        assertRefused(TestSigner.ed25519().detached(WORDS), WORDS, Refusal.UNKNOWN_KEY);
    }

    @Test
    void aDocumentThatCannotBeReadIsNotAWrongSignature() {
        assertThatThrownBy(() ->
                        keys().verify(
                                        signature(),
                                        () -> {
                                            throw new IOException("gone");
                                        },
                                        NOW))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
    }

    private static void assertRefused(byte[] signature, byte[] document, Refusal refusal) {
        assertThatThrownBy(() ->
                        keys().verify(signature, () -> new ByteArrayInputStream(document), NOW))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal()).as(e.detail()).isEqualTo(refusal));
    }

    private static OpenPgpKeys keys() throws Exception {
        return OpenPgpKeys.parse(ALPHA.certificate());
    }

    private static byte[] signature() {
        return ALPHA.detached(WORDS);
    }
}
