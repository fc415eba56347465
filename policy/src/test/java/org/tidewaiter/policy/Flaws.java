package org.tidewaiter.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ExploitSigns;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.SoftwarePackage;

/// Builds findings for the tests of this package.
record Flaws(
        String id,
        String purl,
        FindingState state,
        Severity severity,
        ExploitSigns signs,
        List<String> fixed,
        Presence presence,
        List<String> paths) {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    static final ImageSource IMAGE =
            new ImageSource(
                    "registry",
                    "registry.example/shop/web:1",
                    Digest.parse("sha256:" + "ab".repeat(32)),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());

    static final Inventory INVENTORY =
            new Inventory(IMAGE, Optional.empty(), List.of(), FileAccount.NONE, List.of());

    static Flaws flaw(String id, Severity severity) {
        return new Flaws(
                id,
                "pkg:npm/lodash@4.17.20",
                FindingState.AFFECTED,
                severity,
                ExploitSigns.NONE,
                List.of(),
                Presence.LIVE,
                List.of("app/node_modules/lodash/package.json"));
    }

    Flaws in(String otherPurl) {
        return new Flaws(id, otherPurl, state, severity, signs, fixed, presence, paths);
    }

    Flaws at(String... otherPaths) {
        return new Flaws(id, purl, state, severity, signs, fixed, presence, List.of(otherPaths));
    }

    Flaws fixedIn(String version) {
        return new Flaws(
                id, purl, FindingState.FIXED, severity, signs, List.of(version), presence, paths);
    }

    Flaws being(FindingState other) {
        return new Flaws(id, purl, other, severity, signs, fixed, presence, paths);
    }

    Flaws being(Presence other) {
        return new Flaws(id, purl, state, severity, signs, fixed, other, paths);
    }

    Flaws exploited() {
        return signs(new ExploitSigns(Optional.of(LocalDate.EPOCH), signs.epss()));
    }

    Flaws epss(double score) {
        return signs(
                new ExploitSigns(
                        signs.kevAdded(), Optional.of(new ExploitSigns.Epss(score, score))));
    }

    private Flaws signs(ExploitSigns other) {
        return new Flaws(id, purl, state, severity, other, fixed, presence, paths);
    }

    Finding.Vulnerability build() {
        return new Finding.Vulnerability(
                id,
                List.of("GHSA-" + id),
                new SoftwarePackage(
                        Purl.parse(purl).orElseThrow(),
                        Optional.empty(),
                        List.of(),
                        "test",
                        false,
                        presence,
                        paths.stream().map(path -> new Location(path, OptionalInt.of(0))).toList(),
                        Optional.empty()),
                state,
                severity,
                "test",
                Optional.empty(),
                signs,
                "",
                fixed,
                List.of(),
                "");
    }
}
