package org.tidewaiter.cli;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.Optional;
import org.tidewaiter.vulnerability.feed.FeedCredit;
import org.tidewaiter.vulnerability.store.StoreInfo;

/// What a store is made of, for people.
final class StoreInfoPage {
    private StoreInfoPage() {}

    static void print(StoreInfo info, String place, PrintStream out) {
        out.printf("store       %s%n", place);
        out.printf("advisories  %,d (%,d withdrawn)%n", info.advisories(), info.withdrawn());
        out.printf(
                "exploited   %,d CVEs, as of %s%n",
                info.exploited().count(), date(info.exploited().newest()));
        out.printf(
                "estimated   %,d CVEs, as of %s%n",
                info.estimated().count(), date(info.estimated().newest()));
        out.printf("rejected    %,d records%n", info.rejected());
        info.unrecognised()
                .forEach((file, count) -> out.printf("not a feed  %,d in %s%n", count, file));
        info.leftOut().forEach((kind, count) -> out.printf("left out    %,d %s%n", count, kind));
        out.printf(
                "%n%-20s %11s %10s  %-10s  %s%n",
                "feed", "advisories", "withdrawn", "newest", "owed to");
        for (var feed : info.feeds()) {
            out.printf(
                    "%-20s %,11d %,10d  %-10s  %s%n",
                    feed.name(),
                    feed.advisories(),
                    feed.withdrawn(),
                    date(feed.newest()),
                    FeedCredit.of(feed.name())
                            .map(credit -> credit.publisher() + " (" + credit.licence() + ")")
                            .orElse("unknown"));
        }
    }

    private static String date(Optional<LocalDate> date) {
        return date.map(LocalDate::toString).orElse("unknown");
    }
}
