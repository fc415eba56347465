package org.tidewaiter.signing.stage;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;

/// Whether a role has spoken about an image.
///
/// @param threshold how many different holders must have
/// @param asked what they must have spoken about; about each thing that many
/// @param able who may do so and has not, nor is kept from it by what else they have said
/// @param obstacle why nobody can, whatever they sign
/// @param kind of evidence that is asked for, as the charter has it
/// @param named whether one of those must say in which role they sign
public record RoleVerdict(
        String role,
        int threshold,
        List<Asked> asked,
        SortedSet<String> able,
        Optional<Objection> obstacle,
        String kind,
        boolean named) {
    public RoleVerdict {
        asked = List.copyOf(asked);
        able = Collections.unmodifiableSortedSet(new TreeSet<>(able));
    }

    /// @param about any of these will do
    /// @param holders who has spoken about one of them
    public record Asked(List<Digest> about, SortedSet<String> holders) {
        public Asked {
            about = List.copyOf(about);
            holders = Collections.unmodifiableSortedSet(new TreeSet<>(holders));
        }
    }

    public boolean passed() {
        return missing() == 0;
    }

    /// How many holders are missing where most are.
    public int missing() {
        int most = asked.stream().mapToInt(this::missing).max().orElse(threshold);
        return Math.max(0, most);
    }

    public int missing(Asked one) {
        return Math.max(0, threshold - one.holders.size());
    }
}
