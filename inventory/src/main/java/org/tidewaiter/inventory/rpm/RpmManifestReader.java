package org.tidewaiter.inventory.rpm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Listing;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.PackageSeen;

/// Reads the list of packages that distroless images of Azure Linux and CBL-Mariner have in place
/// of a database: a line a package, fields apart by tabs.
///
/// The fields are name, version with release, times of installing and building, vendor, epoch,
/// size, architecture, epoch as a number, source package. A field that is not known says `(none)`.
/// Which files a package owns is not said.
public final class RpmManifestReader implements FileReader {
    private static final int FIELDS = 10;
    private static final int NAME = 0;
    private static final int VERSION = 1;
    private static final int VENDOR = 4;
    private static final int EPOCH = 5;
    private static final int ARCHITECTURE = 7;
    private static final int SOURCE = 9;
    private static final String NONE = "(none)";
    private static final Pattern EPOCH_WORD = Pattern.compile("[0-9]{1,10}|\\(none\\)");

    @Override
    public String name() {
        return "rpm-manifest";
    }

    @Override
    public Claims claims() {
        return Claims.paths("var/lib/rpmmanifest/container-manifest-2");
    }

    @Override
    public Reading read(ClaimedFile file) {
        var packages = new ArrayList<Observation>();
        var broken = new ArrayList<String>();
        for (var line : file.text().split("\n", -1)) {
            if (line.isBlank()) {
                continue;
            }
            var seen = seen(line.strip().split("\t", -1));
            if (seen.isEmpty()) {
                broken.add(line);
            }
            packages.addAll(seen.stream().toList());
        }
        return new Reading(
                packages,
                broken.isEmpty()
                        ? List.of()
                        : List.of("lines that do not name a package: " + Listing.of(broken)));
    }

    private static Optional<PackageSeen> seen(String[] fields) {
        if (fields.length != FIELDS
                || !EPOCH_WORD.matcher(fields[EPOCH]).matches()
                || !Stream.of(fields[NAME], fields[VERSION], fields[ARCHITECTURE], fields[SOURCE])
                        .allMatch(RpmIdentity::isWord)) {
            return Optional.empty();
        }
        var identity =
                new RpmIdentity(
                        fields[NAME],
                        fields[VERSION],
                        known(fields[EPOCH]),
                        known(fields[ARCHITECTURE]),
                        known(fields[VENDOR]),
                        known(fields[SOURCE]),
                        "");
        return Optional.of(
                new PackageSeen(
                        identity.purl(),
                        identity.sourcePackage(),
                        List.of(),
                        false,
                        "",
                        List.of(),
                        identity.role()));
    }

    private static String known(String field) {
        return field.equals(NONE) ? "" : field;
    }
}
