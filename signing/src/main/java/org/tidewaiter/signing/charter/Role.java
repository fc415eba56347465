package org.tidewaiter.signing.charter;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.ImageReference;

/// What some holders may say of images.
///
/// @param holders names of holders and groups
/// @param threshold how many different holders must have said it for the role to have spoken
/// @param says kinds of evidence as `verify --type` has them (`signature`, `provenance`, `scan`),
///   or addresses of predicate types; any one of them is enough
/// @param repositories as `registry/repository` without tag or digest, of which the last part may
///   be `*` for all that are below; empty where it is for all
/// @param apartFrom roles: who has spoken in one of those about an image does not count in this one
///   about it
/// @param from before that the role does not speak
/// @param until from then on the role does not speak
public record Role(
        SortedSet<String> holders,
        int threshold,
        SortedSet<String> says,
        List<String> repositories,
        SortedSet<String> apartFrom,
        Optional<Instant> from,
        Optional<Instant> until) {
    public Role {
        holders = Collections.unmodifiableSortedSet(new TreeSet<>(holders));
        says = Collections.unmodifiableSortedSet(new TreeSet<>(says));
        repositories = List.copyOf(repositories);
        apartFrom = Collections.unmodifiableSortedSet(new TreeSet<>(apartFrom));
    }

    /// Whether a text is one that `repositories` may have. What could fit no image is none, and
    /// neither is what would fit hosts or repositories that merely begin so.
    public static boolean isRepositories(String text) {
        var one = text.equals("*") || text.endsWith("/*") ? text.replaceFirst("\\*$", "x") : text;
        return one.equals(one.toLowerCase(Locale.ROOT))
                && ImageReference.parse(one + ":no-other-tag").isPresent();
    }
}
