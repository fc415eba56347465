package org.tidewaiter.inventory.rpm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Observation.DependenciesSeen;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// What the packages of one database need of each other: packages, sonames, files. The versions
/// that they ask for are passed over: what is installed satisfies them, or rpm would not have it
/// so. Left out: conditions (`(a if b)`) and what rpm itself must be able to do.
///
/// @see "rpm documentation: dependencies"
final class RpmRelations {
    /// Of all packages together; an image has some ten thousand.
    private static final int MAX_NAMES = 2_000_000;

    private static final long MAX_CHARACTERS = 32 << 20;

    private final List<Relations> all = new ArrayList<>();

    /// Each name once, since many packages need the same.
    private final Map<String, String> names = new HashMap<>();

    private int count;
    private long characters;
    private int notRead;

    /// @param files as [PackageSeen] has them
    private record Relations(
            Purl of, List<String> requires, List<String> provides, List<String> files) {}

    /// Once there are too many for one image, only [#gap()] takes note.
    ///
    /// @throws MalformedFileException if they cannot be read
    void add(RpmHeader header, PackageSeen seen) throws MalformedFileException {
        if (isFull()) {
            notRead++;
            return;
        }
        var requires = names(header, RpmHeader.REQUIRED_NAMES);
        requires.removeIf(name -> name.startsWith("(") || name.startsWith("rpmlib("));
        var provides = names(header, RpmHeader.PROVIDED_NAMES);
        if (isFull()) {
            notRead++;
        } else {
            all.add(new Relations(seen.purl(), requires, provides, seen.files()));
        }
    }

    private boolean isFull() {
        return count > MAX_NAMES || characters > MAX_CHARACTERS;
    }

    Optional<String> gap() {
        return notRead == 0
                ? Optional.empty()
                : Optional.of(
                        "the dependencies of %,d packages were not read, there are too many for one image"
                                .formatted(notRead));
    }

    private List<String> names(RpmHeader header, int tag) throws MalformedFileException {
        var kept = new ArrayList<String>();
        for (var name : header.texts(tag)) {
            if (isFull()) {
                return kept;
            }
            count++;
            if (names.putIfAbsent(name, name) == null) {
                characters += name.length();
            }
            kept.add(names.getOrDefault(name, name));
        }
        return kept;
    }

    /// Of what packages provide only what another needs, which is the smaller part by far.
    List<DependenciesSeen> seen() {
        var required = new HashSet<String>();
        all.forEach(one -> required.addAll(one.requires()));
        return all.stream()
                .map(one -> seen(one, required::contains))
                .filter(Predicate.not(DependenciesSeen::isEmpty))
                .toList();
    }

    private static DependenciesSeen seen(Relations one, Predicate<String> isRequired) {
        var provides =
                Stream.concat(one.provides().stream(), one.files().stream().map(path -> "/" + path))
                        .filter(isRequired)
                        .distinct()
                        .toList();
        return new DependenciesSeen(
                one.of(), one.requires().stream().distinct().map(List::of).toList(), provides);
    }
}
