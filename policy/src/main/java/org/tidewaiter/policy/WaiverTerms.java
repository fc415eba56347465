package org.tidewaiter.policy;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.ImageSource;

/// On what terms waivers count.
///
/// @param stage that the image is to go to; nothing where it is looked at without one
/// @param approvals what is known of the second persons
public record WaiverTerms(Optional<String> stage, Approvals approvals) {
    /// Every waiver counts as it was written.
    public static final WaiverTerms NONE =
            new WaiverTerms(Optional.empty(), (waiver, _) -> waiver.approval());

    /// Tells who has signed.
    @FunctionalInterface
    public interface Approvals {
        Approval of(Waiver waiver, ImageSource source);
    }

    /// The same waivers, with what is known of their second persons.
    public List<Waiver> judge(List<Waiver> waivers, ImageSource source) {
        return waivers.stream().map(one -> one.with(approvals.of(one, source))).toList();
    }
}
