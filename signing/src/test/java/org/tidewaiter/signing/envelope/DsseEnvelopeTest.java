package org.tidewaiter.signing.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;
import org.tidewaiter.testkit.signing.SignedDocuments;
import org.tidewaiter.testkit.signing.TestKey;

class DsseEnvelopeTest {
    /// The example of the specification, `protocol.md`: its key, its body, and the signature over
    /// it, which is there as r and s.
    @Test
    void theExampleOfTheSpecificationIsVerified() throws Exception {
        var raw =
                Base64.getDecoder()
                        .decode(
                                "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJ"
                                        + "PcIAriEGAHTVeCUjW2JIZA==");
        var envelope =
                DsseEnvelope.parse(
                        """
                        {"payloadType": "http://example.com/HelloWorld",
                         "payload": "aGVsbG8gd29ybGQ=",
                         "signatures": [{"sig": "%s"}]}\
                        """
                                .formatted(SignedDocuments.base64(der(raw)))
                                .getBytes(UTF_8));
        assertThat(new String(envelope.preAuthentication(), UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
        var trusted =
                new TrustedKeys(List.of(new TrustedKeys.Named("example", keyOfTheSpecification())));
        assertThat(name(envelope, trusted)).isEqualTo("example");
    }

    private static VerificationKey keyOfTheSpecification() throws Exception {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var point =
                new ECPoint(
                        new BigInteger(
                                "46950820868899156662930047687818585632848591499744589407958293238635476079160"),
                        new BigInteger(
                                "5640078356564379163099075877009565129882514886557779369047442380624545832820"));
        return VerificationKey.of(
                KeyFactory.getInstance("EC")
                        .generatePublic(
                                new ECPublicKeySpec(
                                        point,
                                        parameters.getParameterSpec(ECParameterSpec.class))));
    }

    /// The same two numbers as DER has them.
    private static byte[] der(byte[] raw) {
        var hex = HexFormat.of();
        var r = integer(hex.formatHex(raw, 0, 32));
        var s = integer(hex.formatHex(raw, 32, 64));
        return hex.parseHex("30%02x%s%s".formatted((r.length() + s.length()) / 2, r, s));
    }

    private static String integer(String digits) {
        var bytes = HexFormat.of().formatHex(new BigInteger(digits, 16).toByteArray());
        return "02%02x%s".formatted(bytes.length() / 2, bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 'DSSEv1 0  0 '",
        "a, '', 'DSSEv1 1 a 0 '",
        "'', b, 'DSSEv1 0  1 b'",
        "a b, c d, 'DSSEv1 3 a b 3 c d'",
        "ä, ö, 'DSSEv1 2 ä 2 ö'",
    })
    void lengthsAreOfBytes(String type, String body, String expected) {
        var envelope = new DsseEnvelope(type, body.getBytes(UTF_8), List.of());
        assertThat(new String(envelope.preAuthentication(), UTF_8)).isEqualTo(expected);
    }

    @Test
    void eachSignatureStandsForItselfAndTheFirstOfOurKeysIsNamed() throws Exception {
        var one = TestKey.p256();
        var other = TestKey.ed25519();
        var envelope =
                DsseEnvelope.parse(
                        SignedDocuments.signed("{}", TestKey.p384(), one, other).getBytes(UTF_8));
        assertThat(name(envelope, keys(other, one))).isEqualTo("0");
        assertThat(name(envelope, keys(TestKey.rsa(2048), one))).isEqualTo("1");
    }

    @Test
    void bothAlphabetsAreRead() throws Exception {
        var key = TestKey.p256();
        var payload = "\u00ff\u00fe\u00fb\u00ef".getBytes(UTF_8);
        var text = SignedDocuments.envelope("a/b", payload, key);
        var url =
                text.replace(
                        SignedDocuments.base64(payload),
                        Base64.getUrlEncoder().encodeToString(payload));
        assertThat(DsseEnvelope.parse(url.getBytes(UTF_8)).payload())
                .isEqualTo(DsseEnvelope.parse(text.getBytes(UTF_8)).payload())
                .isEqualTo(payload);
    }

    private static String name(DsseEnvelope envelope, TrustedKeys keys) throws Exception {
        return ((Issuer.Key) envelope.signer(Trust.of(keys, Instant.EPOCH))).name();
    }

    private static TrustedKeys keys(TestKey... keys) throws Exception {
        var named = new ArrayList<TrustedKeys.Named>();
        for (var key : keys) {
            named.add(
                    new TrustedKeys.Named(
                            String.valueOf(named.size()), VerificationKey.of(key.publicKey())));
        }
        return new TrustedKeys(named);
    }
}
