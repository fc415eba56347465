package org.tidewaiter.inventory.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.ControlFile;
import org.tidewaiter.inventory.text.ControlFile.Paragraph;
import org.tidewaiter.inventory.text.Listing;
import org.tidewaiter.inventory.text.NamedRoles;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SourcePackage;

/// Reads dpkg's database of packages, and the one-package files that distroless images have in its
/// place.
///
/// A package counts as installed if the third word of its `Status` says so; in a distroless file,
/// which has no `Status`, if it is there. A package that dpkg left half-way (unpacked,
/// half-installed, half-configured, waiting for triggers) is a gap, since nobody can say which of
/// its files are there; one of which only the configuration is left is not reported.
///
/// A package of a vendor's own repository has the vendor as namespace (see [Vendors]).
///
/// @see "dpkg(1), Package states; deb-control(5)"
public final class DpkgStatusReader implements FileReader {
    private static final Pattern ONE_PACKAGE =
            Pattern.compile("(.*/)?var/lib/dpkg/status\\.d/[^/]+");
    private static final Set<String> FIELDS =
            Set.of(
                    "package",
                    "status",
                    "version",
                    "source",
                    "architecture",
                    "maintainer",
                    "section",
                    "description",
                    "depends",
                    "pre-depends",
                    "provides");
    private static final NamedRoles ROLES =
            NamedRoles.of("linux-(libc-dev|headers-|kbuild-).*", ".+-doc", ".+-(dbg|dbgsym)");
    private static final Pattern OLD_LIBRARIES = Pattern.compile("(.+/)?oldlibs");
    private static final Pattern TRANSITIONAL =
            Pattern.compile("\\b(transitional|dummy)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]*");
    private static final Pattern SOURCE = Pattern.compile("(\\S+)(?:\\s+\\((\\S+)\\))?");
    private static final Set<String> HALF_WAY =
            Set.of(
                    "half-installed",
                    "unpacked",
                    "half-configured",
                    "triggers-awaited",
                    "triggers-pending");

    @Override
    public String name() {
        return "dpkg-status";
    }

    @Override
    public Claims claims() {
        return Claims.paths("var/lib/dpkg/status", "var/lib/dpkg/status.d/*");
    }

    @Override
    public Reading read(ClaimedFile file) {
        boolean onePackage = ONE_PACKAGE.matcher(file.path()).matches();
        if (onePackage && file.path().endsWith(".md5sums")) {
            return Reading.NOTHING;
        }
        var packages = new ArrayList<Observation>();
        var faults = new TreeMap<String, List<String>>();
        for (var paragraph : ControlFile.paragraphs(file.text(), FIELDS)) {
            switch (judge(paragraph, onePackage)) {
                case Entry.Installed(var seen) -> {
                    packages.add(seen);
                    var dependencies = DpkgRelations.of(seen.purl(), paragraph);
                    if (!dependencies.isEmpty()) {
                        packages.add(dependencies);
                    }
                }
                case Entry.Absent() -> {}
                case Entry.Unclear(var name, var why) ->
                        faults.computeIfAbsent(why, _ -> new ArrayList<>()).add(name);
            }
        }
        return new Reading(
                packages,
                faults.entrySet().stream()
                        .map(fault ->
                                "packages not counted, %s: %s"
                                        .formatted(fault.getKey(), Listing.of(fault.getValue())))
                        .toList());
    }

    /// What one paragraph says.
    private sealed interface Entry {
        record Installed(PackageSeen seen) implements Entry {}

        record Absent() implements Entry {}

        record Unclear(String name, String why) implements Entry {}
    }

    private static Entry judge(Paragraph paragraph, boolean onePackage) {
        var name = paragraph.field("package");
        var shown = name.isEmpty() ? "(no name)" : name;
        if (!paragraph.fault().isEmpty()) {
            return new Entry.Unclear(shown, paragraph.fault());
        }
        var status = paragraph.field("status");
        if (!onePackage || !status.isEmpty()) {
            var words = status.split("\\s+", -1);
            if (words.length != 3) {
                return new Entry.Unclear(shown, "a Status that is not three words");
            }
            var state = words[2];
            if (state.equals("not-installed") || state.equals("config-files")) {
                return new Entry.Absent();
            }
            if (!state.equals("installed")) {
                return new Entry.Unclear(
                        shown,
                        HALF_WAY.contains(state)
                                ? "left " + state + " by dpkg"
                                : "in a state that dpkg does not have");
            }
        }
        if (!NAME.matcher(name).matches()) {
            return new Entry.Unclear(shown, "no well-formed package name");
        }
        var version = paragraph.field("version");
        if (version.isEmpty()) {
            return new Entry.Unclear(name, "no version");
        }
        return new Entry.Installed(installed(paragraph, name, version));
    }

    private static PackageSeen installed(Paragraph paragraph, String name, String version) {
        var vendor = Vendors.of(paragraph.field("maintainer"), version).orElse("");
        var purl =
                Purl.of("deb", vendor, name, version)
                        .withQualifier("arch", paragraph.field("architecture"));
        var source = source(paragraph.field("source"), name, version);
        return new PackageSeen(
                purl, Optional.of(source), List.of(), false, "", List.of(), role(paragraph, name));
    }

    /// Debian keeps what is there only for the packages that depend on it in a section of its own.
    private static PackageRole role(Paragraph paragraph, String name) {
        boolean isTransitional =
                OLD_LIBRARIES.matcher(paragraph.field("section")).matches()
                        && TRANSITIONAL.matcher(paragraph.field("description")).find();
        return isTransitional ? PackageRole.TRANSITIONAL : ROLES.of(name);
    }

    /// `Source: name` or `Source: name (version)`; each part that is absent is the binary's own.
    private static SourcePackage source(String field, String name, String version) {
        var matcher = SOURCE.matcher(field);
        if (!matcher.matches()) {
            return new SourcePackage(name, version);
        }
        return new SourcePackage(
                matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse(version));
    }
}
