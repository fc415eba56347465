package org.tidewaiter.model.clearance;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;

/// The word of several people that one image goes aboard for some hours without a clearance. One of
/// this type has been verified: so many holders of the role `break-glass` have signed the same.
///
/// @param id the SHA-256 of what they signed
/// @param subject a manifest, an index or a configuration, and no other
/// @param holders the charter's names for them
public record BreakGlass(
        Digest id,
        Digest subject,
        String stage,
        String reason,
        String ticket,
        Instant notBefore,
        Instant expires,
        SortedSet<String> holders) {
    public BreakGlass {
        holders = Collections.unmodifiableSortedSet(new TreeSet<>(holders));
    }
}
