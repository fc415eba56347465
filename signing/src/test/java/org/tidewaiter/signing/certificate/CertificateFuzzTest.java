package org.tidewaiter.signing.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.SignedBy;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.signing.TestCertificate;
import org.tidewaiter.testkit.signing.TestKey;

class CertificateFuzzTest {
    private static final TestKey KEY = TestKey.p256();
    private static final TestCertificate ROOT = TestCertificate.authority("root", KEY).selfSigned();
    private static final TestCertificate LEAF =
            TestCertificate.signer("a@shop.example", KEY)
                    .with(TestCertificate.PROVIDER, false, new byte[] {12, 1, 'a'})
                    .issuedBy(ROOT);
    private static final byte[] SIGNED = {1, 2, 3};
    private static final List<byte[]> SIGNATURES = List.of(KEY.sign(SIGNED));

    static Stream<byte[]> certificates() {
        return Stream.of(LEAF.der(), ROOT.der()).flatMap(Damage::versions);
    }

    /// Whoever changed one byte of a certificate has none that is believed.
    @FuzzTest
    @MethodSource("certificates")
    void anyBytesAreACertificateOrRefused(byte[] bytes) throws Exception {
        try {
            var certificate = Certificate.read(bytes);
            assertThat(certificate.encoded()).isEqualTo(bytes);
            var authorities = new Authorities(List.of(Certificate.read(ROOT.der())), List.of());
            var presented = new PresentedCertificate(certificate, List.of(certificate));
            new TrustedCertificates(List.of(), authorities, Optional.empty())
                    .signer(
                            presented,
                            SignedBy.of(SIGNED),
                            SIGNATURES,
                            Instant.parse("2026-02-01T00:00:00Z"));
            assertThat(bytes).isEqualTo(LEAF.der());
        } catch (MalformedCertificateException | RefusedException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    static Stream<byte[]> files() {
        return Stream.of(
                        (LEAF.pem() + "text\n" + ROOT.pem()).getBytes(StandardCharsets.US_ASCII),
                        LEAF.der())
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("files")
    void anyBytesAreAFileOfCertificatesOrRefused(byte[] bytes) {
        try {
            assertThat(CertificateFile.read(bytes)).isNotEmpty();
        } catch (MalformedCertificateException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}
