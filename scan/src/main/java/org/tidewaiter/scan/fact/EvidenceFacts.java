package org.tidewaiter.scan.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.SignedTime;
import org.tidewaiter.policy.fact.EvidenceFact;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.stage.JudgedEvidence;
import org.tidewaiter.signing.stage.StageVerdict;

/// What counts for a stage of a charter, as facts of rules.
public final class EvidenceFacts {
    private EvidenceFacts() {}

    /// In the order in which it was found; what counts for nothing is left out.
    ///
    /// @param found what the verdict is of, the image last
    public static List<EvidenceFact> of(StageVerdict verdict, List<SubjectEvidence> found) {
        var image = found.getLast().subject();
        return verdict.evidence().stream()
                .filter(one -> one.objection().isEmpty())
                .map(one -> fact(one, one.evidence().subject().equals(image)))
                .toList();
    }

    private static EvidenceFact fact(JudgedEvidence one, boolean isOfImage) {
        var evidence = one.evidence();
        return new EvidenceFact(
                evidence.kind().word(),
                evidence.type(),
                one.role().orElseThrow(),
                one.holder().orElseThrow(),
                isOfImage ? "image" : "index",
                time(evidence.signedAt()),
                evidence.claims());
    }

    private static Optional<Instant> time(SignedTime time) {
        return switch (time) {
            case SignedTime.Unknown _ -> Optional.empty();
            case SignedTime.Claimed(var at) -> Optional.of(at);
            case SignedTime.Witnessed(var at, _) -> Optional.of(at);
        };
    }
}
