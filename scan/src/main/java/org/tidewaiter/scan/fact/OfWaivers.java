package org.tidewaiter.scan.fact;

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import org.tidewaiter.policy.Approval;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.policy.fact.WaiverFact;

/// Facts of the waivers that took something out of the count.
final class OfWaivers {
    private OfWaivers() {}

    static List<WaiverFact> of(List<Suppressed> suppressed) {
        var counts = new LinkedHashMap<Waiver, Integer>();
        for (var one : suppressed) {
            one.waiver().ifPresent(waiver -> counts.merge(waiver, 1, Integer::sum));
        }
        return counts.entrySet().stream().map(one -> fact(one.getKey(), one.getValue())).toList();
    }

    private static WaiverFact fact(Waiver waiver, int findings) {
        return new WaiverFact(
                waiver.id(),
                waiver.owner(),
                waiver.approvedBy(),
                waiver.approval() instanceof Approval.Signed,
                waiver.reason(),
                waiver.expires().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                findings);
    }
}
