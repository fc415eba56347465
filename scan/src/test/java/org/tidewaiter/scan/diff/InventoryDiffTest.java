package org.tidewaiter.scan.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.scan.DiffFormat;
import org.tidewaiter.scan.report.ReportStyle;

class InventoryDiffTest {
    @Test
    void anImageDoesNotDifferFromItself() {
        var image = image(seen("pkg:npm/a@1.0.0"), seen("pkg:npm/a@2.0.0"));
        assertThat(InventoryDiff.of(image, image).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:deb/debian/a@1.0, pkg:deb/debian/a@1.0-1, upgraded",
        "pkg:deb/debian/a@1.0, pkg:deb/debian/a@1.0~rc1, downgraded",
        "pkg:npm/a@1.10.0, pkg:npm/a@1.9.0, downgraded",
        "pkg:rpm/fedora/a@9, pkg:rpm/fedora/a@1?epoch=1, upgraded",
        "pkg:otp/a@1, pkg:otp/a@2, replaced",
        "pkg:npm/a@1.0.0, pkg:npm/a@latest, replaced",
    })
    void theEcosystemSaysWhichVersionIsTheHigher(String before, String after, String change) {
        assertThat(changes(image(seen(before)), image(seen(after)))).containsExactly(change + " a");
    }

    @Test
    void theDistributionsReleaseIsNoDifference() {
        assertThat(
                        changes(
                                image(seen("pkg:deb/debian/a@1?arch=amd64&distro=debian-12")),
                                image(seen("pkg:deb/debian/a@1?arch=amd64&distro=debian-13"))))
                .isEmpty();
    }

    @Test
    void versionsThatBothHaveAreLeftOutAndTheOthersPaired() {
        assertThat(
                        changes(
                                image(seen("pkg:npm/a@1.0.0"), seen("pkg:npm/a@2.0.0")),
                                image(
                                        seen("pkg:npm/a@1.0.0"),
                                        seen("pkg:npm/a@2.1.0"),
                                        seen("pkg:npm/a@3.0.0"))))
                .containsExactly("added a", "upgraded a");
    }

    @Test
    void twoArchitecturesAreTwoPackages() {
        assertThat(
                        changes(
                                image(seen("pkg:deb/debian/a@1?arch=amd64")),
                                image(seen("pkg:deb/debian/a@1?arch=i386"))))
                .containsExactly("removed a", "added a");
    }

    @Test
    void otherLicencesAndAnotherOwnerAreChangesOfTheirOwn() {
        var before = seen("pkg:pypi/a@1", "MIT", "pkg:deb/debian/python3-a@1");
        assertThat(changes(image(before), image(seen("pkg:pypi/a@2", "ISC", ""))))
                .containsExactly("upgraded a", "licences a", "owner a");
        assertThat(
                        changes(
                                image(before),
                                image(seen("pkg:pypi/a@1", "MIT", "pkg:deb/debian/python3-a@2"))))
                .isEmpty();
    }

    @Test
    void whatALaterLayerDeletedCountsAsNotThere() {
        var gone =
                new SoftwarePackage(
                        Purl.parse("pkg:npm/a@1").orElseThrow(),
                        Optional.empty(),
                        List.of(),
                        "test",
                        false,
                        Presence.DELETED,
                        List.of(),
                        Optional.empty());
        assertThat(changes(image(seen("pkg:npm/a@1")), image(gone))).containsExactly("removed a");
    }

    @Test
    void theTableHasALineForEachChange() throws Exception {
        assertThat(written(DiffFormat.TABLE))
                .isEqualTo(
                        """
                        Before        old
                        After         new
                        Changes       1 removed, 1 upgraded, 1 with other licences

                        CHANGE    PACKAGE  TYPE  BEFORE  AFTER  WHERE
                        upgraded  a        npm   1.0.0   1.1.0  app/a
                        licences  a        npm   MIT     ISC    app/a
                        removed   b        npm   1.0.0   -      app/b
                        """);
    }

    @Test
    void theTableSaysWhatWasNotReadAndMayHaveIt() throws Exception {
        var out = new ByteArrayOutputStream();
        var before = image("old", seen("pkg:npm/a@1.0.0"), seen("pkg:npm/b@1.0.0"));
        var after =
                image("new").withGaps(List.of(new Gap("app/a", OptionalInt.empty(), "x: broken")));
        DiffFormat.TABLE.write(InventoryDiff.of(before, after), ReportStyle.PLAIN, out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        Before        old
                        After         new
                        Changes       1 removed, 1 not seen

                        CHANGE   PACKAGE  TYPE  BEFORE  AFTER  WHERE  OR NOT READ
                        unseen   a        npm   1.0.0   -      app/a  app/a: x: broken
                        removed  b        npm   1.0.0   -      app/b  -

                        Gaps after (not read, so what is in them is not known)
                          app/a: x: broken
                        """);
    }

    @Test
    void theDocumentFollowsItsSchema() throws Exception {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                Files.readString(
                                        Path.of(
                                                "..",
                                                "docs",
                                                "schema",
                                                "inventory-diff-1.schema.json")),
                                InputFormat.JSON);
        assertThat(schema.validate(written(DiffFormat.JSON), InputFormat.JSON)).isEmpty();
        assertThat(written(DiffFormat.JSON))
                .contains("\"change\": \"upgraded\"", "\"purl\": \"pkg:npm/a@1.1.0\"");
    }

    private static String written(DiffFormat format) throws Exception {
        var out = new ByteArrayOutputStream();
        var before = image("old", seen("pkg:npm/a@1.0.0", "MIT", ""), seen("pkg:npm/b@1.0.0"));
        var after = image("new", seen("pkg:npm/a@1.1.0", "ISC", ""));
        format.write(InventoryDiff.of(before, after), ReportStyle.PLAIN, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Stream<String> changes(Inventory before, Inventory after) {
        return InventoryDiff.of(before, after).changes().stream()
                .map(one -> one.kind().word() + " " + one.any().ecosystemName());
    }

    private static SoftwarePackage seen(String purl) {
        return seen(purl, "MIT", "");
    }

    private static SoftwarePackage seen(String text, String licence, String owner) {
        var purl = Purl.parse(text).orElseThrow();
        return new SoftwarePackage(
                purl,
                Optional.empty(),
                List.of(licence),
                "test",
                false,
                Presence.LIVE,
                List.of(new Location("app/" + purl.name(), OptionalInt.of(0))),
                Purl.parse(owner));
    }

    private static Inventory image(SoftwarePackage... packages) {
        return image("test", packages);
    }

    private static Inventory image(String name, SoftwarePackage... packages) {
        return new Inventory(
                new ImageSource(
                        "layout",
                        name,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                Optional.empty(),
                List.of(packages),
                FileAccount.NONE,
                List.of());
    }
}
