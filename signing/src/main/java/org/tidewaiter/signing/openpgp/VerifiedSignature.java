package org.tidewaiter.signing.openpgp;

import java.time.Instant;
import org.tidewaiter.model.Issuer;

/// A signature that has been verified, over what was given.
///
/// @param signedAt by the signer's clock
public record VerifiedSignature(Issuer.OpenPgp issuer, Instant signedAt) {}
