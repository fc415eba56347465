package org.tidewaiter.signing.charter;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;

/// One version of a charter: who speaks in which role, and which roles must have spoken before an
/// image may go to a stage.
///
/// @param name of the organisation or team, for people
/// @param version from 1, each one more than the one before
/// @param issued by the clock of who drew it up
/// @param expires from then on it says nothing any more
/// @param previous the SHA-256 of the signed bytes of the version before; the first has none
/// @param owners who may change the charter
/// @param groups names that stand for several holders
/// @param authorities by which holders may be certified
public record Charter(
        String name,
        int version,
        Instant issued,
        Instant expires,
        Optional<Digest> previous,
        Owners owners,
        SortedMap<String, Holder> holders,
        SortedMap<String, SortedSet<String>> groups,
        SortedMap<String, Authority> authorities,
        SortedMap<String, Role> roles,
        SortedMap<String, Stage> stages,
        List<Revocation> revocations) {
    public Charter {
        holders = Collections.unmodifiableSortedMap(new TreeMap<>(holders));
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
        authorities = Collections.unmodifiableSortedMap(new TreeMap<>(authorities));
        roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
        stages = Collections.unmodifiableSortedMap(new TreeMap<>(stages));
        revocations = List.copyOf(revocations);
    }

    /// @param holders names of holders and groups
    /// @param threshold how many different holders must sign
    public record Owners(SortedSet<String> holders, int threshold) {
        public Owners {
            holders = Collections.unmodifiableSortedSet(new TreeSet<>(holders));
        }
    }

    /// As it is signed, but for the order of the names.
    public Json toJson() {
        return CharterWriter.write(this);
    }

    /// The holders that a list of names stands for, with groups replaced by their members.
    public SortedSet<String> members(SortedSet<String> names) {
        var members = new TreeSet<String>();
        for (var name : names) {
            var group = groups.get(name);
            if (group == null) {
                members.add(name);
            } else {
                members.addAll(group);
            }
        }
        return members;
    }

    /// One of those that are in it, as all that follow; whatever a charter refers to is.
    public Holder holder(String name) {
        return requireNonNull(holders.get(name), name);
    }

    public Authority authority(String name) {
        return requireNonNull(authorities.get(name), name);
    }

    public Role role(String name) {
        return requireNonNull(roles.get(name), name);
    }

    public Stage stage(String name) {
        return requireNonNull(stages.get(name), name);
    }
}
