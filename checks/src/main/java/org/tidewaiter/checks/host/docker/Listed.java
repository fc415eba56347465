package org.tidewaiter.checks.host.docker;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.checks.host.Seen;

/// What the daemon lists, each asked for.
///
/// @param seen the list itself
/// @param whyNotAll why some of the list was not looked at
record Listed(List<Inspected> all, Seen seen, Optional<String> whyNotAll) {
    Listed {
        all = List.copyOf(all);
    }
}
