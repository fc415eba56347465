package org.tidewaiter.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.WaiverTerms;
import org.tidewaiter.policy.fact.EvidenceFact;
import org.tidewaiter.scan.fact.EvidenceFacts;
import org.tidewaiter.scan.report.KnownEvidence;
import org.tidewaiter.signing.EvidenceSearch;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.ApprovalFile;
import org.tidewaiter.signing.lookaside.LookasideConfiguration;
import org.tidewaiter.signing.stage.CharterTrust;
import org.tidewaiter.signing.stage.StageVerdict;
import org.tidewaiter.signing.stage.VexVerdict;
import org.tidewaiter.signing.stage.VexVerdict.Said;
import org.tidewaiter.signing.trust.Trust;

/// What is signed about an image that is scanned, by the holders of a charter, whose role `vex`
/// says which VEX counts.
final class CharteredEvidence implements ImageEvidence {
    private static final int MOST_REMARKS = 20;

    private final SignedCharter signed;
    private final Charter charter;
    private final Instant now;
    private final Trust trust;
    private Optional<Answer> last = Optional.empty();

    /// So that the header of a scan and its findings rest on the same.
    private record Answer(
            ImageSource source, List<SubjectEvidence> found, VexVerdict verdict, int refused) {}

    /// @throws RefusedException if it is not in force, or it cannot be told whom it believes
    CharteredEvidence(SignedCharter signed, Instant now) throws RefusedException {
        this.signed = signed;
        charter = signed.inForce(now);
        this.now = now;
        trust = CharterTrust.of(charter, now);
    }

    @Override
    public KnownEvidence known(ImageSource source, OpenOptions options) throws ProblemException {
        var answer = answer(source, options);
        var said = answer.verdict.said();
        var verified =
                said.stream()
                        .map(Said::judged)
                        .filter(one -> one.holder().isPresent())
                        .map(one -> one.evidence())
                        .toList();
        return new KnownEvidence(verified, answer.refused + said.size() - verified.size());
    }

    /// Who approves of waivers by their signatures.
    WaiverTerms.Approvals approvals(ApprovalFile file) {
        return new SignedApprovals(file, signed, charter, now);
    }

    /// That an image can go to.
    Set<String> stages() {
        return charter.stages().keySet();
    }

    /// @throws ProblemException `stage-unknown`
    void requireStage(String stage) throws ProblemException {
        CharterFiles.requireStage(charter, stage);
    }

    /// What counts for one of the stages, as facts of rules.
    List<EvidenceFact> facts(ImageSource source, OpenOptions options, String stage)
            throws ProblemException {
        var found = answer(source, options).found;
        var repository = source.reference().map(StageFlags::name);
        var verdict = StageVerdict.of(charter, stage, repository, found, now);
        return EvidenceFacts.of(verdict, found);
    }

    @Override
    public Found of(ImageSource source, OpenOptions options) throws ProblemException {
        var vex = answer(source, options).verdict.said().stream().filter(Said::isVex).toList();
        var documents =
                vex.stream()
                        .filter(Said::counts)
                        .map(one -> ImageEvidence.document(one.check()))
                        .toList();
        return new Found(documents, remarks(vex.stream().filter(one -> !one.counts()).toList()));
    }

    private List<String> remarks(List<Said> others) {
        var remarks =
                new ArrayList<>(others.stream().limit(MOST_REMARKS).map(this::remark).toList());
        if (others.size() > MOST_REMARKS) {
            remarks.add(
                    "%d more signed documents do not count by the charter"
                            .formatted(others.size() - MOST_REMARKS));
        }
        return remarks;
    }

    private String remark(Said one) {
        var document = ImageEvidence.document(one.check());
        return "attached %s, signed by %s, does not count by the charter: %s"
                .formatted(document.blob(), document.signer(), OneLine.of(reason(one)));
    }

    private String reason(Said one) {
        var objection = one.judged().objection();
        if (objection.isPresent()) {
            return EvidencePage.reason(objection.get().refusal(), objection.get().detail());
        }
        var role = one.judged().role().orElse("");
        return role.equals(VexVerdict.ROLE)
                ? "fewer than %d holders in %s have said the same"
                        .formatted(charter.role(role).threshold(), role)
                : "it is said in %s, and not in %s".formatted(role, VexVerdict.ROLE);
    }

    private Answer answer(ImageSource source, OpenOptions options) throws ProblemException {
        var known = last.filter(one -> one.source.equals(source));
        if (known.isPresent()) {
            return known.get();
        }
        var found = EvidenceSearch.of(source, options, LookasideConfiguration.none(), trust);
        var repository = source.reference().map(StageFlags::name);
        var verdict = VexVerdict.of(charter, repository, found, now);
        var answer = new Answer(source, found, verdict, pieces(found) - verdict.said().size());
        last = Optional.of(answer);
        return answer;
    }

    private static int pieces(List<SubjectEvidence> found) {
        return found.stream().mapToInt(one -> one.checks().size()).sum();
    }
}
