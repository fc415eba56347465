package org.tidewaiter.inventory.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.inventory.document.InventoryFormatsTest.written;

import com.github.packageurl.PackageURL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.model.Inventory;

class CycloneDxFormatTest {
    static List<Inventory> inventories() {
        return List.of(
                Examples.image(),
                Examples.directory(),
                Examples.empty(),
                Examples.hostile(),
                Examples.guessed(),
                Examples.of(Examples.licensed("MIT"), Examples.licensed("MIT OR ISC")),
                Examples.of(Examples.licensed("MIT", "MIT OR ISC", "own words")));
    }

    @ParameterizedTest
    @MethodSource("inventories")
    void theDocumentFollowsTheOfficialSchema(Inventory inventory) throws Exception {
        assertThat(
                        new JsonParser()
                                .validate(
                                        written("cyclonedx", inventory)
                                                .getBytes(StandardCharsets.UTF_8),
                                        Version.VERSION_16))
                .isEmpty();
    }

    @Test
    void theLibraryReadsThePackagesBack() throws Exception {
        assertThat(read(Examples.image()).getComponents())
                .filteredOn(component -> component.getPurl() != null)
                .extracting(component -> component.getPurl())
                .containsExactly(
                        "pkg:deb/debian/libssl3@3.0.11-1~deb12u2?arch=amd64",
                        "pkg:npm/%40babel/core@7.24.0",
                        "pkg:npm/left-pad@1.3.0",
                        "pkg:pypi/certifi@2023.7.22",
                        "pkg:pypi/flask@2.0.1");
    }

    @Test
    void theLibraryReadsTheSha1OfAnArchiveThatWasGuessed() throws Exception {
        assertThat(read(Examples.guessed()).getComponents().getFirst().getHashes())
                .extracting(one -> one.getAlgorithm() + " " + one.getValue())
                .containsExactly("SHA-1 " + "0a".repeat(20), "SHA-1 " + "0b".repeat(20));
    }

    @Test
    void anImageOfARegistryIsNamedByItsPurl() throws Exception {
        var purl = new PackageURL(read(Examples.image()).getMetadata().getComponent().getPurl());
        assertThat(purl.getType()).isEqualTo("oci");
        assertThat(purl.getName()).isEqualTo("cart");
        assertThat(purl.getQualifiers())
                .containsEntry("repository_url", "registry.example/shop/cart")
                .containsEntry("tag", "2.1")
                .containsEntry("arch", "amd64");
    }

    @Test
    void aLicenceIsAnIdAnExpressionOrAName() throws Exception {
        assertThat(written("cyclonedx", Examples.of(Examples.licensed("MIT"))))
                .contains("\"id\": \"MIT\"");
        assertThat(written("cyclonedx", Examples.of(Examples.licensed("MIT OR ISC"))))
                .contains("\"expression\": \"MIT OR ISC\"");
        assertThat(written("cyclonedx", Examples.of(Examples.licensed("BSD License"))))
                .contains("\"name\": \"BSD License\"");
        assertThat(written("cyclonedx", Examples.of(Examples.licensed("MIT", "ISC OR MIT"))))
                .contains("\"id\": \"MIT\"", "\"name\": \"ISC OR MIT\"")
                .doesNotContain("expression");
    }

    @Test
    void onePackageSeenTwiceHasTwoReferences() throws Exception {
        assertThat(
                        read(Examples.of(Examples.licensed("MIT"), Examples.licensed("ISC")))
                                .getComponents())
                .extracting(component -> component.getBomRef())
                .containsExactly("pkg:npm/a@1.0.0", "pkg:npm/a@1.0.0|2");
    }

    @Test
    void theSerialNumberFollowsTheContent() throws Exception {
        assertThat(read(Examples.image()).getSerialNumber())
                .isNotEqualTo(read(Examples.directory()).getSerialNumber())
                .matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-.*");
    }

    private static Bom read(Inventory inventory) throws Exception {
        return new JsonParser()
                .parse(written("cyclonedx", inventory).getBytes(StandardCharsets.UTF_8));
    }
}
