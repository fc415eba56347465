package org.tidewaiter.signing.containerpolicy;

import java.util.List;
import org.tidewaiter.signing.check.EvidenceCheck;

/// What a policy says of an image, and why.
///
/// @param section that counts: a scope, a transport, or `default`
/// @param answers one for each of its requirements, in its order
public record PolicyDecision(String section, List<Answer> answers) {
    public PolicyDecision {
        answers = List.copyOf(answers);
    }

    public boolean isAccepted() {
        return !answers.isEmpty() && answers.stream().allMatch(Answer::isMet);
    }

    /// What came of one requirement.
    ///
    /// @param isMet whether it holds of the image
    /// @param why a clause for people
    /// @param checks the one signature that it is met by, or all that do not meet it; none where it
    ///   asks for no signature
    public record Answer(
            Requirement requirement, boolean isMet, String why, List<EvidenceCheck> checks) {
        public Answer {
            checks = List.copyOf(checks);
        }
    }
}
