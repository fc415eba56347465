package org.tidewaiter.signing.lookaside;

/// One file of a lookaside folder, of which nothing is verified.
///
/// @param place where it was found, for people
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredSignature(String place, byte[] bytes) {}
