package org.tidewaiter.policy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// On what advisories findings rest.
///
/// @param sample only the built-in sample
/// @param advisories how many
/// @param feeds sorted by name
public record AdvisoryData(boolean sample, long advisories, List<Feed> feeds) {
    /// Where no advisories were asked.
    public static final AdvisoryData NONE = new AdvisoryData(false, 0, List.of());

    public AdvisoryData {
        feeds = feeds.stream().sorted(Comparator.comparing(Feed::name)).toList();
    }

    /// @param newest the date of the record modified last; nothing where the feed has no dates
    /// @param advisories how many
    public record Feed(String name, Optional<LocalDate> newest, long advisories) {}

    /// The date of the record modified last in any feed. That of one feed says little of its age,
    /// since a small one can be complete and have no news for months.
    public Optional<LocalDate> newest() {
        return feeds.stream()
                .flatMap(feed -> feed.newest().stream())
                .max(Comparator.naturalOrder());
    }

    /// @return nothing where no feed has dates; 0 where the newest is after `asOf`
    public OptionalLong ageDays(LocalDate asOf) {
        return newest().map(
                        date -> OptionalLong.of(Math.max(0, ChronoUnit.DAYS.between(date, asOf))))
                .orElseGet(OptionalLong::empty);
    }
}
