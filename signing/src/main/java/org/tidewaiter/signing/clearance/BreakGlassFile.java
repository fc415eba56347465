package org.tidewaiter.signing.clearance;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.BreakGlass;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.stage.RoleSigners;

/// The word of several people for one image, as they sign it one after the other. It is of a type
/// of its own, so that it can never be taken for a clearance, nor for evidence.
public final class BreakGlassFile {
    /// The charter's role whose holders sign.
    public static final String ROLE = "break-glass";

    public static final String TYPE = "application/vnd.tidewaiter.break-glass.v1+json";
    public static final int MAX_BYTES = 1 << 20;

    /// However few the charter asks for.
    public static final int MIN_PEOPLE = 2;

    private static final Duration LONGEST = Duration.ofHours(24);

    private final DsseEnvelope envelope;

    private BreakGlassFile(DsseEnvelope envelope) {
        this.envelope = envelope;
    }

    /// What is to be said.
    ///
    /// @param charter its id
    /// @param subject an image's manifest, index or configuration
    public record Terms(
            Digest charter,
            Digest subject,
            String stage,
            String reason,
            String ticket,
            Instant notBefore,
            Instant expires) {}

    /// Signed by nobody.
    ///
    /// @throws RefusedException if nothing may be said so
    public static BreakGlassFile of(Terms terms) throws RefusedException {
        if (!SignedParts.isWords(terms.reason) || !SignedParts.isWords(terms.ticket)) {
            throw new RefusedException(Refusal.WRONG_PART, "reason and ticket");
        }
        requireOrder(terms);
        return new BreakGlassFile(
                SignedParts.of(
                        TYPE,
                        new JsonParts()
                                .put("charter", terms.charter)
                                .put("subject", terms.subject)
                                .put("stage", terms.stage)
                                .put("reason", terms.reason)
                                .put("ticket", terms.ticket)
                                .put("notBefore", terms.notBefore)
                                .put("expires", terms.expires)));
    }

    private static void requireOrder(Terms terms) throws RefusedException {
        if (!terms.notBefore.isBefore(terms.expires)) {
            throw new RefusedException(Refusal.OUT_OF_ORDER, "it ends before it begins");
        }
        if (terms.notBefore.plus(LONGEST).isBefore(terms.expires)) {
            throw new RefusedException(
                    Refusal.OUT_OF_ORDER,
                    "it counts for more than %d hours".formatted(LONGEST.toHours()));
        }
    }

    /// @param file signed by some or by enough
    public static BreakGlassFile read(byte[] file) throws RefusedException {
        return new BreakGlassFile(DsseEnvelope.read(file, TYPE, MAX_BYTES));
    }

    public byte[] write() {
        return envelope.toJson();
    }

    public BreakGlassFile signedBy(SigningKey key) {
        return new BreakGlassFile(envelope.signedBy(key));
    }

    public boolean isSameAs(BreakGlassFile other) {
        return Arrays.equals(envelope.payload(), other.envelope.payload());
    }

    /// @throws RefusedException if nothing may be said so, or under another charter
    public Terms terms(SignedCharter charter) throws RefusedException {
        var parts =
                SignedParts.payload(envelope, charter)
                        .only(
                                "charter",
                                "subject",
                                "stage",
                                "reason",
                                "ticket",
                                "notBefore",
                                "expires");
        var terms =
                new Terms(
                        parts.digest("charter"),
                        parts.digest("subject"),
                        parts.text("stage"),
                        SignedParts.words(parts, "reason"),
                        SignedParts.words(parts, "ticket"),
                        parts.time("notBefore"),
                        parts.time("expires"));
        requireOrder(terms);
        return terms;
    }

    /// How many people must sign in all.
    ///
    /// @throws RefusedException `no-certifier` where the charter has no such role or stage
    public static int needed(Charter charter, String stage) throws RefusedException {
        if (!charter.roles().containsKey(ROLE)) {
            throw new RefusedException(
                    Refusal.NO_CERTIFIER, "there is no role '%s'".formatted(ROLE));
        }
        if (!charter.stages().containsKey(stage)) {
            throw new RefusedException(
                    Refusal.NO_CERTIFIER, "there is no stage '%s'".formatted(stage));
        }
        return Math.max(MIN_PEOPLE, charter.role(ROLE).threshold());
    }

    /// Who has signed. The word counts wherever the image is, so the role must be for all
    /// repositories.
    ///
    /// @throws RefusedException if the charter does not count, or anybody else has signed too
    public SortedSet<String> holders(SignedCharter charter, Instant now) throws RefusedException {
        var inForce = charter.inForce(now);
        needed(inForce, terms(charter).stage);
        var signers = new RoleSigners(inForce, ROLE, now);
        signers.requireFor(List.of());
        return envelope.signatures().isEmpty() ? new TreeSet<>() : signers.holders(envelope);
    }

    /// @throws RefusedException `few-people`, and why it is none that holders of the role have
    ///   signed
    public BreakGlass verify(SignedCharter charter, Instant now) throws RefusedException {
        var terms = terms(charter);
        var holders = holders(charter, now);
        int needed = needed(charter.inForce(now), terms.stage);
        if (holders.size() < needed) {
            throw new RefusedException(
                    Refusal.FEW_PEOPLE,
                    "%d of %d: %s".formatted(holders.size(), needed, String.join(", ", holders)));
        }
        return new BreakGlass(
                VerifiedBytes.sha256(envelope.payload()),
                terms.subject,
                terms.stage,
                terms.reason,
                terms.ticket,
                terms.notBefore,
                terms.expires,
                holders);
    }
}
