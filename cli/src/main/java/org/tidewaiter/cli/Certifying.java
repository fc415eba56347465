package org.tidewaiter.cli;

import java.time.Instant;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.ClearanceReader;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.stage.RoleSigners;

/// Who is about to sign for a stage.
///
/// @param inForce the version of the charter that counts now
/// @param holder the charter's name for who has the key
record Certifying(
        SignedCharter charter,
        Charter inForce,
        String stage,
        SigningKey key,
        String holder,
        Instant now) {
    /// @throws RefusedException if the charter does not count, or the key is not that of somebody
    ///   who clears for the stage
    static Certifying of(SignedCharter charter, String stage, SigningKey key, Instant now)
            throws RefusedException {
        var inForce = charter.inForce(now);
        var role = ClearanceReader.certifierOf(inForce, stage);
        var issuer = new Issuer.Key(key.publicKey().fingerprint(), "");
        var holder = new RoleSigners(inForce, role, now).holder(issuer);
        return new Certifying(charter, inForce, stage, key, holder, now);
    }
}
