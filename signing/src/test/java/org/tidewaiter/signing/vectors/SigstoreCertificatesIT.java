package org.tidewaiter.signing.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.signing.vectors.SigstorePeerIT.ask;
import static org.tidewaiter.signing.vectors.SigstorePeerIT.request;
import static org.tidewaiter.testkit.signing.SignedDocuments.bundle;
import static org.tidewaiter.testkit.signing.SignedDocuments.certified;
import static org.tidewaiter.testkit.signing.SignedDocuments.messageBundle;
import static org.tidewaiter.testkit.signing.SignedDocuments.signed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tidewaiter.signing.certificate.Authorities;
import org.tidewaiter.signing.certificate.Certificate;
import org.tidewaiter.signing.certificate.TrustedCertificates;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.testkit.signing.SignedDocuments;
import org.tidewaiter.testkit.signing.TestCertificate;
import org.tidewaiter.testkit.signing.TestCertificate.Draft;
import org.tidewaiter.testkit.signing.TestKey;

/// The npm packages of Sigstore make and judge bundles with a certificate; where they want a time
/// from a witness, they are given ours.
class SigstoreCertificatesIT {
    private static final TestKey KEY = TestKey.p256();
    private static final TestCertificate ROOT =
            good(TestCertificate.authority("root", TestKey.p384())).selfSigned();
    private static final TestCertificate OTHER =
            good(TestCertificate.authority("root", TestKey.p384())).selfSigned();
    private static final TestCertificate LEAF =
            good(TestCertificate.signer(Certified.MAIL, KEY)).issuedBy(ROOT);

    private static Draft good(Draft draft) {
        return draft.good(
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2126-01-01T00:00:00Z"));
    }

    @BeforeAll
    static void install() throws Exception {
        SigstorePeerIT.install();
    }

    @Test
    void whatTheyMakeWeVerifyByTheRootAndByNoOther() throws Exception {
        var requests = new ArrayList<Map<String, String>>();
        for (var what : List.of("statement", "message")) {
            var payload = what.equals("statement") ? statement().getBytes(UTF_8) : Crafting.IMAGE;
            var one = new HashMap<>(request(what, KEY.privatePem(), payload));
            one.put("certificate", LEAF.pem());
            requests.add(one);
        }
        for (var made : ask(requests)) {
            assertThat(made).contains("rawBytes");
            assertThat(SigstorePeerIT.judged(made, trusting(ROOT))).isInstanceOf(Verified.class);
            assertThat(SigstorePeerIT.judged(made, trusting(OTHER))).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void weAndTheyJudgeTheSameBundlesTheSame() throws Exception {
        var expired =
                TestCertificate.signer(Certified.MAIL, KEY)
                        .good(Instant.EPOCH, Instant.parse("2026-01-02T00:00:00Z"))
                        .issuedBy(ROOT);
        var bundles = new ArrayList<String>();
        for (var leaf : List.of(LEAF, expired)) {
            for (var key : List.of(KEY, TestKey.p256())) {
                bundles.add(certified(bundle(signed(statement(), key)), List.of(leaf.der())));
                bundles.add(certified(messageBundle(Crafting.IMAGE, key), List.of(leaf.der())));
            }
        }
        for (var root : List.of(ROOT, OTHER)) {
            var requests = new ArrayList<Map<String, String>>();
            var ours = new ArrayList<Boolean>();
            for (var one : bundles) {
                var request = new HashMap<>(request("certified", root.pem(), Crafting.IMAGE));
                request.put("bundle", one);
                requests.add(request);
                ours.add(SigstorePeerIT.judged(one, trusting(root)) instanceof Verified);
            }
            assertThat(ask(requests).stream().map(it -> it.equals("verified")).toList())
                    .isEqualTo(ours);
            assertThat(ours.contains(true)).isEqualTo(root.equals(ROOT));
        }
    }

    private static String statement() {
        return SignedDocuments.statement(
                Crafting.DIGEST, "https://slsa.dev/provenance/v1", Crafting.PROVENANCE);
    }

    private static Trust trusting(TestCertificate root) throws Exception {
        var authorities = Authorities.of(List.of(Certificate.read(root.der())), List.of());
        return Crafting.keys()
                .withCertificates(
                        new TrustedCertificates(List.of(), authorities, Optional.empty()));
    }
}
