package org.tidewaiter.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.policy.Suppressed.Cause;

/// A rule that was written for another scanner. It has no owner and no second person, so it is no
/// waiver.
///
/// @param file where it stands, as whoever scans named it
/// @param line where it begins, from 1
/// @param conditions all must hold; at least one
/// @param reason empty where it gives none
/// @param expires the first day on which it does not count any more
public record IgnoreRule(
        String file,
        int line,
        List<IgnoreCondition> conditions,
        String reason,
        Optional<LocalDate> expires)
        implements Decision {
    public IgnoreRule {
        conditions = List.copyOf(conditions);
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException("a rule without a condition ignores everything");
        }
    }

    @Override
    public Cause cause() {
        return Cause.IGNORED;
    }

    @Override
    public String sentence() {
        return "ignored by %s%s%s"
                .formatted(
                        place(),
                        expires.map(date -> " before " + date).orElse(""),
                        reason.isEmpty() ? ", without a reason" : ": " + reason);
    }

    /// For example `.trivyignore, line 3`.
    public String place() {
        return "%s, line %d".formatted(file, line);
    }

    /// A rule that names no check was not written for what checks find.
    @Override
    public boolean covers(Finding finding, Inventory inventory) {
        return switch (finding) {
            case Finding.Vulnerability flaw ->
                    conditions.stream().allMatch(condition -> condition.holds(flaw));
            case Finding.OfCheck one ->
                    conditions.stream().anyMatch(IgnoreCondition.Id.class::isInstance)
                            && conditions.stream().allMatch(condition -> condition.holds(one));
        };
    }

    @Override
    public boolean isExpired(LocalDate asOf) {
        return expires.filter(day -> !asOf.isBefore(day)).isPresent();
    }
}
