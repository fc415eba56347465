package org.tidewaiter.signing.stage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.charter.Charter;

/// Whether an image may go to a stage, and what that rests on.
///
/// @param roles those of the stage, in the order of their names
/// @param evidence all that was verified, in the order in which it was found
public record StageVerdict(String stage, List<RoleVerdict> roles, List<JudgedEvidence> evidence) {
    public StageVerdict {
        roles = List.copyOf(roles);
        evidence = List.copyOf(evidence);
    }

    /// A stage that asks for nobody lets nothing pass.
    public boolean passed() {
        return !roles.isEmpty() && roles.stream().allMatch(RoleVerdict::passed);
    }

    public Optional<JudgedEvidence> of(Evidence one) {
        return evidence.stream().filter(judged -> judged.evidence().equals(one)).findFirst();
    }

    /// @param charter the version that is in force at `now`
    /// @param stage one of the charter's
    /// @param repository the image's, as `registry/repository`; nothing where that is not known
    /// @param found for the image, and before it each index that led to it
    public static StageVerdict of(
            Charter charter,
            String stage,
            Optional<String> repository,
            List<SubjectEvidence> found,
            Instant now) {
        var asked = charter.stage(stage);
        var coverage = Coverage.of(asked.covers(), found);
        var judge = new EvidenceJudge(charter, stage, repository, coverage, now);
        var each = found.stream().flatMap(SubjectEvidence::verified).map(judge::judge).toList();
        var separation = new Separation(charter, SharedKeys.struck(each));
        var evidence = separation.kept();
        var roles = new RoleJudge(judge, separation, evidence);
        return new StageVerdict(stage, asked.roles().stream().map(roles::judge).toList(), evidence);
    }
}
