package org.tidewaiter.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What is in an image.
///
/// @param packages sorted by purl, then by first location; of every presence
/// @param gaps sorted; what could not be read
/// @param dependencies among the live packages, as far as they say them themselves; sorted
/// @param code of the live files that have a table of what is in them, and of archives of Java;
///   sorted by path
public record Inventory(
        ImageSource source,
        Optional<Distribution> distribution,
        List<SoftwarePackage> packages,
        FileAccount files,
        List<Gap> gaps,
        List<Dependency> dependencies,
        List<CodeIndex> code) {
    public Inventory {
        packages = List.copyOf(packages);
        gaps = List.copyOf(gaps);
        dependencies = List.copyOf(dependencies);
        code = List.copyOf(code);
    }

    /// One that says nothing of the code in files.
    public Inventory(
            ImageSource source,
            Optional<Distribution> distribution,
            List<SoftwarePackage> packages,
            FileAccount files,
            List<Gap> gaps,
            List<Dependency> dependencies) {
        this(source, distribution, packages, files, gaps, dependencies, List.of());
    }

    /// One that says nothing of what needs what either.
    public Inventory(
            ImageSource source,
            Optional<Distribution> distribution,
            List<SoftwarePackage> packages,
            FileAccount files,
            List<Gap> gaps) {
        this(source, distribution, packages, files, gaps, List.of());
    }

    /// One that does not say which classes are in archives of Java: they are more than all else
    /// that a bill says of such an image.
    public Inventory withoutClasses() {
        return new Inventory(
                source,
                distribution,
                packages,
                files,
                gaps,
                dependencies,
                code.stream().filter(one -> !one.isOfClasses()).toList());
    }

    /// One of which something else could not be read either.
    public Inventory withGaps(Collection<Gap> more) {
        var all = new TreeSet<>(gaps);
        all.addAll(more);
        return new Inventory(
                source, distribution, packages, files, List.copyOf(all), dependencies, code);
    }

    /// The packages that a container started from the image would have.
    public List<SoftwarePackage> livePackages() {
        return packages(LayerScope.SQUASHED);
    }

    public List<SoftwarePackage> packages(LayerScope scope) {
        return packages.stream().filter(one -> scope.includes(one.presence())).toList();
    }
}
