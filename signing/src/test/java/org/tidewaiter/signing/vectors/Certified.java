package org.tidewaiter.signing.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.tidewaiter.testkit.signing.SignedDocuments.base64;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.image.Attachment.Found;
import org.tidewaiter.signing.certificate.Authorities;
import org.tidewaiter.signing.certificate.Certificate;
import org.tidewaiter.signing.certificate.MalformedCertificateException;
import org.tidewaiter.signing.certificate.TrustedCertificates;
import org.tidewaiter.signing.certificate.WantedIdentity;
import org.tidewaiter.signing.certificate.WantedName;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.form.Candidate;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.testkit.image.Blobs;
import org.tidewaiter.testkit.signing.SignedDocuments;
import org.tidewaiter.testkit.signing.TestCertificate;
import org.tidewaiter.testkit.signing.TestCertificate.Draft;
import org.tidewaiter.testkit.signing.TestKey;

/// Evidence that a certificate has signed, whose chain leads over one authority to a root; each
/// part of it can be changed before the next is made of it.
///
/// @param algorithm by which the signer's certificate is signed; empty for what goes with the key
/// @param signs in place of the key of the certificate, if there is one
/// @param sent what becomes of the chain that comes with the signature, in DER
/// @param trusted what becomes of the root that is trusted
record Certified(
        Draft root,
        Draft middle,
        Draft leaf,
        String algorithm,
        Optional<TestKey> signs,
        UnaryOperator<List<byte[]>> sent,
        UnaryOperator<List<TestCertificate>> trusted,
        Optional<WantedIdentity> wanted,
        Instant now) {
    static final TestKey ROOT = TestKey.p384();
    static final TestKey MIDDLE = TestKey.p256();
    static final TestKey LEAF = TestKey.p256();
    static final String MAIL = "release@shop.example";

    /// How the chain comes with the signature.
    enum Carrier {
        CHAIN_OF_A_BUNDLE,
        CHAIN_OF_A_MESSAGE,
        LAYER_OF_COSIGN,
        ATTESTATION_OF_COSIGN
    }

    static Certified usual() {
        return new Certified(
                TestCertificate.authority("root", ROOT),
                TestCertificate.authority("middle", MIDDLE),
                TestCertificate.signer(MAIL, LEAF),
                "",
                Optional.empty(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                Optional.of(
                        new WantedIdentity(
                                Optional.of(WantedName.exactly(MAIL)), Optional.empty())),
                Crafting.NOW);
    }

    Certified root(UnaryOperator<Draft> change) {
        return with(change.apply(root), middle, leaf, algorithm);
    }

    Certified middle(UnaryOperator<Draft> change) {
        return with(root, change.apply(middle), leaf, algorithm);
    }

    Certified leaf(UnaryOperator<Draft> change) {
        return with(root, middle, change.apply(leaf), algorithm);
    }

    Certified by(String other) {
        return with(root, middle, leaf, other);
    }

    private Certified with(Draft root, Draft middle, Draft leaf, String algorithm) {
        return new Certified(root, middle, leaf, algorithm, signs, sent, trusted, wanted, now);
    }

    Certified signs(TestKey key) {
        return new Certified(
                root, middle, leaf, algorithm, Optional.of(key), sent, trusted, wanted, now);
    }

    Certified sent(UnaryOperator<List<byte[]>> change) {
        return new Certified(root, middle, leaf, algorithm, signs, change, trusted, wanted, now);
    }

    Certified trusted(UnaryOperator<List<TestCertificate>> change) {
        return new Certified(root, middle, leaf, algorithm, signs, sent, change, wanted, now);
    }

    Certified wanted(String identity, String provider) {
        var asked =
                new WantedIdentity(
                        Optional.of(identity).filter(it -> !it.isEmpty()).map(WantedName::exactly),
                        Optional.of(provider).filter(it -> !it.isEmpty()).map(WantedName::exactly));
        return new Certified(
                root, middle, leaf, algorithm, signs, sent, trusted, Optional.of(asked), now);
    }

    Certified at(String time) {
        return new Certified(
                root, middle, leaf, algorithm, signs, sent, trusted, wanted, Instant.parse(time));
    }

    /// What our verifier makes of it.
    EvidenceCheck check(Carrier carrier) {
        var top = root.selfSigned();
        var between = middle.issuedBy(top);
        var own = algorithm.isEmpty() ? leaf.issuedBy(between) : leaf.issuedBy(between, algorithm);
        var chain = sent.apply(List.of(own.der(), between.der()));
        return check(carrier, chain, signs.orElse(leaf.key()), trust(trusted.apply(List.of(top))));
    }

    private Trust trust(List<TestCertificate> roots) {
        try {
            var certificates = new ArrayList<Certificate>();
            for (var root : roots) {
                certificates.add(Certificate.read(root.der()));
            }
            var authorities = Authorities.of(certificates, List.of());
            var all = new TrustedCertificates(List.of(), authorities, wanted);
            return Trust.of(Crafting.keys().keys(), now).withCertificates(all);
        } catch (MalformedCertificateException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static EvidenceCheck check(Carrier carrier, List<byte[]> chain, TestKey key, Trust trust) {
        var shape =
                switch (carrier) {
                    case CHAIN_OF_A_BUNDLE -> Shape.BUNDLE;
                    case CHAIN_OF_A_MESSAGE -> Shape.MESSAGE;
                    case LAYER_OF_COSIGN -> Shape.SIMPLE_TAG;
                    case ATTESTATION_OF_COSIGN -> Shape.TAGGED;
                };
        var text =
                switch (carrier) {
                    case CHAIN_OF_A_BUNDLE ->
                            SignedDocuments.certified(SignedDocuments.bundle(envelope(key)), chain);
                    case CHAIN_OF_A_MESSAGE ->
                            SignedDocuments.certified(
                                    SignedDocuments.messageBundle(Crafting.IMAGE, key), chain);
                    case LAYER_OF_COSIGN -> SignedDocuments.simplePayload(Crafting.DIGEST);
                    case ATTESTATION_OF_COSIGN -> envelope(key);
                };
        var bytes = text.getBytes(UTF_8);
        var candidate =
                new Candidate(
                        shape.carrier,
                        "somewhere",
                        Blobs.digest(bytes),
                        bytes.length,
                        shape.mediaType,
                        "",
                        annotations(bytes, chain, key),
                        shape.carrier == Found.REFERRER
                                ? Optional.of(Crafting.DIGEST)
                                : Optional.empty());
        return shape.evidenceForm().check(candidate, bytes, Crafting.subject(), trust);
    }

    private static String envelope(TestKey key) {
        return SignedDocuments.signed(
                SignedDocuments.statement(
                        Crafting.DIGEST, "https://slsa.dev/provenance/v1", Crafting.PROVENANCE),
                key);
    }

    private static Map<String, String> annotations(
            byte[] payload, List<byte[]> chain, TestKey key) {
        var annotations = new HashMap<String, String>();
        annotations.put(SignedDocuments.SIGNATURE_ANNOTATION, base64(key.sign(payload)));
        annotations.put("dev.sigstore.cosign/certificate", pem(chain.stream().limit(1)));
        annotations.put("dev.sigstore.cosign/chain", pem(chain.stream().skip(1)));
        return annotations;
    }

    private static String pem(Stream<byte[]> chain) {
        return chain.map(der -> new TestCertificate("", LEAF, der).pem())
                .collect(Collectors.joining());
    }
}
