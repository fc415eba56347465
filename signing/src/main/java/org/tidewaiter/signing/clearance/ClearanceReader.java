package org.tidewaiter.signing.clearance;

import java.time.Instant;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.form.bundle.Bundle;
import org.tidewaiter.signing.stage.CharterTrust;
import org.tidewaiter.signing.stage.RoleSigners;
import org.tidewaiter.signing.statement.Statement;
import org.tidewaiter.signing.trust.Trust;

/// Verifies clearances under a charter. Whether one counts where and when it is wanted, and what
/// has become of it since, is for who asks.
public final class ClearanceReader {
    public static final int MAX_BYTES = 4 << 20;

    private final SignedCharter signed;
    private final Charter charter;
    private final Trust trust;
    private final Instant now;

    private ClearanceReader(SignedCharter signed, Charter charter, Trust trust, Instant now) {
        this.signed = signed;
        this.charter = charter;
        this.trust = trust;
        this.now = now;
    }

    /// @throws RefusedException if the charter does not count
    public static ClearanceReader of(SignedCharter charter, Instant now) throws RefusedException {
        var inForce = charter.inForce(now);
        return new ClearanceReader(charter, inForce, CharterTrust.of(inForce, now), now);
    }

    /// @param bundle of Sigstore, as it stands beside an image
    /// @throws RefusedException `not-a-clearance` for evidence of other kinds, and why a clearance
    ///   is none that the stage's certifier has signed
    public Clearance read(byte[] bundle) throws RefusedException {
        if (bundle.length > MAX_BYTES) {
            throw new RefusedException(Refusal.TOO_LARGE, bundle.length + " bytes");
        }
        var parsed = Bundle.parse(bundle);
        if (!(parsed.content() instanceof Bundle.Content.Statement(var envelope))) {
            throw new RefusedException(Refusal.NOT_A_CLEARANCE, "a signature over bytes");
        }
        var issuer = envelope.signer(trust.presented(parsed.presented()));
        var statement = Statement.parse(envelope.payloadType(), envelope.payload());
        var said = ClearancePredicate.read(statement);
        requireCharter(said);
        var role = certifierOf(charter, said.stage());
        if (!role.equals(said.role())) {
            throw new RefusedException(Refusal.NOT_IN_ROLE, said.role());
        }
        var signers = new RoleSigners(charter, role, now);
        var holder = signers.holder(issuer);
        requireApart(said, role, holder);
        signers.requireFor(said.audience().stream().toList());
        return said.by(holder, VerifiedBytes.sha256(envelope.payload()));
    }

    private void requireCharter(ClearanceStatement said) throws RefusedException {
        var of = said.charter();
        if (!of.id().equals(signed.id())) {
            throw new RefusedException(Refusal.OTHER_CHARTER, of.id().toString());
        }
        if (of.version() < 1 || of.version() > signed.versions().size()) {
            throw new RefusedException(Refusal.OTHER_CHARTER, "version " + of.version());
        }
    }

    /// The role whose holders clear images for a stage.
    ///
    /// @throws RefusedException `no-certifier`, also where there is no such stage
    public static String certifierOf(Charter charter, String stage) throws RefusedException {
        var known = charter.stages().get(stage);
        if (known == null) {
            throw new RefusedException(
                    Refusal.NO_CERTIFIER, "there is no stage '%s'".formatted(stage));
        }
        return known.certifier()
                .orElseThrow(() -> new RefusedException(Refusal.NO_CERTIFIER, stage));
    }

    /// Who has had a hand in the image in another role.
    private void requireApart(ClearanceStatement said, String role, String holder)
            throws RefusedException {
        var others = charter.role(role).apartFrom();
        for (var rest : said.rests()) {
            if (rest.holder().equals(holder) && others.contains(rest.role())) {
                throw new RefusedException(
                        Refusal.NOT_APART, "%s has spoken in %s".formatted(holder, rest.role()));
            }
        }
        for (var hand : said.hands()) {
            if (hand.holder().equals(holder) && others.contains(hand.role())) {
                throw new RefusedException(
                        Refusal.NOT_APART, "%s has spoken in %s".formatted(holder, hand.role()));
            }
        }
    }
}
