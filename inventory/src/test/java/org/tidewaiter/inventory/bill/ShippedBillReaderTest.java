package org.tidewaiter.inventory.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;

class ShippedBillReaderTest {
    private static final String CYCLONEDX =
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [
              {"type": "library", "name": "%s", "purl": "%s", "licenses": [{"license": {"id": "MIT"}}]}]}
            """;

    private final ShippedBillReader reader = new ShippedBillReader();

    @Test
    void whatABillOfBitnamiListsIsInstalled() throws Exception {
        var spdx =
                """
                {"spdxVersion": "SPDX-2.3", "name": "SPDX document for PostgreSQL", "packages": [
                  {"SPDXID": "SPDXRef-postgresql", "name": "postgresql", "versionInfo": "15.2.0",
                   "licenseDeclared": "PostgreSQL", "externalRefs": [
                    {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                     "referenceLocator": "pkg:bitnami/postgresql@15.2.0?arch=amd64&distro=debian-11"}]}],
                 "documentDescribes": ["SPDXRef-postgresql"]}
                """;
        var seen = only(read("opt/bitnami/postgresql/.spdx-postgresql.spdx", spdx));
        assertThat(seen.purl())
                .hasToString("pkg:bitnami/postgresql@15.2.0?arch=amd64&distro=debian-11");
        assertThat(seen.declared()).isFalse();
        assertThat(seen.licences()).containsExactly("PostgreSQL");
    }

    @Test
    void whatAnotherBillListsIsDeclaredUnderThePurlThatItHasWhereItIsInstalled() throws Exception {
        var seen =
                only(
                        read(
                                "app/bom.json",
                                CYCLONEDX.formatted("a", "pkg:maven/org.example/a@1?type=jar")));
        assertThat(seen.purl()).hasToString("pkg:maven/org.example/a@1");
        assertThat(seen.declared()).isTrue();
        assertThat(seen.licences()).containsExactly("MIT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkg:apk/wolfi/zlib@1.3.1-r4?arch=x86_64",
                "pkg:github/madler/zlib@v1.3.1",
                "pkg:npm/a",
                "pkg:oci/app@sha256:1",
            })
    void whatOnlyItsOwnDatabaseProvesIsLeftOut(String purl) throws Exception {
        assertThat(read("var/lib/db/sbom/zlib.spdx.json", CYCLONEDX.formatted("zlib", purl)))
                .isEqualTo(Reading.NOTHING);
    }

    @Test
    void whatABillDoesNotTellIsAGap() throws Exception {
        var reading = read("app/bom.json", CYCLONEDX.formatted("zlib", "no purl"));
        assertThat(reading.observations()).isEmpty();
        assertThat(reading.gaps())
                .containsExactly("sbom: 1 components have no package URL, and are left out: zlib");
    }

    @Test
    void anotherDocumentOfSuchANameIsNoGap() throws Exception {
        assertThat(read("app/sbom-settings.json", "{\"enabled\": true}"))
                .isEqualTo(Reading.NOTHING);
    }

    @Test
    void aBrokenOneIsAGap() {
        assertThatThrownBy(() -> read("app/a.cdx.json", CYCLONEDX.substring(0, 40)))
                .isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            reader.read(ClaimedFile.of("app/bom.json", bytes));
        } catch (MalformedFileException _) {
            // refused
        }
    }

    private Reading read(String path, String text) throws MalformedFileException {
        return reader.read(ClaimedFile.of(path, text));
    }

    private static PackageSeen only(Reading reading) {
        assertThat(reading.gaps()).isEmpty();
        assertThat(reading.observations()).hasSize(1);
        return (PackageSeen) reading.observations().getFirst();
    }
}
