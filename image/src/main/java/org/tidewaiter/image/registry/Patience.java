package org.tidewaiter.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.tidewaiter.model.ProblemException;

/// Sends requests, and asks servers again that are busy, which registries and those who give tokens
/// for them may be.
///
/// @param pause before the second try, where the server does not say how long; the third waits
///   twice as long
record Patience(Transport transport, Duration pause) {
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(429, 502, 503, 504);
    private static final int TRIES = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /// @return of any status, also that of a server which wants too long a pause; to be closed
    HttpResponse<InputStream> send(HttpRequest request) throws ProblemException, IOException {
        for (int tried = 1; ; tried++) {
            var response = transport.send(request);
            if (tried == TRIES || !WORTH_ANOTHER_TRY.contains(response.statusCode())) {
                return response;
            }
            var wait =
                    RetryAfter.of(response.headers(), Instant.now())
                            .orElse(pause.multipliedBy(tried));
            if (wait.compareTo(LONGEST_PAUSE) > 0) {
                return response;
            }
            response.body().close();
            sleep(wait);
        }
    }

    private static void sleep(Duration duration) throws IOException {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }
}
