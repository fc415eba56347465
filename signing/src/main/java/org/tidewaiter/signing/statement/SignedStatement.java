package org.tidewaiter.signing.statement;

import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.EvidenceSource;
import org.tidewaiter.model.Issuer;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.syntax.Part;
import org.tidewaiter.signing.trust.Trust;

/// A statement in an envelope, as most forms have it.
public final class SignedStatement {
    private SignedStatement() {}

    /// First who has signed, then what it says, from the bytes that were signed.
    public static EvidenceCheck.Verified verify(
            DsseEnvelope envelope, Digest image, Trust trusted, EvidenceSource source)
            throws RefusedException {
        var signer = signer(envelope, trusted);
        var statement = Statement.parse(envelope.payloadType(), envelope.payload());
        var about = statement.about(image);
        var type = PredicateTypes.of(statement.predicateType());
        var claims = new TreeMap<>(type.claims(statement.predicate()));
        var annotations = new TreeMap<>(about.annotations());
        if (type.kind() != EvidenceKind.SIGNATURE) {
            annotations.keySet().retainAll(Set.of(Claims.ROLE, Claims.STAGE));
        }
        claims.putAll(annotations);
        var evidence =
                new Evidence(
                        type.kind(),
                        statement.predicateType(),
                        image,
                        signer,
                        claims,
                        time(type, statement),
                        source);
        return new EvidenceCheck.Verified(evidence, envelope.payload());
    }

    private static Issuer signer(DsseEnvelope envelope, Trust trusted) throws RefusedException {
        try {
            return envelope.signer(trusted);
        } catch (RefusedException e) {
            throw e.detail().isEmpty()
                    ? new RefusedException(e.refusal(), selfDescription(envelope))
                    : e;
        }
    }

    /// What a statement that nobody vouches for calls itself, to tell one from another in a list.
    private static String selfDescription(DsseEnvelope envelope) {
        try {
            return Part.envelope(envelope.payload())
                    .optionalText("predicateType")
                    .map(type -> "it calls itself " + Claims.shortened(type))
                    .orElse("");
        } catch (RefusedException _) {
            return "";
        }
    }

    private static SignedTime time(PredicateType type, Statement statement) {
        Optional<SignedTime> claimed =
                type.madeAt(statement.predicate()).map(SignedTime.Claimed::new);
        return claimed.orElseGet(SignedTime.Unknown::new);
    }
}
