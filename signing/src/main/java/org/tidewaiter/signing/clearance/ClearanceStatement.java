package org.tidewaiter.signing.clearance;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Clearance.Advisories;
import org.tidewaiter.model.clearance.Clearance.CharterVersion;
import org.tidewaiter.model.clearance.Clearance.Named;
import org.tidewaiter.model.clearance.Clearance.Rest;
import org.tidewaiter.model.clearance.Clearance.Waived;
import org.tidewaiter.signing.make.NewStatement;
import org.tidewaiter.signing.statement.Claims;

/// What a clearance says, whoever signs it or has signed it.
///
/// @param role the charter's, in which it is signed
/// @param repository of the image, for other readers of such statements; empty where it has none.
///   Nothing follows from it: `audience` says where it counts
/// @param hands in the order of roles and holders; who certifies may be kept apart from some
/// @see Clearance
public record ClearanceStatement(
        String stage,
        String role,
        SortedSet<Digest> subjects,
        String repository,
        SortedSet<String> audience,
        Named policy,
        CharterVersion charter,
        List<Rest> rests,
        List<Hand> hands,
        Advisories advisories,
        List<Waived> waivers,
        Optional<Digest> prior,
        Instant issued,
        Instant notBefore,
        Instant expires,
        Instant restartUntil,
        long epoch) {
    /// That of verification summaries of SLSA.
    public static final String TYPE = "https://slsa.dev/verification_summary/v1";

    public ClearanceStatement {
        subjects = Collections.unmodifiableSortedSet(new TreeSet<>(subjects));
        audience = Collections.unmodifiableSortedSet(new TreeSet<>(audience));
        rests = List.copyOf(rests);
        hands = List.copyOf(hands);
        waivers = List.copyOf(waivers);
    }

    /// Somebody of the charter who has said something of the image, whether it counted or not.
    public record Hand(String role, String holder) {}

    /// To be signed. Each subject says for which role and stage it is said, so that as evidence it
    /// counts for no other.
    public NewStatement unsigned() {
        return new NewStatement(
                List.copyOf(subjects),
                repository,
                TYPE,
                new TreeMap<>(Map.of(Claims.ROLE, role, Claims.STAGE, stage)),
                ClearancePredicate.write(this));
    }

    /// @param id the SHA-256 of what was signed
    /// @param certifier the charter's name for who signed
    Clearance by(String certifier, Digest id) {
        return new Clearance(
                id,
                stage,
                subjects,
                audience,
                policy,
                charter,
                rests,
                advisories,
                waivers,
                prior,
                issued,
                notBefore,
                expires,
                restartUntil,
                epoch,
                certifier);
    }
}
