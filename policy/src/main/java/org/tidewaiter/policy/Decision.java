package org.tidewaiter.policy;

import java.time.LocalDate;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.policy.Suppressed.Cause;

/// What somebody decided about findings, outside of the image: our own people by a waiver, a
/// publisher by a VEX statement, or who wrote an ignore file for another scanner.
public sealed interface Decision permits Waiver, VexRuling, IgnoreRule {
    /// By which a finding is suppressed that it takes out of the count.
    Cause cause();

    /// One line for people, with who says so.
    String sentence();

    /// Whether it is about the finding; the expiry is not looked at.
    ///
    /// @param inventory of the image
    boolean covers(Finding finding, Inventory inventory);

    /// Whether a finding that it covers does not count. A VEX statement may say the opposite.
    default boolean clears() {
        return true;
    }

    default boolean isExpired(LocalDate asOf) {
        return false;
    }
}
