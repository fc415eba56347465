package org.tidewaiter.signing.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.certificate.PresentedCertificate;
import org.tidewaiter.signing.charter.Authority;
import org.tidewaiter.signing.charter.Holder.Identity;
import org.tidewaiter.signing.charter.Revocation;
import org.tidewaiter.signing.check.Refusal;
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

    @Test
    void anAuthorityBelowAnotherDoesNotTakeItsHolders() throws Exception {
        withDev();
        for (var authority : List.of("acme", "dev")) {
            situation.certified("ben", new Identity(authority, MAIL, false, ""));
            var issuer = issuer(below, dev);
            situation.change(1, _ -> Situation.by(issuer));
            assertThat(situation.verdict("prod").passed()).as(authority).isTrue();
        }
    }

    @Test
    void aRevokedAuthorityIsNotGoneRoundByAnotherCertificateOfItsKey() throws Exception {
        withDev();
        var other = TestCertificate.authority("dev", dev.key()).issuedBy(root);
        for (var value : List.of("acme", "dev")) {
            situation.revocations.clear();
            situation.revoke(Revocation.Target.AUTHORITY, value, Situation.NOW);
            situation.certified("ben", new Identity("acme", MAIL, false, ""));
            var issuer = issuer(below, other);
            situation.change(1, _ -> Situation.by(issuer));
            assertThat(situation.verdict("prod").evidence().get(1).objection())
                    .map(Objection::refusal)
                    .contains(Refusal.REVOKED_SIGNER);
        }
    }

    @Test
    void aRevokedAuthorityAboveLeavesTheOneBelowThatIsNamedItself() throws Exception {
        withDev();
        situation.revoke(Revocation.Target.AUTHORITY, "acme", Situation.NOW);
        situation.certified("ben", new Identity("dev", MAIL, false, ""));
        var issuer = issuer(below);
        situation.change(1, _ -> Situation.by(issuer));
        assertThat(situation.verdict("prod").passed()).isTrue();
    }

    private final TestCertificate dev =
            TestCertificate.authority("dev", TestKey.p256()).issuedBy(root);
    private final TestCertificate below =
            TestCertificate.signer(MAIL, TestKey.p256()).issuedBy(dev);

    private void withDev() {
        situation.authorities.put("acme", new Authority(List.of(root.der())));
        situation.authorities.put("dev", new Authority(List.of(dev.der())));
    }

    private Issuer issuer(TestCertificate... chain) throws RefusedException {
        var ders = Arrays.stream(chain).map(TestCertificate::der).toList();
        return CharterTrust.of(situation.charter(), Situation.NOW)
                .presented(() -> Optional.of(PresentedCertificate.ofDer(ders)))
                .signer(SIGNED, List.of(chain[0].key().sign(SIGNED)));
    }

    private Issuer issuer() throws RefusedException {
        return issuer(leaf);
    }
}
