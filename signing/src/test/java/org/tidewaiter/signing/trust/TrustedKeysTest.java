package org.tidewaiter.signing.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.signing.key.SignedBy;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.trust.TrustedKeys.Named;
import org.tidewaiter.testkit.signing.TestKey;

class TrustedKeysTest {
    private static final TestKey ANN = TestKey.p256();
    private static final TestKey BOB = TestKey.ed25519();
    private static final byte[] SIGNED = "what is signed".getBytes(UTF_8);

    @Test
    void theKeyThatASignatureIsSaidToBeOfIsTriedFirst() throws Exception {
        var keys = keys();
        var hex = keys.keys().getLast().key().fingerprint().hex();
        var base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        for (var hint : List.of(hex, base64)) {
            assertThat(keys.first(hint).keys())
                    .extracting(Named::name)
                    .containsExactly("bob", "ann");
        }
        for (var hint : List.of("", "bob", hex.substring(1))) {
            assertThat(keys.first(hint)).isEqualTo(keys);
        }
    }

    @Test
    void whatASignatureIsSaidToBeOfDoesNotSayWhoseItIs() throws Exception {
        var keys = keys().first(keys().keys().getLast().key().fingerprint().hex());
        assertThat(keys.find(SignedBy.of(SIGNED), List.of(ANN.sign(SIGNED))))
                .map(Named::name)
                .hasValue("ann");
        assertThat(keys.find(SignedBy.of(SIGNED), List.of(TestKey.p256().sign(SIGNED)))).isEmpty();
    }

    private static TrustedKeys keys() throws UnusableKeyException {
        return new TrustedKeys(
                List.of(
                        new Named("ann", VerificationKey.of(ANN.pair().getPublic())),
                        new Named("bob", VerificationKey.of(BOB.pair().getPublic()))));
    }
}
