package org.tidewaiter.signing.form;

import java.util.Map;
import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.EvidenceSource;

/// One blob that stands beside an image and may be evidence. Its bytes are those of its digest;
/// nothing else about it is verified.
///
/// @param carrier what led to it
/// @param mediaType of the blob, as the manifest states it
/// @param annotations of the blob in the manifest
/// @param manifestSubject what the manifest refers to; nothing where it does not say so
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Candidate(
        Carrier carrier,
        String place,
        Digest digest,
        String mediaType,
        String artifactType,
        Map<String, String> annotations,
        Optional<Digest> manifestSubject,
        byte[] bytes) {
    public Candidate {
        annotations = Map.copyOf(annotations);
    }

    /// How it was found.
    public enum Carrier {
        /// Its manifest refers to the image.
        REFERRER,
        /// Under the tag that cosign makes of a digest, ending in `.sig`.
        SIGNATURE_TAG,
        /// The same, ending in `.att`.
        ATTESTATION_TAG,
        /// The same, ending in `.sbom`.
        BILL_TAG,
        /// A file that was named.
        FILE
    }

    EvidenceSource source(String form) {
        return new EvidenceSource(form, place, digest);
    }
}
