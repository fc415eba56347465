package org.tidewaiter.inventory.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.SourcePackage;

/// Bills of materials of other tools, in the shapes that they have, and hostile ones.
class BillReaderTest {
    private static final String CYCLONEDX =
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [%s]}
            """;

    @Test
    void syftsCycloneDxIsRead() throws Exception {
        var inventory =
                read(
                        CYCLONEDX.formatted(
                                """
                                {"bom-ref": "1", "type": "library", "name": "libssl3", "version": "3.0.1-1",
                                 "licenses": [{"license": {"id": "Apache-2.0"}}, {"license": {"name": "Artistic"}}],
                                 "purl": "pkg:deb/debian/libssl3@3.0.1-1?arch=amd64&distro=debian-12&upstream=openssl",
                                 "properties": [
                                   {"name": "syft:package:foundBy", "value": "dpkg-db-cataloger"},
                                   {"name": "syft:location:0:path", "value": "/var/lib/dpkg/status"},
                                   {"name": "syft:metadata:source", "value": "openssl"}]},
                                {"type": "file", "name": "/bin/sh", "bom-ref": "2"},
                                {"type": "operating-system", "name": "debian", "version": "12",
                                 "description": "Debian GNU/Linux 12 (bookworm)",
                                 "properties": [
                                   {"name": "syft:distro:id", "value": "debian"},
                                   {"name": "syft:distro:versionCodename", "value": "bookworm"},
                                   {"name": "syft:distro:versionID", "value": "12"}]}
                                """));
        var one = only(inventory);
        assertThat(one.source()).contains(new SourcePackage("openssl", "3.0.1-1"));
        assertThat(one.licences()).containsExactly("Apache-2.0", "Artistic");
        assertThat(one.locations())
                .extracting(Location::path)
                .containsExactly("var/lib/dpkg/status");
        assertThat(one.declared()).isFalse();
        assertThat(inventory.distribution().map(Distribution::codename)).contains("bookworm");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void trivysCycloneDxIsRead() throws Exception {
        var inventory =
                read(
                        CYCLONEDX.formatted(
                                """
                                {"type": "operating-system", "name": "alma", "version": "9.4", "bom-ref": "os",
                                 "properties": [{"name": "aquasecurity:trivy:Class", "value": "os-pkgs"}]},
                                {"type": "application", "name": "app/package-lock.json", "bom-ref": "lock",
                                 "properties": [{"name": "aquasecurity:trivy:Class", "value": "lang-pkgs"},
                                                {"name": "aquasecurity:trivy:Type", "value": "npm"}]},
                                {"type": "library", "name": "openssl-libs", "version": "3.0.7-27.el9",
                                 "purl": "pkg:rpm/alma/openssl-libs@3.0.7-27.el9?arch=x86_64&distro=alma-9.4&epoch=1",
                                 "properties": [
                                   {"name": "aquasecurity:trivy:SrcName", "value": "openssl"},
                                   {"name": "aquasecurity:trivy:SrcVersion", "value": "3.0.7"},
                                   {"name": "aquasecurity:trivy:SrcRelease", "value": "27.el9"},
                                   {"name": "aquasecurity:trivy:SrcEpoch", "value": "1"},
                                   {"name": "aquasecurity:trivy:FilePath", "value": "var/lib/rpm"}]}
                                """));
        var one = only(inventory);
        assertThat(one.source()).contains(new SourcePackage("openssl", "1:3.0.7-27.el9"));
        assertThat(one.locations()).extracting(Location::path).containsExactly("var/lib/rpm");
        assertThat(inventory.distribution().map(Distribution::id)).contains("almalinux");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void dependenciesAreThoseOfThePackagesThatAreNamed() throws Exception {
        assertThat(
                        read("""
                        {"bomFormat": "CycloneDX", "specVersion": "1.6",
                         "dependencies": [
                           {"ref": "1", "dependsOn": ["2", "gone", "1"]},
                           {"ref": "image", "dependsOn": ["1", "2"]},
                           {"ref": "2"}],
                         "components": [
                           {"bom-ref": "1", "name": "a", "purl": "pkg:npm/a@1"},
                           {"bom-ref": "2", "name": "b", "purl": "pkg:npm/b@1"}]}
                        """)
                                .dependencies())
                .extracting(one -> one.of() + " " + one.on())
                .containsExactly("pkg:npm/a@1 [pkg:npm/b@1]");
    }

    @Test
    void spdxSaysWhatDependsOnWhatInEitherDirection() throws Exception {
        assertThat(
                        read("""
                        SPDXVersion: SPDX-2.3
                        DocumentName: app
                        PackageName: a
                        SPDXID: SPDXRef-a
                        ExternalRef: PACKAGE-MANAGER purl pkg:npm/a@1
                        PackageName: b
                        SPDXID: SPDXRef-b
                        ExternalRef: PACKAGE-MANAGER purl pkg:npm/b@1
                        Relationship: SPDXRef-a DEPENDS_ON SPDXRef-b
                        Relationship: SPDXRef-a DEPENDENCY_OF SPDXRef-b
                        Relationship: SPDXRef-b CONTAINS SPDXRef-a
                        """)
                                .dependencies())
                .extracting(one -> one.of() + " " + one.on())
                .containsExactly("pkg:npm/a@1 [pkg:npm/b@1]", "pkg:npm/b@1 [pkg:npm/a@1]");
    }

    @Test
    void componentsInsideComponentsAreRead() throws Exception {
        assertThat(
                        purls(
                                """
                                {"specVersion": "1.5", "metadata": {"component": {"type": "application",
                                 "name": "app", "purl": "pkg:npm/app@1", "components": [
                                   {"type": "library", "name": "b", "purl": "pkg:npm/b@1", "components": [
                                     {"type": "library", "name": "c", "purl": "pkg:npm/c@1"}]}]}},
                                 "components": [], "bomFormat": "CycloneDX"}
                                """))
                .containsExactly("pkg:npm/app@1", "pkg:npm/b@1", "pkg:npm/c@1");
    }

    @Test
    void cycloneDxInXmlOfOlderVersionsIsRead() throws Exception {
        var inventory =
                read(
                        """
                        <?xml version="1.0"?>
                        <!-- by somebody -->
                        <bom xmlns="http://cyclonedx.org/schema/bom/1.2" version="1">
                          <metadata><component type="application"><name>shop</name></component></metadata>
                          <components>
                            <component type="library">
                              <group>org.example</group><name>cart</name><version>1.0</version>
                              <licenses><license><id>MIT</id></license></licenses>
                              <purl>pkg:maven/org.example/cart@1.0</purl>
                            </component>
                          </components>
                        </bom>
                        """);
        assertThat(only(inventory).licences()).containsExactly("MIT");
        assertThat(inventory.source().name()).isEqualTo("shop");
        assertThat(inventory.source().kind()).isEqualTo("sbom");
    }

    private static final String SPDX =
            """
            {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "shop",
             "packages": [
               {"name": "shop", "SPDXID": "SPDXRef-Root", "primaryPackagePurpose": "CONTAINER"},
               {"name": "musl", "SPDXID": "SPDXRef-musl", "versionInfo": "1.2.5-r0",
                "licenseConcluded": "NOASSERTION", "licenseDeclared": "MIT AND LicenseRef-1",
                "sourceInfo": "%s",
                "externalRefs": [
                  {"referenceCategory": "SECURITY", "referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:a"},
                  {"referenceCategory": "PACKAGE_MANAGER", "referenceType": "purl",
                   "referenceLocator": "pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=3.20.3"}]}],
             "hasExtractedLicensingInfos": [
               {"licenseId": "LicenseRef-1", "name": "NOASSERTION", "extractedText": "own words"}],
             "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
                                "relatedSpdxElement": "SPDXRef-Root"}]}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    built package from: musl-src 1.2.5-r1 | musl-src | ''
                    acquired package info from APK DB: /lib/apk/db/installed, /etc/apk | '' | etc/apk
                    """)
    void spdxOfTrivyAndSyftIsRead(String sentence, String source, String path) throws Exception {
        var inventory = read(SPDX.formatted(sentence));
        var one = only(inventory);
        assertThat(one.licences()).containsExactly("MIT", "own words");
        assertThat(one.source().map(SourcePackage::name).orElse("")).isEqualTo(source);
        assertThat(one.locations().stream().map(Location::path).findFirst().orElse(""))
                .isEqualTo(path);
        assertThat(inventory.source().name()).isEqualTo("shop");
        assertThat(inventory.distribution())
                .map(is -> is.id() + " " + is.versionId())
                .contains("alpine 3.20.3");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void theStatementOfABuildIsTakenOutOfItsEnvelope() throws Exception {
        var statement =
                """
                {"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "x"}],
                 "predicateType": "https://spdx.dev/Document", "predicate": %s}
                """
                        .formatted(SPDX.formatted(""));
        var envelope =
                """
                {"payloadType": "application/vnd.in-toto+json", "payload": "%s", "signatures": []}
                """
                        .formatted(
                                Base64.getEncoder()
                                        .encodeToString(
                                                statement.getBytes(StandardCharsets.UTF_8)));
        assertThat(read(statement).packages()).isEqualTo(read(SPDX.formatted("")).packages());
        assertThat(read(envelope)).isEqualTo(read(statement));
    }

    @Test
    void theBillsOfAnImageAreTakenAsBuildKitShowsThem() throws Exception {
        var bill = SPDX.formatted("");
        var one = read(bill).packages();
        assertThat(read("{\"SPDX\": %s}".formatted(bill)).packages()).isEqualTo(one);
        assertThat(read("{\"linux/arm64/v8\": {\"SPDX\": %s}}".formatted(bill)).packages())
                .isEqualTo(one);
        assertThatThrownBy(() ->
                        read(
                                "{\"linux/amd64\": {\"SPDX\": %1$s}, \"linux/arm64\": {\"SPDX\": %1$s}}"
                                        .formatted(bill)))
                .hasMessage("several bills in one; give that of one platform");
    }

    @Test
    void aBundleOfASignatureHoldsItsEnvelope() throws Exception {
        var payload =
                Base64.getEncoder()
                        .encodeToString(
                                "{\"predicate\": %s}"
                                        .formatted(SPDX.formatted(""))
                                        .getBytes(StandardCharsets.UTF_8));
        assertThat(
                        read("""
                        {"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
                         "dsseEnvelope": {"payload": "%s", "payloadType": "x", "signatures": []}}
                        """
                                        .formatted(payload))
                                .packages())
                .isEqualTo(read(SPDX.formatted("")).packages());
    }

    @Test
    void cdxgensComponentsHaveTheirPlacesAndItsServicesAreNoPackages() throws Exception {
        var inventory =
                read(
                        """
                        {"bomFormat": "CycloneDX", "specVersion": "1.6",
                         "services": [{"name": "login", "endpoints": ["/login"]}],
                         "components": [
                           {"type": "framework", "group": "@scope", "name": "a", "version": "1",
                            "bom-ref": "pkg:npm/@scope/a@1", "purl": "pkg:npm/%40scope/a@1",
                            "evidence": {
                              "identity": [{"field": "purl", "methods": [{"technique": "manifest-analysis"}]}],
                              "occurrences": [{"location": "app/index.js#3"}]},
                            "properties": [{"name": "SrcFile", "value": "/app/package-lock.json"}],
                            "components": [{"type": "library", "name": "b", "version": "2",
                                            "purl": "pkg:npm/b@2"}]},
                           {"type": "cryptographic-asset", "name": "RSA-2048"}]}
                        """);
        assertThat(inventory.packages())
                .extracting(one -> one.purl().toString())
                .containsExactly("pkg:npm/%40scope/a@1", "pkg:npm/b@2");
        assertThat(inventory.packages().getFirst().locations())
                .extracting(Location::path)
                .containsExactly("app/index.js#3", "app/package-lock.json");
        assertThat(inventory.gaps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cpe:2.3:a:busybox:busybox:1.36.1:*:*:*:*:*:*:*, 1.36.1-r2, pkg:generic/busybox@1.36.1-r2",
        "cpe:2.3:a:openssl:openssl:1.0.2:k:*:*:*:*:*:*, 1.0.2k, pkg:generic/openssl@1.0.2k",
        "cpe:2.3:a:openssl:openssl:1.0.2:k:*:*:*:*:*:*, '', pkg:generic/openssl@1.0.2k",
        "cpe:/a:openbsd:openssh:7.9:p1, '', pkg:generic/openssh@7.9p1",
        "cpe:2.3:a:*:libpng\\+\\+:*:*:*:*:*:*:*:*, 1.6, pkg:generic/libpng%2B%2B@1.6",
        "cpe:/a:haxx:curl:8.5.0, '', pkg:generic/curl@8.5.0",
        "CPE:/a:haxx:curl:8.5.0, '', pkg:generic/curl@8.5.0",
        "cpe:/o:linux:linux_kernel, 6.6, pkg:generic/linux_kernel@6.6",
    })
    void softwareWithoutAPackageUrlIsCalledByItsProduct(String cpe, String version, String purl)
            throws Exception {
        assertThat(
                        purls(
                                CYCLONEDX.formatted(
                                        "{\"name\": \"a\", \"version\": \"%s\", \"cpe\": \"%s\"}"
                                                .formatted(version, cpe.replace("\\", "\\\\")))))
                .containsExactly(purl);
    }

    @Test
    void theNamesOfWhatHasNoBetterOneAreKept() throws Exception {
        var curl = "cpe:2.3:a:haxx:curl:8.5.0:*:*:*:*:*:*:*";
        var component = "{\"name\": \"curl\", \"version\": \"8.5.0\", \"cpe\": \"%s\" %s}";

        assertThat(cpes(component.formatted(curl, ""))).containsExactly(curl);
        assertThat(cpes(component.formatted(curl, ", \"purl\": \"pkg:generic/curl@8.5.0\"")))
                .containsExactly(curl);
        assertThat(cpes(component.formatted(curl, ", \"purl\": \"pkg:deb/debian/curl@8.5.0\"")))
                .isEmpty();
    }

    @Test
    void theSchemeOfANameMayBeInCapitals() throws Exception {
        assertThat(
                        cpes(
                                """
                                {"name": "curl", "cpe": "CPE:/a:haxx:curl:8.5.0",
                                 "purl": "pkg:generic/curl@8.5.0"}\
                                """))
                .containsExactly("cpe:/a:haxx:curl:8.5.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpe:2.3:a:haxx:curl",
                "cpe:2.3:a:haxx:cu rl:8.5.0:*:*:*:*:*:*:*",
                "cpe:/a:haxx:curl\\nPackageName: x",
                "no name",
                ""
            })
    void aNameThatIsNoneIsNotKept(String cpe) throws Exception {
        assertThat(
                        cpes(
                                "{\"name\": \"a\", \"cpe\": \"%s\", \"purl\": \"pkg:generic/a@1\"}"
                                        .formatted(cpe)))
                .isEmpty();
    }

    @Test
    void namesBeyondTheLimitAreAGap() throws Exception {
        var inventory = read(CYCLONEDX.formatted(named(101) + "," + named(100)));

        assertThat(inventory.packages())
                .extracting(one -> one.cpes().size())
                .containsExactly(100, 100);
        assertThat(inventory.gaps())
                .extracting(Gap::reason)
                .containsExactly(
                        "sbom: 1 components have more than 100 CPE names, of which the others are"
                                + " left out: a 101");
    }

    private static String named(int cpes) {
        var properties =
                IntStream.range(0, cpes)
                        .mapToObj(
                                "{\"name\": \"tidewaiter:cpe\", \"value\": \"cpe:/a:v:p%d:1\"}"
                                        ::formatted)
                        .collect(Collectors.joining(","));
        return "{\"name\": \"a\", \"version\": \"%1$d\", \"purl\": \"pkg:generic/a@%1$d\", \"properties\": [%2$s]}"
                .formatted(cpes, properties);
    }

    private static List<String> cpes(String component) throws Exception {
        return read(CYCLONEDX.formatted(component)).packages().getFirst().cpes();
    }

    @Test
    void packagesInOtherDocumentsAreAGap() throws Exception {
        assertThat(
                        read("""
                        {"spdxVersion": "SPDX-2.2", "name": "core-image", "packages": [],
                         "relationships": [
                           {"spdxElementId": "SPDXRef-Image", "relationshipType": "CONTAINS",
                            "relatedSpdxElement": "DocumentRef-busybox:SPDXRef-Package-busybox"}]}
                        """)
                                .gaps())
                .extracting(Gap::reason)
                .containsExactly("sbom: 1 packages are in other documents, which are not read");
    }

    @Test
    void packagesWithoutAPackageUrlAreAGapThatCountsThem() throws Exception {
        var inventory =
                read(
                        """
                        SPDXVersion: SPDX-2.2
                        DocumentName: core-image-minimal
                        PackageName: busybox
                        SPDXID: SPDXRef-Package-busybox
                        PackageVersion: 1.36.1
                        ExternalRef: SECURITY cpe23Type cpe:2.3:*:busybox
                        PackageName: zlib
                        SPDXID: SPDXRef-Package-zlib
                        PackageComment: <text>one
                        PackageName: no package
                        </text>
                        """);
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps())
                .extracting(Gap::reason)
                .containsExactly(
                        "sbom: 2 components have no package URL, and are left out: busybox 1.36.1,"
                                + " zlib");
    }

    @ParameterizedTest
    @CsvSource({
        "debian-12, debian, 12, ''",
        "bookworm, debian, '', bookworm",
        "debian-sid, debian, '', sid",
        "12.5, debian, 12.5, ''",
        "opensuse-leap-15.6, opensuse-leap, 15.6, ''",
        "redhat-9.4, rhel, 9.4, ''",
    })
    void thePackagesSayWhichDistributionItIs(
            String distro, String id, String version, String codename) throws Exception {
        assertThat(
                        read(CYCLONEDX.formatted(
                                        "{\"name\": \"a\", \"purl\": \"pkg:deb/debian/a@1?distro="
                                                + distro
                                                + "\"}"))
                                .distribution())
                .isEqualTo(Optional.of(new Distribution(id, version, codename, "", List.of())));
    }

    @Test
    void packagesThatDisagreeSayNothingOfTheDistribution() throws Exception {
        assertThat(
                        read(CYCLONEDX.formatted(
                                        """
                                        {"name": "a", "purl": "pkg:deb/debian/a@1?distro=debian-11"},
                                        {"name": "b", "purl": "pkg:deb/debian/b@1?distro=debian-12"}
                                        """))
                                .distribution())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"packages\": {\"\": {}}, \"name\": \"a package-lock\"}",
                "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"2.0\"}",
                "{\"spdxVersion\": \"SPDX-3.0\"}",
                "{\"@context\": \"https://spdx.org\", \"@graph\": []}",
                "{\"specVersion\": \"1.6\"} {}",
                "{\"specVersion\": \"1.6\", \"specVersion\": \"1.5\"}",
                "{\"specVersion\": \"1.6\", \"components\": [{\"name\": \"a\", \"name\": \"b\"}]}",
                "{\"payload\": \"!\"}",
                "<project/>",
                "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\">",
                "SPDXVersion: SPDX-2.3\nPackageName: a\nPackageComment: <text>no end",
                "PK\u0003\u0004",
            })
    void whatIsNoBillOfMaterialsIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://cyclonedx.org/schema/bom/1.6", "http://other.example"})
    void xmlThatDefinesEntitiesIsRefused(String namespace) {
        assertThatThrownBy(() ->
                        read(
                                """
                                <!DOCTYPE bom [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
                                <bom xmlns="%s"><components><component type="library">
                                <name>&b;</name><purl>pkg:npm/a@1</purl></component></components></bom>
                                """
                                        .formatted(namespace)))
                .isInstanceOf(MalformedFileException.class);
    }

    @Test
    void xmlDoesNotReadOtherFiles() {
        assertThatThrownBy(() ->
                        read(
                                """
                                <!DOCTYPE bom SYSTEM "file:///etc/passwd">
                                <bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>
                                """))
                .isInstanceOf(MalformedFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"components\": [%s]}", "{\"metadata\": %s}"})
    void deepNestingIsRefused(String document) {
        var deep = "{\"components\": [".repeat(100_000);
        assertThatThrownBy(() -> read(document.formatted(deep)))
                .isInstanceOf(MalformedFileException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s<components/>",
                "<components><component><name>a</name>%s</component></components>",
            })
    void deepNestingInXmlIsRefused(String content) {
        var deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
        assertThatThrownBy(() ->
                        read(
                                "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\">%s</bom>"
                                        .formatted(content.formatted(deep))))
                .isInstanceOf(MalformedFileException.class);
    }

    @Test
    void ofPackagesThatShareAnIdNobodyKnowsWhichIsNeeded() throws Exception {
        var inventory =
                read(
                        """
                        {"bomFormat": "CycloneDX", "specVersion": "1.6",
                         "dependencies": [{"ref": "1", "dependsOn": ["2"]}, {"ref": "2", "dependsOn": ["1"]}],
                         "components": [
                           {"bom-ref": "1", "name": "a", "purl": "pkg:npm/a@1"},
                           {"bom-ref": "1", "name": "a", "purl": "pkg:npm/a@1"},
                           {"bom-ref": "2", "name": "b", "purl": "pkg:npm/b@1"},
                           {"bom-ref": "2", "name": "c", "purl": "pkg:npm/c@1"}]}
                        """);
        assertThat(inventory.packages()).hasSize(4);
        assertThat(inventory.dependencies()).isEmpty();
        assertThat(inventory.gaps())
                .extracting(Gap::reason)
                .containsExactly(
                        "sbom: 1 ids are each of several packages, so what those need is left out: 2");
    }

    @Test
    void moreComponentsThanAnyImageHasAreRefused() {
        var many = "{\"name\":\"a\"},".repeat(200_000) + "{\"name\":\"a\"}";
        assertThatThrownBy(() -> read(CYCLONEDX.formatted(many)))
                .hasMessage("more than 200,000 components");
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        try {
            BillReader.read(new ByteArrayInputStream(bytes), "any");
        } catch (MalformedFileException _) {
            // refused
        }
    }

    private static SoftwarePackage only(Inventory inventory) {
        assertThat(inventory.packages()).hasSize(1);
        return inventory.packages().getFirst();
    }

    private static List<String> purls(String text) throws Exception {
        return read(text).packages().stream().map(one -> one.purl().toString()).toList();
    }

    private static Inventory read(String text) throws Exception {
        return BillReader.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "app.sbom");
    }
}
