package org.tidewaiter.scan;

import java.util.List;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.scan.diff.CrossJudgement;
import org.tidewaiter.scan.diff.FindingsDiff;

/// Compares the findings of two images, or of one at two times.
///
/// @param then what the image before is judged by
/// @param now what the image after is judged by; equal to `then` where only the images differ
/// @param rules of the gate that is to judge the difference
public record FindingsComparison(ScanContext then, ScanContext now, List<GateRule> rules) {
    /// Judges each image by both, where they differ.
    ///
    /// @throws ProblemException with the codes of [ImageScan#judge]
    public FindingsDiff of(Inventory before, Inventory after) throws ProblemException {
        var was = ImageScan.judge(before, then);
        var is = ImageScan.judge(after, now);
        boolean sameAdvisories = then.equals(now);
        boolean sameImage = before.equals(after);
        return FindingsDiff.of(
                new CrossJudgement(
                        was,
                        sameAdvisories ? was : sameImage ? is : ImageScan.judge(before, now),
                        sameAdvisories ? is : sameImage ? was : ImageScan.judge(after, then),
                        is,
                        then.advisories(),
                        now.advisories()),
                rules);
    }
}
