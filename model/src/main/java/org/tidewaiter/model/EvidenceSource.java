package org.tidewaiter.model;

/// Where evidence, or what would be evidence, was found. Nothing here is verified but the digest.
///
/// @param form which of the ways to keep evidence beside an image, for example `cosign-tag` or
///   `sigstore-bundle`
/// @param place where it was found, for people: a tag, the digest of a referrer, a file
/// @param digest of the bytes that were judged
public record EvidenceSource(String form, String place, Digest digest) {}
