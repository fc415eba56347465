package org.tidewaiter.inventory.bill;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Sha1;

/// One thing that a bill of materials lists. What it does not say is empty.
///
/// @param id by which the document refers to it
/// @param type in CycloneDX's words: `library`, `container`, `operating-system` …
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
        List<String> licences,
        List<String> paths,
        List<Sha1> sha1s,
        ForeignProperties properties) {
    Component {
        purls = List.copyOf(purls);
        licences = List.copyOf(licences);
        paths = List.copyOf(paths);
        sha1s = List.copyOf(sha1s);
    }

    /// The first package URL that is one, with the component's version where it has none itself.
    Optional<Purl> purl() {
        return purls.stream()
                .flatMap(text -> Purl.parse(text).stream())
                .findFirst()
                .map(purl -> purl.version().isEmpty() ? withVersion(purl) : purl);
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
            case "file", "operating-system", "container", "data", "device" -> false;
            default -> properties.get("aquasecurity:trivy:Class").isEmpty();
        };
    }
}
