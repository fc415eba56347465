package org.tidewaiter.model.clearance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;

/// The statement of a certifier that an image may go aboard at a stage. One of this type has been
/// verified: it is signed by a holder of the stage's role for that, under the charter that it
/// names.
///
/// @param id the SHA-256 of the signed statement
/// @param subjects the index where there is one, each platform's manifest and each configuration,
///   any of which is enough to know the image by
/// @param audience repositories where it counts, as a charter writes them; empty for everywhere
/// @param rests the evidence that was counted, in the order of roles and holders
/// @param waivers without which it would have been refused, or not; each that covered a finding
/// @param prior the clearance that this one renews, or whose image it promotes
/// @param restartUntil until then a container that ran may start again, whatever has lapsed
/// @param epoch what the head's floor of this stage is compared with
/// @param certifier the charter's name for who signed
public record Clearance(
        Digest id,
        String stage,
        SortedSet<Digest> subjects,
        SortedSet<String> audience,
        Named policy,
        CharterVersion charter,
        List<Rest> rests,
        Advisories advisories,
        List<Waived> waivers,
        Optional<Digest> prior,
        Instant issued,
        Instant notBefore,
        Instant expires,
        Instant restartUntil,
        long epoch,
        String certifier) {
    public Clearance {
        subjects = Collections.unmodifiableSortedSet(new TreeSet<>(subjects));
        audience = Collections.unmodifiableSortedSet(new TreeSet<>(audience));
        rests = List.copyOf(rests);
        waivers = List.copyOf(waivers);
    }

    /// A file of rules.
    public record Named(String name, Digest digest) {}

    /// @param id of the charter, whatever its version
    public record CharterVersion(Digest id, int version) {}

    /// @param about what was signed for: the index or a manifest
    /// @param digest of the signed bytes
    public record Rest(
            String kind, String type, String role, String holder, Digest about, Digest digest) {}

    /// @param revision which body of advisories; empty where none was asked
    public record Advisories(String revision, Optional<LocalDate> newest) {}

    /// @param findings how many it covered
    public record Waived(
            String id,
            String owner,
            String approvedBy,
            String reason,
            LocalDate expires,
            int findings) {}
}
