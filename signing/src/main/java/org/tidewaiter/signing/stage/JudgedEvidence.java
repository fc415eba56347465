package org.tidewaiter.signing.stage;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.signing.charter.Charter;

/// Something that was verified, and what the charter has to say of it.
///
/// @param holder who said it; nothing where that is nobody of the charter, or not certain
/// @param role in which they said it; nothing where that cannot be told
/// @param objection why it counts for nothing; nothing where it counts for its role
public record JudgedEvidence(
        Evidence evidence,
        Optional<String> holder,
        Optional<String> role,
        Optional<Objection> objection) {
    JudgedEvidence refused(Objection why) {
        return new JudgedEvidence(evidence, holder, role, Optional.of(why));
    }

    /// The role in which it was said; where that cannot be told, each of the holder's in which such
    /// a thing may be said.
    ///
    /// @param charter by which it was judged
    public List<String> possibleRoles(Charter charter) {
        if (role.isPresent() || holder.isEmpty()) {
            return role.stream().toList();
        }
        return EvidenceJudge.roles(charter, holder.get(), one -> EvidenceJudge.says(one, evidence));
    }

    /// Whether it was said in a role and nothing is wrong with it.
    boolean countsIn(String name) {
        return objection.isEmpty() && role.filter(name::equals).isPresent();
    }
}
