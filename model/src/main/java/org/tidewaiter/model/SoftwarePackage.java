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
/// @param repositories from which the layer that brought it took its packages, as their publisher
///   names them (Red Hat's content sets); empty where that is not said
/// @param sha1s of the archives that are the package, sorted: those that a foreign bill states, and
///   those that were read where what they are could only be guessed. A repository that knows one of
///   them decides
/// @param cpes CPE names that a bill of materials gives it, as stated; of what has a better name,
///   none are kept
public record SoftwarePackage(
        Purl purl,
        Optional<SourcePackage> source,
        List<String> licences,
        String foundBy,
        boolean declared,
        Presence presence,
        List<Location> locations,
        Optional<Purl> owner,
        PackageRole role,
        List<String> repositories,
        List<Sha1> sha1s,
        List<String> cpes) {
    public SoftwarePackage {
        licences = List.copyOf(licences);
        locations = List.copyOf(locations);
        repositories = List.copyOf(repositories);
        sha1s = List.copyOf(sha1s);
        cpes = List.copyOf(cpes);
    }

    /// Software that says what it is, of which no repository is known.
    public SoftwarePackage(
            Purl purl,
            Optional<SourcePackage> source,
            List<String> licences,
            String foundBy,
            boolean declared,
            Presence presence,
            List<Location> locations,
            Optional<Purl> owner) {
        this(
                purl,
                source,
                licences,
                foundBy,
                declared,
                presence,
                locations,
                owner,
                PackageRole.SOFTWARE,
                List.of(),
                List.of(),
                List.of());
    }

    public SoftwarePackage withRole(PackageRole played) {
        return new SoftwarePackage(
                purl,
                source,
                licences,
                foundBy,
                declared,
                presence,
                locations,
                owner,
                played,
                repositories,
                sha1s,
                cpes);
    }

    public SoftwarePackage withRepositories(List<String> named) {
        return new SoftwarePackage(
                purl, source, licences, foundBy, declared, presence, locations, owner, role, named,
                sha1s, cpes);
    }

    public SoftwarePackage withSha1s(List<Sha1> ofArchives) {
        return new SoftwarePackage(
                purl,
                source,
                licences,
                foundBy,
                declared,
                presence,
                locations,
                owner,
                role,
                repositories,
                ofArchives,
                cpes);
    }

    public SoftwarePackage withCpes(List<String> stated) {
        return new SoftwarePackage(
                purl,
                source,
                licences,
                foundBy,
                declared,
                presence,
                locations,
                owner,
                role,
                repositories,
                sha1s,
                stated);
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
