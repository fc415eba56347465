package org.tidewaiter.inventory.bottlerocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.inventory.ReadFile;

class InventoryReaderTest {
    private static final ReadFile INVENTORY =
            new ReadFile(
                    new InventoryReader(), "usr/share/bottlerocket/application-inventory.json");

    @Test
    void everyEntryIsAPackageAsRpmNamesIt() throws Exception {
        assertThat(
                        INVENTORY.purls(
                                """
                                {"Content": [
                                  {"Name": "glibc", "Publisher": "Bottlerocket", "Version": "2.40",
                                   "Release": "1.1725485000.a1b2c3d4.br1", "Epoch": "1",
                                   "InstalledTime": "2024-09-04T21:23:20Z",
                                   "ApplicationType": "Unspecified", "Architecture": "x86_64"},
                                  {"Name": "release", "Version": "1.21.1", "Architecture": "noarch"}
                                ]}
                                """))
                .containsExactly(
                        "pkg:rpm/glibc@2.40-1.1725485000.a1b2c3d4.br1?arch=x86_64&epoch=1",
                        "pkg:rpm/release@1.21.1?arch=noarch");
    }

    @Test
    void anEntryWithoutAVersionIsAGap() throws Exception {
        assertThat(INVENTORY.read("{\"Content\": [{\"Name\": \"a\"}]}").gaps())
                .containsExactly("a package without a usable name and version: 'a'");
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        INVENTORY.readOrRefuse(bytes);
    }
}
