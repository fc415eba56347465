package org.tidewaiter.scan.fact;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.fact.DataFacts;

/// Facts of the advisories.
final class OfData {
    /// Older than any.
    private static final long NO_DATE = 1_000_000;

    private OfData() {}

    static DataFacts of(AdvisoryData data, LocalDate asOf) {
        return new DataFacts(
                data.sample(),
                data.newest().map(date -> date.atStartOfDay(ZoneOffset.UTC).toInstant()),
                data.ageDays(asOf).orElse(NO_DATE),
                revision(data));
    }

    /// The digest of what the body of advisories says of itself: of every feed how many records it
    /// has, and of when the newest is.
    private static String revision(AdvisoryData data) {
        var lines = new StringBuilder("sample " + data.sample() + "\n");
        for (var feed : data.feeds()) {
            lines.append(feed.name())
                    .append('\n')
                    .append(feed.advisories())
                    .append(' ')
                    .append(feed.newest().map(LocalDate::toString).orElse("undated"))
                    .append('\n');
        }
        return VerifiedBytes.sha256(lines.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }
}
