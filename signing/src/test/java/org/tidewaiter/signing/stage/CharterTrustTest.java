package org.tidewaiter.signing.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.certificate.PresentedCertificate;
import org.tidewaiter.signing.charter.Authority;
import org.tidewaiter.signing.charter.Holder.Identity;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.testkit.signing.TestCertificate;
import org.tidewaiter.testkit.signing.TestKey;

class CharterTrustTest {
    private static final byte[] SIGNED = "an image".getBytes(UTF_8);
    private static final String MAIL = "ben@example.com";

    private final TestCertificate root =
            TestCertificate.authority("root", TestKey.p256()).selfSigned();
    private final TestCertificate leaf =
            TestCertificate.signer(MAIL, TestKey.p384()).issuedBy(root);
    private final Situation situation = new Situation();

    @Test
    void whoAnAuthorityOfTheCharterNamesIsTheHolderWithThatName() throws Exception {
        situation.authorities.put("acme", new Authority(List.of(root.der())));
        situation.certified("ben", new Identity("acme", MAIL, false, ""));

        var issuer = issuer();
        situation.change(1, _ -> Situation.by(issuer));

        assertThat(situation.verdict("prod").passed()).isTrue();
        situation.certified("ben", new Identity("acme", "bea@example.com", false, ""));
        assertThat(situation.verdict("prod").passed()).isFalse();
    }

    @Test
    void anAuthorityOfAnotherCharterNamesNobody() {
        situation.authorities.put(
                "acme",
                new Authority(
                        List.of(
                                TestCertificate.authority("root", TestKey.p256())
                                        .selfSigned()
                                        .der())));
        assertThatThrownBy(this::issuer).isInstanceOf(RefusedException.class);
    }

    @Test
    void aCertificateThatCertifiesNobodyIsNoAuthority() {
        situation.authorities.put("acme", new Authority(List.of(leaf.der())));
        assertThatThrownBy(() -> CharterTrust.of(situation.charter(), Situation.NOW))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("charter-certificate: ");
    }

    private Issuer issuer() throws RefusedException {
        var presented = PresentedCertificate.ofDer(List.of(leaf.der()));
        return CharterTrust.of(situation.charter(), Situation.NOW)
                .presented(Optional.of(presented))
                .signer(SIGNED, List.of(leaf.key().sign(SIGNED)));
    }
}
