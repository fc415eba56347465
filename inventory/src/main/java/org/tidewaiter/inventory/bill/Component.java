package org.tidewaiter.inventory.bill;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Sha1;

/// One thing that a bill of materials lists. What it does not say is empty.
///
/// @param id by which the document refers to it
/// @param type in CycloneDX's words: `library`, `container`, `operating-system` …
/// @param cpes names of the product
/// @param licences as stated
/// @param paths where it was seen
/// @param sha1s of files that are the component
/// @param properties what the format has no word for, by the name the tool gave it
record Component(
        String id,
        String type,
        String name,
        String version,
        String description,
        List<String> purls,
        List<String> cpes,
        List<String> licences,
        List<String> paths,
        List<Sha1> sha1s,
        ForeignProperties properties) {
    Component {
        purls = List.copyOf(purls);
        cpes = List.copyOf(cpes);
        licences = List.copyOf(licences);
        paths = List.copyOf(paths);
        sha1s = List.copyOf(sha1s);
    }

    /// The first package URL that is one, with the component's version where it has none itself;
    /// for software that has none, a generic one of the product.
    Optional<Purl> purl() {
        return purls.stream()
                .flatMap(text -> Purl.parse(text).stream())
                .findFirst()
                .map(purl -> purl.version().isEmpty() ? withVersion(purl) : purl)
                .or(this::product);
    }

    private Optional<Purl> product() {
        return isSoftware()
                ? cpes.stream().flatMap(one -> Cpe.purl(one, version).stream()).findFirst()
                : Optional.empty();
    }

    Component withId(String other) {
        return with(other, purls, licences);
    }

    Component withPurl(String other) {
        return with(id, List.of(other), licences);
    }

    Component withLicences(List<String> others) {
        return with(id, purls, others);
    }

    private Component with(String otherId, List<String> otherPurls, List<String> otherLicences) {
        return new Component(
                otherId,
                type,
                name,
                version,
                description,
                otherPurls,
                cpes,
                otherLicences,
                paths,
                sha1s,
                properties);
    }

    private Purl withVersion(Purl purl) {
        return new Purl(
                purl.type(),
                purl.namespace(),
                purl.name(),
                version,
                purl.qualifiers(),
                purl.subpath());
    }

    /// Whether it is software that could have a package URL: not a file, a system, or an image, and
    /// not the lock file that Trivy lists above the packages in it.
    boolean isSoftware() {
        return switch (type) {
            case "file", "operating-system", "container", "data", "device", "cryptographic-asset" ->
                    false;
            default -> properties.get("aquasecurity:trivy:Class").isEmpty();
        };
    }
}
