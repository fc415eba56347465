package org.tidewaiter.inventory.opkg;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.ControlFile;
import org.tidewaiter.inventory.text.ControlFile.Paragraph;
import org.tidewaiter.inventory.text.Listing;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads opkg's database of packages, `opkg/status`. A package counts as installed if the third
/// word of its `Status` says so; one that was left half-way (`unpacked`, `half-installed`) is a
/// gap.
///
/// @see "opkg source, libopkg/pkg.c: pkg_state_status_map"
public final class OpkgStatusReader implements FileReader {
    private static final Set<String> FIELDS =
            Set.of("package", "version", "status", "architecture");

    @Override
    public String name() {
        return "opkg-status";
    }

    @Override
    public Claims claims() {
        return Claims.paths("usr/lib/opkg/status", "var/lib/opkg/status", "lib/opkg/status");
    }

    @Override
    public Reading read(ClaimedFile file) {
        var packages = new ArrayList<PackageSeen>();
        var unclear = new ArrayList<String>();
        for (var paragraph : ControlFile.paragraphs(file.text(), FIELDS)) {
            var state = state(paragraph);
            var name = paragraph.field("package");
            var version = paragraph.field("version");
            if (state.equals("installed") && !name.isEmpty() && !version.isEmpty()) {
                packages.add(
                        PackageSeen.installed(
                                Purl.of("opkg", "", name, version)
                                        .withQualifier("arch", paragraph.field("architecture"))));
            } else if (!state.equals("not-installed") && !state.equals("config-files")) {
                unclear.add(name.isEmpty() ? "(no name)" : name);
            }
        }
        return new Reading(
                List.copyOf(packages),
                unclear.isEmpty()
                        ? List.of()
                        : List.of(
                                "packages not counted, not plainly installed or without a version: "
                                        + Listing.of(unclear)));
    }

    /// The third of the words that opkg gives.
    private static String state(Paragraph paragraph) {
        var words = paragraph.field("status").split("\\s+", -1);
        return paragraph.fault().isEmpty() && words.length == 3 ? words[2] : "";
    }
}
