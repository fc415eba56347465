package org.tidewaiter.signing.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.signing.DerText.element;
import static org.tidewaiter.testkit.signing.DerText.identifier;
import static org.tidewaiter.testkit.signing.DerText.sequence;
import static org.tidewaiter.testkit.signing.DerText.text;
import static org.tidewaiter.testkit.signing.DerText.utf8;
import static org.tidewaiter.testkit.signing.TestCertificate.ALTERNATIVE_NAMES;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.certificate.Authorities;
import org.tidewaiter.signing.certificate.Certificate;
import org.tidewaiter.signing.certificate.MalformedCertificateException;
import org.tidewaiter.signing.certificate.TrustedCertificates;
import org.tidewaiter.signing.certificate.WantedIdentity;
import org.tidewaiter.signing.certificate.WantedName;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.vectors.Certified.Carrier;
import org.tidewaiter.testkit.image.Blobs;
import org.tidewaiter.testkit.signing.TestCertificate;
import org.tidewaiter.testkit.signing.TestKey;

class ValidCertificatesTest {
    private static final TestCertificate ROOT =
            TestCertificate.authority("root", Certified.ROOT).selfSigned();
    private static final TestCertificate MIDDLE =
            TestCertificate.authority("middle", Certified.MIDDLE).issuedBy(ROOT);
    private static final TestCertificate LEAF =
            TestCertificate.signer(Certified.MAIL, Certified.LEAF).issuedBy(MIDDLE);

    @ParameterizedTest
    @EnumSource(Carrier.class)
    void theIssuerIsWhomTheCertificateNamesAndWhoSaysSo(Carrier carrier) throws Exception {
        assertThat(issuer(Certified.usual().check(carrier)))
                .isInstanceOfSatisfying(
                        Issuer.Certificate.class,
                        one -> {
                            assertThat(one.subject()).isEqualTo("CN=signer");
                            assertThat(one.identities()).containsExactly(Certified.MAIL);
                            assertThat(one.authority()).isEqualTo("CN=root");
                            assertThat(one.notAfter()).isEqualTo("2027-01-01T00:00:00Z");
                        });
        var issuer = (Issuer.Certificate) issuer(check(trusting(List.of(), ROOT), LEAF, MIDDLE));
        assertThat(issuer.key())
                .isEqualTo(VerificationKey.of(Certified.LEAF.publicKey()).fingerprint());
        assertThat(issuer.authorityFingerprint()).isEqualTo(Blobs.digest(ROOT.der()));
    }

    @Test
    void anAuthorityBetweenMayBeGivenAndNotComeWithTheSignature() throws Exception {
        assertThat(check(trusting(List.of(MIDDLE), ROOT), LEAF)).isInstanceOf(Verified.class);
        assertThat(check(trusting(List.of(), ROOT), LEAF)).isInstanceOf(Rejected.class);
    }

    @Test
    void theRootMayComeWithTheSignatureAndIsNotTrustedForThat() throws Exception {
        assertThat(check(trusting(List.of(), ROOT), LEAF, MIDDLE, ROOT))
                .isInstanceOf(Verified.class);
        var other = TestCertificate.authority("root", TestKey.p256()).selfSigned();
        assertThat(refusal(check(trusting(List.of(), other), LEAF, MIDDLE, ROOT)))
                .isEqualTo(Refusal.UNKNOWN_AUTHORITY);
    }

    @Test
    void anAuthorityThatAnotherHasCertifiedIsARootOnlyIfThatIsSaid() throws Exception {
        var middle = List.of(read(MIDDLE));
        var authorities = Authorities.ofAny(middle, List.of());
        assertThat(check(trust(List.of(), authorities, Optional.empty()), LEAF))
                .isInstanceOf(Verified.class);
        assertThatThrownBy(() -> Authorities.of(middle, List.of()))
                .isInstanceOf(MalformedCertificateException.class)
                .hasMessageContaining("is no root");
    }

    @Test
    void anAuthorityThatLimitsNamesCountsOnlyBelowItsRoot() throws Exception {
        var limited =
                TestCertificate.authority("limited", Certified.MIDDLE)
                        .with(
                                TestCertificate.NAME_CONSTRAINTS,
                                true,
                                sequence(element(0xa0, sequence(text(0x81, "shop.example")))))
                        .issuedBy(ROOT);
        assertThatThrownBy(() -> Authorities.ofAny(List.of(read(limited)), List.of()))
                .isInstanceOf(MalformedCertificateException.class)
                .hasMessageContaining("give the root above it");

        var both = Authorities.ofAny(List.of(read(limited), read(ROOT)), List.of());
        var trust = trust(List.of(), both, Optional.empty());
        for (var mail : List.of(Certified.MAIL, "release@other.example")) {
            var leaf = TestCertificate.signer(mail, Certified.LEAF).issuedBy(limited);
            assertThat(check(trust, leaf))
                    .isInstanceOf(mail.equals(Certified.MAIL) ? Verified.class : Rejected.class);
        }
    }

    @Test
    void whatCertifiesNobodyIsNoRoot() throws Exception {
        var own = TestCertificate.signer(Certified.MAIL, Certified.LEAF).selfSigned();
        var certificates = List.of(read(own));
        assertThatThrownBy(() -> Authorities.of(certificates, List.of()))
                .isInstanceOf(MalformedCertificateException.class)
                .hasMessageContaining("may not certify others");
    }

    @Test
    void ofTwoWaysTheOneThatIsInOrderCounts() throws Exception {
        var expired =
                TestCertificate.authority("middle", Certified.MIDDLE)
                        .good(
                                Instant.parse("2025-01-01T00:00:00Z"),
                                Instant.parse("2026-01-01T00:00:00Z"))
                        .issuedBy(ROOT);
        assertThat(check(trusting(List.of(), ROOT), LEAF, expired, MIDDLE))
                .isInstanceOf(Verified.class);
        assertThat(refusal(check(trusting(List.of(), ROOT), LEAF, expired)))
                .isEqualTo(Refusal.EXPIRED_CERTIFICATE);
    }

    @Test
    void aChainMayHaveEight() throws Exception {
        for (int between : List.of(6, 7)) {
            var chain = new ArrayList<TestCertificate>();
            var issuer = ROOT;
            for (int i = 0; i < between; i++) {
                issuer = TestCertificate.authority("a" + i, Certified.MIDDLE).issuedBy(issuer);
                chain.addFirst(issuer);
            }
            chain.addFirst(TestCertificate.signer(Certified.MAIL, Certified.LEAF).issuedBy(issuer));
            var check = check(trusting(List.of(), ROOT), chain.toArray(TestCertificate[]::new));
            assertThat(check).isInstanceOf(between == 6 ? Verified.class : Rejected.class);
        }
    }

    @Test
    void everyKindOfKeyMayCertifyAndSign() throws Exception {
        var keys =
                List.of(
                        TestKey.p256(),
                        TestKey.p384(),
                        TestKey.p521(),
                        TestKey.rsa(2048),
                        TestKey.ed25519());
        for (int i = 0; i < keys.size(); i++) {
            var root = TestCertificate.authority("root", keys.get(i)).selfSigned();
            var key = keys.get((i + 1) % keys.size());
            var leaf = TestCertificate.signer(Certified.MAIL, key).issuedBy(root);
            assertThat(check(trusting(List.of(), root), leaf)).isInstanceOf(Verified.class);
        }
    }

    @Test
    void aCertificateThatIsNamedIsBelievedWhateverComesWithTheSignature() throws Exception {
        var own = TestCertificate.signer(Certified.MAIL, Certified.LEAF).selfSigned();
        for (var named : List.of(own, LEAF)) {
            var trust = trust(List.of(read(named)), Authorities.none(), Optional.empty());
            var issuer =
                    (Issuer.Certificate) issuer(check(trust, Certified.LEAF, List.of(ROOT.der())));
            assertThat(issuer.authority()).isEqualTo("CN=signer");
            assertThat(issuer.authorityFingerprint()).isEqualTo(Blobs.digest(named.der()));
            var later = Trust.of(trust.keys(), END).withCertificates(trust.certificates());
            assertThat(refusal(check(later, LEAF))).isEqualTo(Refusal.EXPIRED_CERTIFICATE);
            assertThat(check(trust, TestKey.p256(), List.of(named.der())))
                    .isInstanceOf(Rejected.class);
        }
    }

    private static final Instant END = Instant.parse("2027-01-01T00:00:01Z");

    @Test
    void aCertificateThatIsNamedNeedsAChainWhereThereAreAuthorities() throws Exception {
        var named = List.of(read(LEAF));
        assertThat(check(trust(named, authorities(ROOT, MIDDLE), Optional.empty()), MIDDLE, LEAF))
                .isInstanceOf(Rejected.class);
        assertThat(check(trust(named, authorities(ROOT, MIDDLE), Optional.empty()), LEAF))
                .isInstanceOf(Verified.class);
        assertThat(refusal(check(trust(named, authorities(ROOT), Optional.empty()), LEAF)))
                .isEqualTo(Refusal.UNKNOWN_AUTHORITY);
    }

    @Test
    void aTrustedKeyIsEnoughWhateverCertificateComesWithIt() throws Exception {
        var trust = Crafting.keys(Certified.LEAF);
        assertThat(issuer(check(trust, LEAF))).isInstanceOf(Issuer.Key.class);
        assertThat(refusal(check(Crafting.keys(), LEAF))).isEqualTo(Refusal.UNTRUSTED_CERTIFICATE);
        for (var carrier : Carrier.values()) {
            var none = List.of("none".getBytes(UTF_8));
            assertThat(issuer(Certified.check(carrier, none, Certified.LEAF, trust)))
                    .isInstanceOf(Issuer.Key.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "release@shop.example, true",
        "@shop\\.example$, true",
        "^release@, true",
        "^.*$, true",
        "^release$, false",
        "qa@, false",
        "^(([a-z])+.)+[A-Z]([a-z])+$, false",
    })
    void anExpressionIsFoundAnywhereInTheName(String expression, boolean found) throws Exception {
        var wanted = new WantedIdentity(WantedName.like(expression), Optional.empty());
        var trust = trust(List.of(), authorities(ROOT, MIDDLE), Optional.of(wanted));
        assertThat(check(trust, LEAF)).isInstanceOf(found ? Verified.class : Rejected.class);
    }

    @Test
    void anExpressionThatTakesForEverDoesNotMatch() throws Exception {
        var mail = "a".repeat(60) + "@shop.example";
        var leaf = TestCertificate.signer(mail, Certified.LEAF).issuedBy(MIDDLE);
        var wanted = new WantedIdentity(WantedName.like("^(a|aa|aaa)+$"), Optional.empty());
        var trust = trust(List.of(), authorities(ROOT, MIDDLE), Optional.of(wanted));
        assertThat(refusal(check(trust, leaf))).isEqualTo(Refusal.OTHER_IDENTITY);
        assertThat(WantedName.like("(")).isEmpty();
    }

    @Test
    void hostsAddressesAndUserNamesAreIdentities() throws Exception {
        var leaf =
                TestCertificate.signer(Certified.MAIL, Certified.LEAF)
                        .with(
                                ALTERNATIVE_NAMES,
                                true,
                                sequence(
                                        text(0x82, "build.shop.example"),
                                        text(0x86, "https://ci.example/shop@refs/tags/v1"),
                                        element(0x87, new byte[] {127, 0, 0, 1}),
                                        element(
                                                0xa0,
                                                identifier("1.3.6.1.4.1.57264.1.7"),
                                                element(0xa0, utf8("müller!shop")))))
                        .issuedBy(MIDDLE);
        var issuer = (Issuer.Certificate) issuer(check(trusting(List.of(MIDDLE), ROOT), leaf));
        assertThat(issuer.identities())
                .containsExactly(
                        "build.shop.example",
                        "https://ci.example/shop@refs/tags/v1",
                        "müller!shop");
    }

    private static Certificate read(TestCertificate one) throws MalformedCertificateException {
        return Certificate.read(one.der());
    }

    private static Authorities authorities(TestCertificate root, TestCertificate... between)
            throws MalformedCertificateException {
        var intermediates = new ArrayList<Certificate>();
        for (var one : between) {
            intermediates.add(read(one));
        }
        return Authorities.of(List.of(read(root)), intermediates);
    }

    private static Trust trusting(List<TestCertificate> between, TestCertificate root)
            throws MalformedCertificateException {
        var authorities = authorities(root, between.toArray(TestCertificate[]::new));
        return trust(List.of(), authorities, Optional.empty());
    }

    private static Trust trust(
            List<Certificate> named, Authorities authorities, Optional<WantedIdentity> wanted) {
        return Crafting.keys()
                .withCertificates(new TrustedCertificates(named, authorities, wanted));
    }

    private static EvidenceCheck check(Trust trust, TestCertificate... chain) {
        var ders = Arrays.stream(chain).map(TestCertificate::der).toList();
        return check(trust, chain[0].key(), ders);
    }

    private static EvidenceCheck check(Trust trust, TestKey key, List<byte[]> chain) {
        return Certified.check(Carrier.CHAIN_OF_A_BUNDLE, chain, key, trust);
    }

    private static Issuer issuer(EvidenceCheck check) {
        assertThat(check).isInstanceOf(Verified.class);
        return ((Verified) check).evidence().issuer();
    }

    private static Refusal refusal(EvidenceCheck check) {
        assertThat(check).isInstanceOf(Rejected.class);
        return ((Rejected) check).refusal();
    }
}
