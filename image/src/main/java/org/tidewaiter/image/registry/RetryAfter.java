package org.tidewaiter.image.registry;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How long a server that is busy wants to be left alone: a number of seconds, or a date, which is
/// held against the server's own clock where it tells its time.
///
/// @see "RFC 9110, 10.2.3 Retry-After, 5.6.7 Date/Time Formats"
final class RetryAfter {
    /// A year and more is as good as never.
    private static final String SECONDS = "[0-9]{1,8}";

    /// The form in use, then the two that a recipient has to take as well.
    private static final List<DateTimeFormatter> DATES =
            List.of(
                    form("EEE, dd MMM uuuu HH:mm:ss 'GMT'"),
                    new DateTimeFormatterBuilder()
                            .appendPattern("EEEE, dd-MMM-")
                            .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(2000, 1, 1))
                            .appendPattern(" HH:mm:ss 'GMT'")
                            .toFormatter(Locale.ENGLISH),
                    form("EEE MMM ppd HH:mm:ss uuuu"));

    private RetryAfter() {}

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /// @param now for a server that does not tell its time
    /// @return never negative; nothing where the server says nothing that can be understood
    static Optional<Duration> of(HttpHeaders headers, Instant now) {
        var value = headers.firstValue("Retry-After").map(String::strip).orElse("");
        if (value.matches(SECONDS)) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        var servers = headers.firstValue("Date").flatMap(RetryAfter::date).orElse(now);
        return date(value)
                .map(then -> Duration.between(servers, then))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Instant> date(String text) {
        for (var form : DATES) {
            try {
                return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException _) {
                // in another form
            }
        }
        return Optional.empty();
    }
}
