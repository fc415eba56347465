package org.tidewaiter.inventory.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.DependenciesSeen;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// The packages that one file lists, each once in the order of the file, and what is wrong with the
/// others, in a bounded number of sentences. Not for several threads.
public final class PackageList {
    private static final int MAX_GAPS = 100;

    private final boolean declared;
    private final Map<Purl, PackageSeen> packages = new LinkedHashMap<>();
    private final List<DependenciesSeen> needs = new ArrayList<>();
    private final Set<String> gaps = new LinkedHashSet<>();

    private PackageList(boolean declared) {
        this.declared = declared;
    }

    /// For a file that asks for packages.
    public static PackageList declared() {
        return new PackageList(true);
    }

    /// For a file that is the account of what is installed.
    public static PackageList installed() {
        return new PackageList(false);
    }

    public void add(Purl purl) {
        add(purl, List.of(), List.of());
    }

    /// @param licences SPDX expressions or the package's own words
    /// @param files paths that the package owns, as [PackageSeen] has them
    public void add(Purl purl, List<String> licences, List<String> files) {
        packages.putIfAbsent(
                purl, new PackageSeen(purl, Optional.empty(), licences, declared, "", files));
    }

    /// What a package needs, by names that [DependenciesSeen] knows.
    public void addNeeds(Purl of, Collection<String> names) {
        addNeeds(DependenciesSeen.plain(of, names));
    }

    /// Passed over where there are none.
    public void addNeeds(DependenciesSeen seen) {
        if (!seen.isEmpty()) {
            needs.add(seen);
        }
    }

    /// A package that cannot be named, and so not judged.
    public void unusable(String name) {
        gap("a package without a usable name and version: '%s'".formatted(Excerpt.of(name)));
    }

    /// @param sentence foreign text in it is the caller's to make an [Excerpt] of
    public void gap(String sentence) {
        if (gaps.size() < MAX_GAPS) {
            gaps.add(sentence);
        } else if (gaps.size() == MAX_GAPS) {
            gaps.add("and more of the kind");
        }
    }

    public Reading reading() {
        var observations = new ArrayList<Observation>(packages.values());
        observations.addAll(needs);
        return new Reading(observations, List.copyOf(gaps));
    }
}
