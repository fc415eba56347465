package org.tidewaiter.image;

import java.util.Optional;
import org.tidewaiter.image.manifest.ArtifactManifest;
import org.tidewaiter.model.Digest;

/// A manifest that is kept beside an image.
///
/// @param beside the manifest or index of the image
/// @param place for people: its digest, or the tag that led to it
/// @param digest of the manifest
/// @param manifest nothing where it cannot be had or read
/// @param flaw why it cannot; empty where it can
public record Attachment(
        Digest beside,
        Found found,
        String place,
        Digest digest,
        Optional<ArtifactManifest> manifest,
        String flaw) {
    /// What led to it.
    public enum Found {
        /// It is listed as one that refers to the image.
        REFERRER,
        /// The tag that cosign makes of the digest, ending in `.sig`.
        SIGNATURE_TAG,
        /// The same, ending in `.att`.
        ATTESTATION_TAG,
        /// The same, ending in `.sbom`.
        BILL_TAG
    }
}
