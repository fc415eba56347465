package org.tidewaiter.signing.vectors;

import java.util.Set;
import org.tidewaiter.image.Attachment.Found;
import org.tidewaiter.signing.EvidenceForms;
import org.tidewaiter.signing.form.EvidenceForm;
import org.tidewaiter.testkit.signing.SignedDocuments;

/// A way in which evidence is kept.
enum Shape {
    BUNDLE("sigstore-bundle", Found.REFERRER, SignedDocuments.BUNDLE),
    MESSAGE("sigstore-bundle", Found.REFERRER, SignedDocuments.BUNDLE),
    BARE("dsse-envelope", Found.REFERRER, SignedDocuments.DSSE),
    TAGGED("cosign-attestation-tag", Found.ATTESTATION_TAG, SignedDocuments.DSSE),
    SIMPLE_TAG("cosign-signature-tag", Found.SIGNATURE_TAG, SignedDocuments.SIMPLE_SIGNING),
    SIMPLE_REFERRER("cosign-signature-referrer", Found.REFERRER, SignedDocuments.SIMPLE_SIGNING);

    static final Set<Shape> STATEMENTS = Set.of(BUNDLE, BARE, TAGGED);
    static final Set<Shape> SIMPLE = Set.of(SIMPLE_TAG, SIMPLE_REFERRER);

    final String form;
    final Found carrier;
    final String mediaType;

    Shape(String form, Found carrier, String mediaType) {
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
