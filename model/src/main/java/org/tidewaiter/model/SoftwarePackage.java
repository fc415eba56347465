package org.tidewaiter.model;

import java.util.List;
import java.util.Optional;

/// A package in an image, judged on the merged file system.
///
/// @param purl its identity; two architectures of one version are two packages
/// @param licences SPDX expressions or the package's own words, as stated, sorted
/// @param foundBy the name of the reader that saw it
/// @param declared a lock file asks for it, which is no proof that it is installed
/// @param presence of the file that proves it
/// @param locations where it was seen, sorted; the layer is the one that brought the package, which
///   for a database can be an earlier one than last wrote the file
/// @param owner the distribution package that owns the file it was seen in, if any
public record SoftwarePackage(
        Purl purl,
        Optional<SourcePackage> source,
        List<String> licences,
        String foundBy,
        boolean declared,
        Presence presence,
        List<Location> locations,
        Optional<Purl> owner) {
    public SoftwarePackage {
        licences = List.copyOf(licences);
        locations = List.copyOf(locations);
    }

    /// The name as its ecosystem writes it: `@scope/name` of npm, `group:artifact` of Maven, a
    /// module path of Go; otherwise the plain name.
    public String ecosystemName() {
        return purl.ecosystemName();
    }

    public String version() {
        return purl.version();
    }
}
