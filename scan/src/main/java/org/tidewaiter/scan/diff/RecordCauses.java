package org.tidewaiter.scan.diff;

import java.time.LocalDate;
import java.util.Optional;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.MatchEvidence;
import org.tidewaiter.scan.diff.ChangeCause.Way;
import org.tidewaiter.vulnerability.advisory.Advisories;
import org.tidewaiter.vulnerability.advisory.Advisory;

/// Finds the record that speaks otherwise now than then.
///
/// @param then the advisories of then
/// @param now the advisories of now
/// @param today the day of now
record RecordCauses(Advisories then, Advisories now, LocalDate today) {
    private static final String KEV = "kev";
    private static final String EPSS = "epss";

    /// The record that decides now, which is new or was changed.
    ChangeCause of(Finding.Vulnerability now) {
        return now.evidence().stream()
                .findFirst()
                .map(this::newOrChanged)
                .orElseGet(() -> new ChangeCause.ByRecord(Way.CHANGED, "", now.id()));
    }

    /// What became of the record that decided then.
    ChangeCause without(Finding.Vulnerability before) {
        return before.evidence().stream()
                .findFirst()
                .map(this::goneOrChanged)
                .orElseGet(() -> new ChangeCause.ByRecord(Way.CHANGED, "", before.id()));
    }

    /// Who rates it otherwise now.
    ChangeCause ofRating(Finding.Vulnerability before, Finding.Vulnerability now) {
        if (before.severity() == now.severity()) {
            boolean wasExploited = before.exploitSigns().kevAdded().isPresent();
            boolean isExploited = now.exploitSigns().kevAdded().isPresent();
            return wasExploited == isExploited
                    ? new ChangeCause.ByRecord(Way.CHANGED, EPSS, now.id())
                    : new ChangeCause.ByRecord(isExploited ? Way.NEW : Way.GONE, KEV, now.id());
        }
        var source = now.severitySource();
        return now.evidence().stream()
                .filter(one -> one.feed().equals(source))
                .findFirst()
                .map(this::newOrChanged)
                .or(() -> rater(now.id(), source))
                .orElseGet(() -> of(now));
    }

    private Optional<ChangeCause> rater(String id, String feed) {
        return now.naming(id).stream()
                .filter(one -> one.feed().equals(feed))
                .findFirst()
                .map(one -> newOrChanged(feed, one.id()));
    }

    private ChangeCause newOrChanged(MatchEvidence evidence) {
        return newOrChanged(evidence.feed(), evidence.record());
    }

    private ChangeCause newOrChanged(String feed, String id) {
        var way = find(then, feed, id).isPresent() ? Way.CHANGED : Way.NEW;
        return new ChangeCause.ByRecord(way, feed, id);
    }

    private ChangeCause goneOrChanged(MatchEvidence evidence) {
        var record = find(now, evidence.feed(), evidence.record());
        var way =
                record.isEmpty()
                        ? Way.GONE
                        : record.flatMap(Advisory::withdrawn)
                                        .filter(day -> !day.isAfter(today))
                                        .isPresent()
                                ? Way.WITHDRAWN
                                : Way.CHANGED;
        return new ChangeCause.ByRecord(way, evidence.feed(), evidence.record());
    }

    private static Optional<Advisory> find(Advisories in, String feed, String id) {
        return in.naming(id).stream()
                .filter(one -> one.feed().equals(feed) && one.id().equals(id))
                .findFirst();
    }
}
