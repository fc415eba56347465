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
    public AdvisoryData {
        feeds = feeds.stream().sorted(Comparator.comparing(Feed::name)).toList();
    }

    /// @param date of the data; nothing where it is not known
    /// @param advisories how many
    public record Feed(String name, Optional<LocalDate> date, long advisories) {
        /// @return nothing where the date is not known; 0 where it is after `asOf`
        public OptionalLong ageDays(LocalDate asOf) {
            return date.map(one -> OptionalLong.of(Math.max(0, ChronoUnit.DAYS.between(one, asOf))))
                    .orElseGet(OptionalLong::empty);
        }
    }

    /// The feed whose data is the oldest; one without a date is older than any.
    public Optional<Feed> oldest() {
        return feeds.stream().min(Comparator.comparing(feed -> feed.date().orElse(LocalDate.MIN)));
    }
}
