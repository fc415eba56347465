package org.tidewaiter.signing.vectors;

import java.util.Set;
import org.tidewaiter.signing.EvidenceForms;
import org.tidewaiter.signing.form.Candidate.Carrier;
import org.tidewaiter.signing.form.EvidenceForm;
import org.tidewaiter.testkit.signing.SignedDocuments;

/// A way in which evidence is kept.
enum Shape {
    BUNDLE("sigstore-bundle", Carrier.REFERRER, SignedDocuments.BUNDLE),
    MESSAGE("sigstore-bundle", Carrier.REFERRER, SignedDocuments.BUNDLE),
    BARE("dsse-envelope", Carrier.REFERRER, SignedDocuments.DSSE),
    TAGGED("cosign-attestation-tag", Carrier.ATTESTATION_TAG, SignedDocuments.DSSE),
    SIMPLE_TAG("cosign-signature-tag", Carrier.SIGNATURE_TAG, SignedDocuments.SIMPLE_SIGNING),
    SIMPLE_REFERRER("cosign-signature-referrer", Carrier.REFERRER, SignedDocuments.SIMPLE_SIGNING);

    static final Set<Shape> STATEMENTS = Set.of(BUNDLE, BARE, TAGGED);
    static final Set<Shape> SIMPLE = Set.of(SIMPLE_TAG, SIMPLE_REFERRER);

    final String form;
    final Carrier carrier;
    final String mediaType;

    Shape(String form, Carrier carrier, String mediaType) {
        this.form = form;
        this.carrier = carrier;
        this.mediaType = mediaType;
    }

    EvidenceForm evidenceForm() {
        return EvidenceForms.BUILT_IN.stream()
                .filter(one -> one.name().equals(form))
                .findFirst()
                .orElseThrow();
    }
}
