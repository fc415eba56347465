package org.tidewaiter.inventory.bill;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;

/// Reads bills of materials that an image ships: CycloneDX and SPDX, in every form that a scan
/// takes.
///
/// Bitnami's are the database of its packages, so what they list is installed. Of any other nobody
/// knows what it is about (the program beside it, or what that was built with), so what it lists is
/// declared, and joined with what is found installed. Of those, left out are packages of
/// distributions, which their own database lists; repositories of source code; and what has no
/// version. What has no package URL is a gap.
public final class ShippedBillReader implements FileReader {
    private static final long MAX_BYTES = 16 << 20;
    private static final String OF_BITNAMI = "opt/bitnami/";

    /// Not the ecosystem's own packages, or none that could be compared.
    private static final Set<String> LEFT_OUT =
            Set.of("alpm", "apk", "bitbucket", "deb", "generic", "github", "gitlab", "rpm");

    /// What makes another package of one with the same name and version.
    private static final Set<String> IDENTIFYING = Set.of("repository_url", "vcs_url");

    public ShippedBillReader() {}

    @Override
    public String name() {
        return "sbom";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/*.cdx.json",
                        "**/*.spdx.json",
                        "**/bom.json",
                        "**/sbom*.json",
                        "opt/bitnami/**/.spdx-*.spdx",
                        "usr/share/sbom/*")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (!isOne(file.text())) {
            return Reading.NOTHING;
        }
        var inventory = inventory(file);
        return file.path().startsWith(OF_BITNAMI) ? installed(inventory) : declared(inventory);
    }

    /// Other documents have such names too.
    private static boolean isOne(String text) {
        return text.contains("CycloneDX")
                || text.contains("cyclonedx.org/schema/bom")
                || text.contains("SPDX-")
                || text.contains("spdx.org/rdf/3");
    }

    private static Inventory inventory(ClaimedFile file) throws MalformedFileException {
        try {
            return BillReader.read(new ByteArrayInputStream(file.head()), file.path());
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        }
    }

    private static Reading installed(Inventory inventory) {
        var seen = new LinkedHashMap<Purl, Observation>();
        for (var one : inventory.livePackages()) {
            seen.putIfAbsent(one.purl(), seen(one, one.purl(), false));
        }
        return reading(seen, inventory);
    }

    private static Reading declared(Inventory inventory) {
        var seen = new LinkedHashMap<Purl, Observation>();
        for (var one : inventory.livePackages()) {
            comparable(one.purl()).ifPresent(purl -> seen.putIfAbsent(purl, seen(one, purl, true)));
        }
        return reading(seen, inventory);
    }

    private static Reading reading(Map<Purl, Observation> seen, Inventory inventory) {
        return new Reading(
                seen.values().stream().toList(),
                inventory.gaps().stream().map(Gap::reason).toList());
    }

    /// The package URL as readers of installed packages give it.
    private static Optional<Purl> comparable(Purl purl) {
        if (LEFT_OUT.contains(purl.type()) || purl.version().isEmpty()) {
            return Optional.empty();
        }
        var kept = new TreeMap<>(purl.qualifiers());
        kept.keySet().retainAll(IDENTIFYING);
        return Optional.of(
                new Purl(purl.type(), purl.namespace(), purl.name(), purl.version(), kept, ""));
    }

    private static Observation seen(SoftwarePackage one, Purl purl, boolean declared) {
        return new PackageSeen(purl, Optional.empty(), one.licences(), declared, "", List.of());
    }
}
