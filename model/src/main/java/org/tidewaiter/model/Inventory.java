package org.tidewaiter.model;

import java.util.List;
import java.util.Optional;

/// What is in an image.
///
/// @param packages sorted by purl, then by first location; of every presence
/// @param gaps sorted; what could not be read
public record Inventory(
        ImageSource source,
        Optional<Distribution> distribution,
        List<SoftwarePackage> packages,
        FileAccount files,
        List<Gap> gaps) {
    public Inventory {
        packages = List.copyOf(packages);
        gaps = List.copyOf(gaps);
    }

    /// The packages that a container started from the image would have.
    public List<SoftwarePackage> livePackages() {
        return packages(LayerScope.SQUASHED);
    }

    public List<SoftwarePackage> packages(LayerScope scope) {
        return packages.stream().filter(one -> scope.includes(one.presence())).toList();
    }
}
