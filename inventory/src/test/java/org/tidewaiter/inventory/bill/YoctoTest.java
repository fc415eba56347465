package org.tidewaiter.inventory.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.SourcePackage;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.TarBuilder;

/// Bills of images that Yocto built, in both of the forms that it has had.
class YoctoTest {
    private static final String IMAGE =
            """
            {"SPDXID": "SPDXRef-DOCUMENT", "spdxVersion": "SPDX-2.2", "name": "core-image-minimal",
             "documentNamespace": "http://spdx.example/core-image-minimal-1",
             "externalDocumentRefs": [
               {"externalDocumentId": "DocumentRef-busybox-udhcpc",
                "spdxDocument": "http://spdx.example/busybox-udhcpc-2"},
               {"externalDocumentId": "DocumentRef-libc6", "spdxDocument": "http://spdx.example/libc6-3"},
               {"externalDocumentId": "DocumentRef-runtime-busybox-udhcpc",
                "spdxDocument": "http://spdx.example/runtime-busybox-udhcpc-4"}],
             "packages": [{"name": "core-image-minimal", "SPDXID": "SPDXRef-Image-core-image-minimal"}],
             "relationships": [
               {"spdxElementId": "SPDXRef-Image-core-image-minimal", "relationshipType": "CONTAINS",
                "relatedSpdxElement": "DocumentRef-busybox-udhcpc:SPDXRef-Package-busybox-udhcpc"},
               {"spdxElementId": "SPDXRef-Image-core-image-minimal", "relationshipType": "CONTAINS",
                "relatedSpdxElement": "DocumentRef-libc6:SPDXRef-Package-libc6"},
               {"spdxElementId": "SPDXRef-Image-core-image-minimal", "relationshipType": "OTHER",
                "relatedSpdxElement": "DocumentRef-runtime-busybox-udhcpc:SPDXRef-DOCUMENT"}]}
            """;

    /// What is sorted in the documents of Yocto comes in another order here on purpose.
    private static final String PACKAGE =
            """
            {"relationships": [
               {"spdxElementId": "SPDXRef-Package-%1$s", "relationshipType": "GENERATED_FROM",
                "relatedSpdxElement": "DocumentRef-recipe-%2$s:SPDXRef-Recipe-%2$s"},
               {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
                "relatedSpdxElement": "SPDXRef-Package-%1$s"},
               {"spdxElementId": "SPDXRef-Package-%1$s", "relationshipType": "CONTAINS",
                "relatedSpdxElement": "SPDXRef-PackagedFile-%1$s-1"}],
             "packages": [{"name": "%1$s", "SPDXID": "SPDXRef-Package-%1$s", "versionInfo": "1.36.1",
               "licenseDeclared": "GPL-2.0-only AND DocumentRef-recipe-%2$s:LicenseRef-own-words"}],
             "files": [{"SPDXID": "SPDXRef-PackagedFile-%1$s-1", "fileName": "bin/%1$s"}],
             "externalDocumentRefs": [{"externalDocumentId": "DocumentRef-recipe-%2$s",
               "spdxDocument": "http://spdx.example/recipe-%2$s-9"}],
             "name": "%1$s", "documentNamespace": "http://spdx.example/%1$s-%3$s",
             "spdxVersion": "SPDX-2.2"}
            """;

    private static final String RECIPE =
            """
            {"name": "recipe-%1$s", "documentNamespace": "http://spdx.example/recipe-%1$s-9",
             "packages": [{"name": "%1$s", "SPDXID": "SPDXRef-Recipe-%1$s", "versionInfo": "%2$s"},
                          {"name": "%1$s-source-1", "SPDXID": "SPDXRef-Download-%1$s-1"}]}
            """;

    private static final String RUNTIME =
            """
            {"name": "runtime-busybox-udhcpc",
             "documentNamespace": "http://spdx.example/runtime-busybox-udhcpc-4",
             "externalDocumentRefs": [
               {"externalDocumentId": "DocumentRef-package-busybox-udhcpc",
                "spdxDocument": "http://spdx.example/busybox-udhcpc-2"},
               {"externalDocumentId": "DocumentRef-runtime-dependency-libc6",
                "spdxDocument": "http://spdx.example/libc6-3"}],
             "relationships": [
               {"spdxElementId": "DocumentRef-runtime-dependency-libc6:SPDXRef-Package-libc6",
                "relationshipType": "RUNTIME_DEPENDENCY_OF",
                "relatedSpdxElement": "DocumentRef-package-busybox-udhcpc:SPDXRef-Package-busybox-udhcpc"}]}
            """;

    private static final TarBuilder ARCHIVE =
            tar().file("core-image-minimal.spdx.json", IMAGE)
                    .file(
                            "busybox-udhcpc.spdx.json",
                            PACKAGE.formatted("busybox-udhcpc", "busybox", 2))
                    .file("libc6.spdx.json", PACKAGE.formatted("libc6", "glibc", 3))
                    .file("not-installed.spdx.json", PACKAGE.formatted("busybox-dbg", "busybox", 5))
                    .file("recipe-busybox.spdx.json", RECIPE.formatted("busybox", "1.36.1"))
                    .file("recipe-glibc.spdx.json", RECIPE.formatted("glibc", "2.39"))
                    .file("runtime-busybox-udhcpc.spdx.json", RUNTIME)
                    .file("index.json", "{\"documents\": []}");

    static Stream<byte[]> archives() {
        return Stream.of(
                        LayerBytes.plain(ARCHIVE),
                        LayerBytes.gzip(ARCHIVE),
                        LayerBytes.zstd(ARCHIVE))
                .map(LayerBytes::stored);
    }

    @ParameterizedTest
    @MethodSource("archives")
    void whatTheImageOfAnArchiveNamesIsInstalled(byte[] archive) throws Exception {
        var inventory = read(archive);
        assertThat(purls(inventory))
                .containsExactly("pkg:yocto/busybox-udhcpc@1.36.1", "pkg:yocto/libc6@1.36.1");
        assertThat(inventory.source().name()).isEqualTo("core-image-minimal");
        assertThat(inventory.gaps()).isEmpty();
    }

    /// They make ten kilobytes for each of a hundred bytes of the document.
    @Test
    void anArchiveOfMoreRelationshipsThanFitIsRefused() {
        var document =
                """
                {"documentNamespace": "%s", "relationships": [{}%s]}
                """
                        .formatted(
                                "n".repeat(10_000),
                                """
                                ,{"spdxElementId": "a", "relationshipType": "RUNTIME_DEPENDENCY_OF",
                                "relatedSpdxElement": "b"}\
                                """
                                        .repeat(10_000));
        var archive = tar().file("i.spdx.json", IMAGE).file("n.spdx.json", document).bytes();
        assertThatThrownBy(() -> read(archive))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("more packages and relationships than are believed");
    }

    @Test
    void thePackagesOfAnArchiveHaveTheirRecipesLicencesAndNeeds() throws Exception {
        var inventory = read(ARCHIVE.bytes());
        assertThat(inventory.packages())
                .extracting(one -> one.source().orElseThrow())
                .containsExactly(
                        new SourcePackage("busybox", "1.36.1"), new SourcePackage("glibc", "2.39"));
        assertThat(inventory.packages().getFirst().licences())
                .containsExactly("GPL-2.0-only", "own-words");
        assertThat(inventory.dependencies())
                .extracting(one -> one.of().name() + " " + one.on().getFirst().name())
                .containsExactly("busybox-udhcpc libc6");
    }

    @Test
    void packagesWhoseDocumentsAreNotInTheArchiveAreAGap() throws Exception {
        var inventory = read(tar().file("a.spdx.json", IMAGE).bytes());
        assertThat(inventory.gaps())
                .extracting(Gap::reason)
                .containsExactly(
                        "sbom: the documents of 2 packages of the image are not in the archive");
    }

    static Stream<byte[]> noArchives() {
        var bytes = LayerBytes.zstd(ARCHIVE).stored();
        return Stream.of(
                tar().file("layer.tar", "x").bytes(),
                tar().file("a.spdx.json", "{").bytes(),
                tar().file("a.spdx.json", "[]").bytes(),
                tar().file("a.spdx.json", "[".repeat(100_000)).bytes(),
                Arrays.copyOf(bytes, bytes.length / 2),
                Arrays.copyOf(ARCHIVE.bytes(), 1000));
    }

    @ParameterizedTest
    @MethodSource("noArchives")
    void whatIsNoArchiveOfDocumentsIsRefused(byte[] archive) {
        assertThatThrownBy(() -> read(archive)).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void theIndexOfAnArchiveIsNoBill() {
        assertThatThrownBy(() -> read("{\"documents\": [{\"filename\": \"a.spdx.json\"}]}"))
                .hasMessageContaining("not the archive (.spdx.tar.zst) itself");
    }

    private static final String SPDX_3 =
            """
            {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
             {"type": "CreationInfo", "@id": "_:CreationInfo1", "specVersion": "3.0.1"},
             {"type": "SpdxDocument", "spdxId": "http://x/doc", "name": "core-image-minimal-qemux86",
              "rootElement": ["http://x/sbom"]},
             {"type": "software_Sbom", "spdxId": "http://x/sbom", "rootElement": ["http://x/rootfs"]},
             {"type": "software_Package", "spdxId": "http://x/rootfs", "name": "core-image-minimal",
              "software_primaryPurpose": "archive"},
             {"type": "software_Package", "spdxId": "http://x/source", "name": "busybox-1.36.1.tar.bz2",
              "software_primaryPurpose": "source"},
             {"type": "software_File", "spdxId": "http://x/file", "name": "bin/busybox"},
             {"type": "software_Package", "spdxId": "http://x/udhcpc", "name": "busybox-udhcpc",
              "software_packageVersion": "1.36.1", "software_primaryPurpose": "install",
              "externalIdentifier": [{"type": "ExternalIdentifier", "externalIdentifierType": "cpe23",
                "identifier": "cpe:2.3:*:*:busybox:1.36.1:*:*:*:*:*:*:*"}]},
             {"type": "software_Package", "spdxId": "http://x/libc6", "name": "libc6",
              "software_packageVersion": "2.39", "software_primaryPurpose": "install",
              "software_packageUrl": "pkg:yocto/core/glibc@2.39"},
             {"type": "build_Build", "spdxId": "http://x/build", "name": "busybox:do_create_spdx:recipe",
              "build_buildType": "http://openembedded.org/bitbake/do_create_spdx/recipe"},
             {"type": "LifecycleScopedRelationship", "spdxId": "http://x/r1", "scope": "build",
              "from": "http://x/build", "relationshipType": "hasOutput", "to": ["http://x/udhcpc"]},
             {"type": "LifecycleScopedRelationship", "spdxId": "http://x/r2", "scope": "runtime",
              "from": "http://x/udhcpc", "relationshipType": "dependsOn", "to": ["http://x/libc6"]},
             {"type": "Relationship", "spdxId": "http://x/r3",
              "from": "http://x/udhcpc", "relationshipType": "hasConcludedLicense", "to": ["http://x/l"]},
             {"type": "simplelicensing_LicenseExpression", "spdxId": "http://x/l",
              "simplelicensing_licenseExpression": "GPL-2.0-only AND LicenseRef-1",
              "simplelicensing_customIdToUri": [
                {"type": "DictionaryEntry", "key": "LicenseRef-1", "value": "http://x/text"}]},
             {"type": "simplelicensing_SimpleLicensingText", "spdxId": "http://x/text", "name": "own words"}
            ]}
            """;

    @Test
    void spdx3IsReadWithRecipesLicencesAndNeeds() throws Exception {
        var inventory = read(SPDX_3);
        assertThat(purls(inventory))
                .containsExactly("pkg:yocto/busybox-udhcpc@1.36.1", "pkg:yocto/core/glibc@2.39");
        var first = inventory.packages().getFirst();
        assertThat(first.source()).contains(new SourcePackage("busybox", "1.36.1"));
        assertThat(first.licences()).containsExactly("GPL-2.0-only", "own words");
        assertThat(inventory.dependencies())
                .extracting(one -> one.of().name() + " " + one.on().getFirst().name())
                .containsExactly("busybox-udhcpc glibc");
        assertThat(inventory.source().name()).isEqualTo("core-image-minimal-qemux86");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void whatYoctoBuiltFromIsNoPackageEvenWithAPackageUrl() throws Exception {
        var text =
                SPDX_3.replace(
                        "\"software_primaryPurpose\": \"source\"",
                        "\"software_primaryPurpose\": \"source\", \"software_packageUrl\": \"pkg:generic/b@1\"");
        assertThat(text).contains("pkg:generic/b@1");
        assertThat(purls(read(text)))
                .containsExactly("pkg:yocto/busybox-udhcpc@1.36.1", "pkg:yocto/core/glibc@2.39");
    }

    @Test
    void ofAnyOtherWhatHasAPackageUrlIsAPackageAndWhatIsNotReadIsAGap() throws Exception {
        var inventory =
                read(
                        """
                        {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
                         {"type": "CreationInfo", "@id": "_:1", "specVersion": "3.0.1"},
                         {"type": "software_Package", "spdxId": "1", "name": "a",
                          "software_primaryPurpose": "archive", "software_packageUrl": "pkg:npm/a@1"},
                         {"type": "software_Package", "spdxId": "2", "name": "notes",
                          "software_primaryPurpose": "documentation"},
                         {"type": "ai_AIPackage", "spdxId": "3", "name": "model",
                          "software_packageUrl": "pkg:huggingface/m@1"},
                         {"type": "ai_AIPackage", "spdxId": "4", "name": "other model"},
                         {"type": "dataset_DatasetPackage", "spdxId": "5", "name": "data"},
                         {"type": "expandedlicensing_ListedLicense", "spdxId": "6"}]}
                        """);
        assertThat(purls(inventory)).containsExactly("pkg:huggingface/m@1", "pkg:npm/a@1");
        assertThat(inventory.gaps())
                .extracting(Gap::reason)
                .containsExactly(
                        "sbom: 1 parts of licences that are not written as expressions are not read",
                        "sbom: 2 models and data sets have no package URL, and are left out");
    }

    @Test
    void spdx3OfAnUnknownVersionIsRefused() {
        assertThatThrownBy(() -> read(SPDX_3.replace("3.0.1", "4.0")))
                .hasMessage("linked data in JSON, but not SPDX 3");
    }

    @FuzzTest
    void anyDocumentIsReadOrRefused(byte[] bytes) throws IOException {
        try {
            read(tar().file("a.spdx.json", bytes).bytes());
        } catch (MalformedFileException _) {
            // refused
        }
    }

    private static Inventory read(String text) throws Exception {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Inventory read(byte[] bytes) throws MalformedFileException, IOException {
        return BillReader.read(new ByteArrayInputStream(bytes), "any");
    }

    private static Stream<String> purls(Inventory inventory) {
        return inventory.packages().stream().map(SoftwarePackage::purl).map(Object::toString);
    }
}
