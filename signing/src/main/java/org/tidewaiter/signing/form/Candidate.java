package org.tidewaiter.signing.form;

import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.Attachment;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.EvidenceSource;

/// One blob that stands beside an image and may be evidence. Nothing about it is verified, and its
/// bytes are not fetched yet.
///
/// @param found what led to it
/// @param place where it was found, for people: a tag, the digest of a referrer, a file
/// @param digest of its bytes
/// @param sizeBytes as the manifest states it
/// @param mediaType of the blob, as the manifest states it
/// @param artifactType of the manifest, or else the type of its configuration
/// @param annotations of the blob in the manifest
/// @param manifestSubject what the manifest refers to; nothing where it does not say so
public record Candidate(
        Attachment.Found found,
        String place,
        Digest digest,
        long sizeBytes,
        String mediaType,
        String artifactType,
        Map<String, String> annotations,
        Optional<Digest> manifestSubject) {
    public Candidate {
        annotations = Map.copyOf(annotations);
    }

    public EvidenceSource source(String form) {
        return new EvidenceSource(form, place, digest);
    }
}
