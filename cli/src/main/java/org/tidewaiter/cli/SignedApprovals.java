package org.tidewaiter.cli;

import java.time.Instant;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.policy.Approval;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.policy.WaiverTerms;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.ApprovalFile;

/// Tells of waivers who of a charter's role for them has signed: whom the waiver names, and as many
/// as the role wants, of whom none is the owner, who is a holder too.
///
/// @param charter the version that counts at `now`
record SignedApprovals(ApprovalFile file, SignedCharter signed, Charter charter, Instant now)
        implements WaiverTerms.Approvals {
    @Override
    public Approval of(Waiver waiver, ImageSource source) {
        if (!charter.holders().containsKey(waiver.owner())) {
            return new Approval.Missing(
                    "its owner %s is no holder of the charter".formatted(waiver.owner()));
        }
        try {
            var repository = source.reference().map(StageFlags::name);
            var holders = file.holders(waiver.toJson(), charter, signed.id(), repository, now);
            holders.remove(waiver.owner());
            if (!holders.contains(waiver.approvedBy())) {
                return new Approval.Missing("%s has not signed it".formatted(waiver.approvedBy()));
            }
            int wanted = charter.role(ApprovalFile.ROLE).threshold();
            return holders.size() < wanted
                    ? new Approval.Missing(
                            "%d of %d have signed it".formatted(holders.size(), wanted))
                    : new Approval.Signed(holders);
        } catch (RefusedException e) {
            return new Approval.Missing(EvidencePage.reason(e.refusal(), e.detail()));
        }
    }
}
