package org.tidewaiter.scan.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;

class UnreadTest {
    private static final OptionalInt NONE = OptionalInt.empty();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app/a/package.json        | npm-package: no JSON | app/a/package.json",
                "app/a/package.json        | not read: I/O error  | app/a/package.json",
                "app                       | not read: no access  | app/a/package.json",
                "app.jar                   | java-archive: broken | app.jar!/lib/one.jar",
                "app.jar                   | java-archive: broken | app.jar!/lib/one.jar!/two.jar",
                "app.jar!/lib/one.jar      | java-archive: broken | app.jar!/lib/one.jar!/two.jar",
                "app/**                    | 3 files were not read, as asked | app/a/package.json",
                "app/*/package.json        | 3 files were not read, as asked | app/a/package.json",
                "**/vendor/**              | 3 files were not read, as asked | app/a/package.json",
                "''                        | app/a/package.json: npm-package: no JSON"
                        + " | app/a/package.json",
                "''                        | a: b/package.json: npm-package: no JSON"
                        + " | a: b/package.json",
                "''                        | app.jar: java-archive: broken | app.jar!/lib/one.jar",
                "''                        | app/**: 3 files were not read, as asked"
                        + " | app/a/package.json",
                "''                        | layer 4: the layer is encrypted | app/a/package.json",
                "''                        | more than 5 files    | app/a/package.json",
                "''                        | sbom: 2 components have no package URL, and are left"
                        + " out: x 1, a 2 | app/a/package.json",
                "''                        | sbom: 12 components have no package URL, and are left"
                        + " out: x 1 and 2 more | app/a/package.json",
            })
    void aGapHidesWhatItCovers(String path, String reason, String place) {
        assertThat(hides(new Gap(path, NONE, reason), place)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app/a/package.json | npm-package: no JSON | app/ab/package.json",
                "app/a/package.json | npm-package: no JSON | app/a/package.json.d/x",
                "app/a              | npm-package: no JSON | app/ab",
                "app.jar            | java-archive: broken | app.jar.d/one.jar",
                "app.jar!/one.jar   | java-archive: broken | app.jar!/two.jar",
                "app/**             | 3 files were not read, as asked | apps/a/package.json",
                "app/**             | npm-package: no JSON | app/a/package.json",
                "''                 | app/a/package.json: npm-package: no JSON | app/b/package.json",
                "''                 | app.jar: java-archive: broken | app.jar2!/lib/one.jar",
            })
    void aGapHidesNothingElse(String path, String reason, String place) {
        assertThat(hides(new Gap(path, NONE, reason), place)).isFalse();
    }

    @Test
    void aPackageWithoutAPlaceMayBeInAnyGap() {
        var gap = new Gap("app/a/package.json", NONE, "npm-package: no JSON");
        assertThat(gap(image(npm("a")), image().withGaps(List.of(gap)))).contains(gap);
        var ofBill = new Gap("", NONE, "sbom: 1 components have no package URL: left-pad 1");
        var bill = image().withGaps(List.of(ofBill));
        assertThat(gap(image(npm("left-pad")), bill)).contains(ofBill);
        assertThat(gap(image(npm("Left_Pad")), bill)).contains(ofBill);
        assertThat(gap(image(npm("right-pad")), bill)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dpkg-status, dpkg-status, true",
        "rpm-berkeley, rpm-sqlite, true",
        "dpkg-status, dpkg-files, false",
        "dpkg-status, npm-package, false",
    })
    void aDatabaseMayHaveMoved(String foundBy, String reader, boolean hidden) {
        var one = seen("pkg:deb/debian/a@1", foundBy, "var/lib/old/status", 0);
        var gap = new Gap("var/lib/new/status", NONE, reader + ": broken");
        var told = new Gap("", NONE, "var/lib/new/status: %s: broken".formatted(reader));
        assertThat(gap(image(one), image().withGaps(List.of(gap))).isPresent()).isEqualTo(hidden);
        assertThat(gap(image(one), image().withGaps(List.of(told))).isPresent()).isEqualTo(hidden);
    }

    @Test
    void aLayerThatWasNotReadHidesWhatIsNotReadAbove() {
        var gap = new Gap("", OptionalInt.of(1), "the layer is encrypted");
        var gone = seen("pkg:npm/gone@1", "npm-lock", "app/package-lock.json", 0);
        var below = seen("pkg:npm/kept@1", "npm-lock", "app/package-lock.json", 0);
        var above = seen("pkg:npm/kept@1", "npm-lock", "app/package-lock.json", 2);
        var before = image("x", gone);
        assertThat(gap(before, image("y").withGaps(List.of(gap)))).contains(gap);
        assertThat(gap(before, image("y", below).withGaps(List.of(gap)))).contains(gap);
        assertThat(gap(before, image("y", above).withGaps(List.of(gap)))).isEmpty();
    }

    @Test
    void aFileThatIsBrokenBelowAndWasReadAboveHidesNothing() {
        var gap = new Gap("app/package-lock.json", OptionalInt.of(1), "npm-lock: no JSON");
        var gone = seen("pkg:npm/gone@1", "npm-lock", "app/package-lock.json", 0);
        var above = seen("pkg:npm/kept@1", "npm-lock", "app/package-lock.json", 2);
        var before = image("x", gone);
        assertThat(gap(before, image("y", above).withGaps(List.of(gap)))).isEmpty();
        assertThat(gap(before, image("y").withGaps(List.of(gap)))).contains(gap);
        var dpkg = new Gap("var/lib/dpkg/status", OptionalInt.of(1), "dpkg-status: broken");
        var curl = seen("pkg:deb/debian/curl@1", "dpkg-status", "var/lib/dpkg/status", 0);
        var bash = seen("pkg:deb/debian/bash@1", "dpkg-status", "var/lib/dpkg/status", 2);
        assertThat(gap(image("x", curl), image("y", bash).withGaps(List.of(dpkg)))).isEmpty();
        assertThat(gap(image("x", curl), image("y").withGaps(List.of(dpkg)))).contains(dpkg);
    }

    @Test
    void aGapOfTheSameBytesHidesNothing() {
        var gap = new Gap("", OptionalInt.of(2), "the layer is encrypted");
        var gone = seen("pkg:npm/gone@1", "npm-lock", "app/package-lock.json", 1);
        var before = image("x", gone).withGaps(List.of(gap));
        assertThat(gap(before, image("x").withGaps(List.of(gap)))).isEmpty();
        assertThat(gap(before, image("y").withGaps(List.of(gap)))).contains(gap);
        var bill = new Gap("", NONE, "layer 2: sha256:00 was fetched only in part");
        var other = new Gap("", NONE, "layer 2: sha256:11 was fetched only in part");
        var stored = image(npm("a", "app/x.jar")).withGaps(List.of(bill));
        assertThat(gap(stored, image().withGaps(List.of(bill)))).isEmpty();
        assertThat(gap(stored, image().withGaps(List.of(other)))).contains(other);
    }

    @Test
    void whatTheOtherHadAboveThoseBytesMayHaveReplacedThem() {
        var gap = new Gap("", OptionalInt.of(2), "the layer is encrypted");
        var above = seen("pkg:npm/gone@1", "npm-lock", "app/package-lock.json", 3);
        var before = image("x", above).withGaps(List.of(gap));
        assertThat(gap(before, image("x").withGaps(List.of(gap)))).contains(gap);
        var jar = new Gap("app.jar", OptionalInt.of(1), "java-archive: broken");
        var good = seen("pkg:maven/a/b@1", "java-archive", "app.jar", 3);
        var replaced = image("x", good).withGaps(List.of(jar));
        assertThat(gap(replaced, image("x").withGaps(List.of(jar)))).contains(jar);
    }

    @Test
    void anotherVersionInAnotherFileIsDoubtful() {
        var gap = new Gap("one/package.json", NONE, "npm-package: no JSON");
        var before = image(seen("pkg:npm/a@1.0.0", "npm-package", "one/package.json", 0));
        var after =
                image(seen("pkg:npm/a@2.0.0", "npm-package", "two/package.json", 0))
                        .withGaps(List.of(gap));
        assertThat(InventoryDiff.of(before, after).changes())
                .singleElement()
                .matches(one -> one.kind() == PackageChange.Kind.UPGRADED)
                .matches(one -> one.unread().equals(Optional.of(gap)));
        assertThat(InventoryDiff.of(after, before).changes())
                .singleElement()
                .matches(one -> one.kind() == PackageChange.Kind.DOWNGRADED)
                .matches(one -> one.unread().equals(Optional.of(gap)));
    }

    private static boolean hides(Gap gap, String place) {
        var diff = InventoryDiff.of(image(npm("a", place)), image().withGaps(List.of(gap)));
        var mirrored = InventoryDiff.of(image().withGaps(List.of(gap)), image(npm("a", place)));
        assertThat(mirrored.changes())
                .singleElement()
                .matches(one -> one.kind() == PackageChange.Kind.ADDED)
                .matches(one -> one.unread().equals(diff.changes().getFirst().unread()));
        return diff.count(PackageChange.Kind.UNSEEN) == 1;
    }

    /// For which what is missing is not seen.
    private static Optional<Gap> gap(Inventory before, Inventory after) {
        return InventoryDiff.of(before, after).changes().stream()
                .filter(one -> one.kind() == PackageChange.Kind.UNSEEN)
                .flatMap(one -> one.unread().stream())
                .findFirst();
    }

    private static SoftwarePackage npm(String name, String... places) {
        return new SoftwarePackage(
                Purl.parse("pkg:npm/%s@1".formatted(name)).orElseThrow(),
                Optional.empty(),
                List.of(),
                "npm-package",
                false,
                Presence.LIVE,
                List.of(places).stream().map(place -> new Location(place, NONE)).toList(),
                Optional.empty());
    }

    private static SoftwarePackage seen(String purl, String foundBy, String path, int layer) {
        return new SoftwarePackage(
                Purl.parse(purl).orElseThrow(),
                Optional.empty(),
                List.of(),
                foundBy,
                false,
                Presence.LIVE,
                List.of(new Location(path, OptionalInt.of(layer))),
                Optional.empty());
    }

    private static Inventory image(SoftwarePackage... packages) {
        return image(List.of(), packages);
    }

    /// One of three layers, of which only the lowest is that of the others.
    private static Inventory image(String name, SoftwarePackage... packages) {
        return image(
                IntStream.range(0, 3)
                        .mapToObj(index -> layer(index, index == 0 ? "base" : name + index))
                        .toList(),
                packages);
    }

    private static Layer layer(int index, String content) {
        var digest = Digest.ofSha256(Arrays.copyOf(content.getBytes(StandardCharsets.UTF_8), 32));
        return new Layer(index, digest, digest, "tar", -1, Optional.empty());
    }

    private static Inventory image(List<Layer> layers, SoftwarePackage... packages) {
        return new Inventory(
                new ImageSource(
                        "layout",
                        "test",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        layers),
                Optional.empty(),
                List.of(packages),
                FileAccount.NONE,
                List.of());
    }
}
