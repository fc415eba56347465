package org.tidewaiter.signing.make;

/// In which form what is signed is kept beside an image.
public enum SignatureForm {
    /// A bundle of Sigstore that refers to the image, as cosign 3 writes them.
    BUNDLE,
    /// Under the tag that cosign makes of the digest, as its versions 1 and 2 wrote them.
    COSIGN,
    /// A simple signature that refers to the image, as cosign 2 did where it was asked to.
    COSIGN_REFERRER
}
