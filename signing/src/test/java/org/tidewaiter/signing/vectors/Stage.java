package org.tidewaiter.signing.vectors;

/// What is made one after the other, so that what is changed at one stage is carried into the next:
/// before the signature, or after it.
enum Stage {
    /// The statement or payload; the signature covers the change.
    CONTENT,
    /// The type of the payload, likewise.
    CONTENT_TYPE,
    /// The bytes that are handed to the key.
    TO_SIGN,
    /// The signature, in base64.
    SIGNATURE,
    /// The envelope.
    ENVELOPE,
    /// The bundle.
    BUNDLE,
    /// The bytes as they are kept; in any form.
    BYTES
}
