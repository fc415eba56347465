package org.tidewaiter.signing.openpgp;

import java.time.Instant;
import org.tidewaiter.model.Issuer;

/// A message whose signature has been verified.
///
/// @param content the exact bytes that were signed
/// @param signedAt by the signer's clock
@SuppressWarnings("ArrayRecordComponent") // never compared
public record VerifiedMessage(byte[] content, Issuer.OpenPgp issuer, Instant signedAt) {}
