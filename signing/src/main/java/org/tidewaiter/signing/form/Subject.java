package org.tidewaiter.signing.form;

import org.tidewaiter.model.Digest;

/// What evidence must be about.
///
/// @param digest of the content, which has been verified
/// @param content the bytes of the manifest, index or file
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Subject(Digest digest, byte[] content) {}
