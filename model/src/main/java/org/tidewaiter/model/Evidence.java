package org.tidewaiter.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What somebody has signed about a digest. It has been verified; whether its issuer may say that
/// is another question.
///
/// @param type the predicate type of an in-toto statement, or what a signature without one calls
///   itself; always from the signed bytes
/// @param claims what it says, as far as its kind is understood: short names to short values
public record Evidence(
        EvidenceKind kind,
        String type,
        Digest subject,
        Issuer issuer,
        SortedMap<String, String> claims,
        SignedTime signedAt,
        EvidenceSource source) {
    public Evidence {
        claims = Collections.unmodifiableSortedMap(new TreeMap<>(claims));
    }

    /// Whether it says of itself that something has failed; then it speaks for nothing.
    public boolean saysFailed() {
        return "FAILED".equals(claims.get("result"));
    }
}
