package org.tidewaiter.inventory.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.inventory.document.InventoryFormatsTest.written;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spdx.library.model.v2.SpdxDocument;
import org.spdx.library.model.v2.SpdxPackage;
import org.spdx.library.model.v2.enumerations.ReferenceCategory;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.json.JsonReader;

/// Both forms of SPDX, judged by SPDX's own library.
class SpdxFormatsTest {
    static Stream<Inventory> inventories() {
        return CycloneDxFormatTest.inventories().stream();
    }

    @ParameterizedTest
    @MethodSource("inventories")
    void theLibraryFindsNothingWrongWithTheJson(Inventory inventory) throws Exception {
        assertThat(read("spdx-json", inventory).verify()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("inventories")
    void theLibraryFindsNothingWrongWithTagsAndValues(Inventory inventory) throws Exception {
        assertThat(read("spdx", inventory).verify()).isEmpty();
    }

    @Test
    void theLibraryWouldSeeAnUnknownLicence() throws Exception {
        var broken = written("spdx", Examples.of(Examples.licensed("MIT"))).replace("MIT", "M-I-T");
        assertThat(SpdxLibrary.read("spdx", broken).verify()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spdx-json", "spdx"})
    void theLibraryReadsThePackagesBack(String format) throws Exception {
        var document = read(format, Examples.image());
        var image = (SpdxPackage) document.getDocumentDescribes().iterator().next();
        assertThat(image.getName()).hasValue("registry.example/shop/cart:2.1");
        assertThat(image.getRelationships())
                .extracting(one -> purl((SpdxPackage) one.getRelatedSpdxElement().orElseThrow()))
                .containsExactlyInAnyOrder(
                        "",
                        "pkg:deb/debian/libssl3@3.0.11-1~deb12u2?arch=amd64",
                        "pkg:npm/%40babel/core@7.24.0",
                        "pkg:npm/left-pad@1.3.0",
                        "pkg:pypi/certifi@2023.7.22",
                        "pkg:pypi/flask@2.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spdx-json", "spdx"})
    void theLibraryReadsTheSha1OfAnArchiveThatWasGuessed(String format) throws Exception {
        var image =
                (SpdxPackage)
                        read(format, Examples.guessed()).getDocumentDescribes().iterator().next();
        var one = image.getRelationships().iterator().next().getRelatedSpdxElement().orElseThrow();
        assertThat(((SpdxPackage) one).getChecksums())
                .extracting(checksum -> checksum.getAlgorithm() + " " + checksum.getValue())
                .containsExactlyInAnyOrder("SHA1 " + "0a".repeat(20), "SHA1 " + "0b".repeat(20));
    }

    @Test
    void theTwoFormsSayTheSame() throws Exception {
        var json = read("spdx-json", Examples.image());
        var tags = read("spdx", Examples.image());
        assertThat(
                        tags.getDocumentDescribes()
                                .iterator()
                                .next()
                                .equivalent(json.getDocumentDescribes().iterator().next()))
                .isTrue();
    }

    @Test
    void theLibraryReadsTheRemarksOfAnotherModuleBack() throws Exception {
        var out = new ByteArrayOutputStream();
        var remark =
                new SpdxJsonFormat.Remark(
                        Optional.of("https://nvd.nist.gov/vuln/detail/CVE-2026-1"),
                        LocalDate.of(2026, 11, 22),
                        "it is <fixed>\nin 2");
        new SpdxJsonFormat()
                .write(
                        Examples.of(Examples.licensed("MIT")),
                        LayerScope.SQUASHED,
                        _ -> List.of(remark, remark),
                        out);
        var document = SpdxLibrary.read("spdx-json", out.toString(StandardCharsets.UTF_8));
        assertThat(document.verify()).isEmpty();
        var image = (SpdxPackage) document.getDocumentDescribes().iterator().next();
        var found =
                (SpdxPackage)
                        image.getRelationships()
                                .iterator()
                                .next()
                                .getRelatedSpdxElement()
                                .orElseThrow();
        assertThat(found.getExternalRefs())
                .extracting(one -> one.getReferenceCategory() + " " + one.getReferenceLocator())
                .containsExactlyInAnyOrder(
                        ReferenceCategory.SECURITY + " " + remark.advisory().orElseThrow(),
                        ReferenceCategory.PACKAGE_MANAGER + " pkg:npm/a@1.0.0");
        assertThat(found.getAnnotations())
                .extracting(one -> one.getComment())
                .contains(remark.comment());
        assertThat(image.getAnnotations())
                .extracting(one -> one.getComment())
                .doesNotContain(remark.comment());
    }

    @Test
    void aLicenceThatSpdxDoesNotListIsInTheDocument() throws Exception {
        var packages =
                JsonReader.read(
                        written("spdx-json", Examples.of(Examples.licensed("MIT", "own words")))
                                .getBytes(StandardCharsets.UTF_8));
        var licence = packages.get("hasExtractedLicensingInfos").items().getFirst();
        assertThat(licence.text("extractedText")).isEqualTo("own words");
        assertThat(packages.get("packages").items().get(1).text("licenseDeclared"))
                .isEqualTo("MIT AND " + licence.text("licenseId"));
    }

    @Test
    void aPackageWithoutLicencesAssertsNone() throws Exception {
        assertThat(written("spdx", Examples.of(Examples.licensed())))
                .contains("PackageLicenseDeclared: NOASSERTION");
    }

    @Test
    void thePackageIsCalledTheSameInEveryDocument() throws Exception {
        var alone = ids(Examples.of(Examples.licensed("MIT")));
        assertThat(ids(Examples.of(Examples.licensed("ISC")))).isEqualTo(alone);
        assertThat(ids(Examples.of(Examples.licensed("MIT"), Examples.licensed("ISC"))))
                .doesNotHaveDuplicates()
                .containsAll(alone);
    }

    private static List<String> ids(Inventory inventory) throws Exception {
        return JsonReader.read(written("spdx-json", inventory).getBytes(StandardCharsets.UTF_8))
                .get("packages")
                .items()
                .stream()
                .map(one -> one.text("SPDXID"))
                .toList();
    }

    private static String purl(SpdxPackage one) throws RuntimeException {
        try {
            var references = one.getExternalRefs().iterator();
            return references.hasNext() ? references.next().getReferenceLocator() : "";
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static SpdxDocument read(String format, Inventory inventory) throws Exception {
        return SpdxLibrary.read(format, written(format, inventory));
    }
}
