package org.tidewaiter.signing.stage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.EvidenceKind;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Stage.Covers;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;

/// What the holders of a charter have said of an image, whatever stage it may go to, and which VEX
/// among it counts: what is said in the role `vex`, by as many holders as that wants, the same by
/// each of them.
public record VexVerdict(List<Said> said) {
    public static final String ROLE = "vex";

    /// What names a stage is for that one, and nobody asks for one here.
    private static final String NO_STAGE = "";

    public VexVerdict {
        said = List.copyOf(said);
    }

    /// @param counts whether it is VEX that counts
    public record Said(Verified check, JudgedEvidence judged, boolean counts) {
        public boolean isVex() {
            return judged.evidence().kind() == EvidenceKind.VEX;
        }
    }

    /// @param charter the version that is in force at `now`
    /// @param repository the image's, as `registry/repository`; nothing where that is not known
    /// @param found for the image, and before it each index that led to it
    public static VexVerdict of(
            Charter charter,
            Optional<String> repository,
            List<SubjectEvidence> found,
            Instant now) {
        var coverage = Coverage.of(Covers.EITHER, found);
        var judge = new EvidenceJudge(charter, NO_STAGE, repository, coverage, now);
        var checks =
                found.stream()
                        .flatMap(one -> one.checks().stream())
                        .filter(Verified.class::isInstance)
                        .map(Verified.class::cast)
                        .toList();
        var each = checks.stream().map(one -> judge.judge(one.evidence())).toList();
        var separation = new Separation(charter, SharedKeys.struck(each));
        var kept = separation.kept();
        var same = new HashMap<Json, List<JudgedEvidence>>();
        for (int i = 0; i < checks.size(); i++) {
            if (isSaid(kept.get(i))) {
                same.computeIfAbsent(predicate(checks.get(i)), _ -> new ArrayList<>())
                        .add(kept.get(i));
            }
        }
        same.values()
                .removeIf(group -> !new RoleJudge(judge, separation, group).judge(ROLE).passed());
        var all = new ArrayList<Said>();
        for (int i = 0; i < checks.size(); i++) {
            boolean counts = isSaid(kept.get(i)) && same.containsKey(predicate(checks.get(i)));
            all.add(new Said(checks.get(i), kept.get(i), counts));
        }
        return new VexVerdict(all);
    }

    private static boolean isSaid(JudgedEvidence one) {
        return one.evidence().kind() == EvidenceKind.VEX && one.countsIn(ROLE);
    }

    /// Without the subject: of an image and of its index the same is said.
    private static Json predicate(Verified one) {
        try {
            return JsonReader.read(one.statement()).get("predicate");
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("it was read when it was verified", e);
        }
    }
}
