package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.acceptance.Program.Result;

/// Bills of materials as large as they may be, read in the memory that the program takes by itself.
class HostileBillsIT {
    private static final long MAX_BYTES = 100 << 20;
    private static final int PACKAGES = 100_000;

    @TempDir private Path folder;

    @Test
    void cycloneDxOfAHundredMegabytesIsRead() throws Exception {
        assertThat(
                        packages(
                                bill(
                                        "{\"specVersion\":\"1.6\",\"bomFormat\":\"CycloneDX\",\"components\":[{}",
                                        """
                                        ,{"type":"library","bom-ref":"%1$d","name":"n%1$d","version":"1",
                                        "purl":"pkg:npm/n%1$d@1","description":"%2$s"}\
                                        """,
                                        "]}")))
                .isEqualTo(PACKAGES);
    }

    @Test
    void cycloneDxInXmlOfAHundredMegabytesIsRead() throws Exception {
        assertThat(
                        packages(
                                bill(
                                        "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"><components>",
                                        """
                                        <component type="library" bom-ref="%1$d"><name>n%1$d</name><version>1</version>
                                        <purl>pkg:npm/n%1$d@1</purl><description>%2$s</description></component>\
                                        """,
                                        "</components></bom>")))
                .isEqualTo(PACKAGES);
    }

    @Test
    void spdxOfAHundredMegabytesIsRead() throws Exception {
        assertThat(
                        packages(
                                bill(
                                        "{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[{}",
                                        """
                                        ,{"SPDXID":"SPDXRef-%1$d","name":"n%1$d","versionInfo":"1","externalRefs":[
                                        {"referenceType":"purl","referenceLocator":"pkg:npm/n%1$d@1"}],"comment":"%2$s"}\
                                        """,
                                        "]}")))
                .isEqualTo(PACKAGES);
    }

    @Test
    void aMillionRelationshipsAreRead() throws Exception {
        var file = folder.resolve("app.spdx.json");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[{}");
            for (int i = 0; i < 1000; i++) {
                out.write(
                        """
                        ,{"SPDXID":"%1$d","name":"n%1$d",
                        "externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:npm/n%1$d@1"}]}\
                        """
                                .formatted(i));
            }
            out.write("],\"relationships\":[{}");
            for (int i = 0; i < 1_000_000; i++) {
                out.write(",{\"spdxElementId\":\"%d\",".formatted(i % 1000));
                out.write("\"relationshipType\":\"DEPENDS_ON\",");
                out.write("\"relatedSpdxElement\":\"%d\"}".formatted(i / 1000));
            }
            out.write("]}");
        }
        assertThat(packages(file)).isEqualTo(1000);
    }

    @Test
    void anArchiveOfMoreRelationshipsThanFitIsAProblem() throws Exception {
        var document = new StringBuilder("{\"relationships\":[{}");
        for (int i = 0; i < 600_000; i++) {
            document.append(",{\"spdxElementId\":\"%d\",".formatted(i));
            document.append("\"relationshipType\":\"RUNTIME_DEPENDENCY_OF\",");
            document.append("\"relatedSpdxElement\":\"%d\"}".formatted(i + 1));
        }
        var archive = tar().file("a.spdx.json", document.append("]}").toString()).bytes();
        var refused = convert(Files.write(folder.resolve("image.spdx.tar"), archive));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("sbom-broken", "than are believed", "mend:");
    }

    @Test
    void whatIsLargerIsAProblem() throws Exception {
        var file = Files.writeString(folder.resolve("app.spdx.json"), "{\"comment\":\"");
        try (var out = Files.newBufferedWriter(file)) {
            write(" ", MAX_BYTES + 1, out);
        }
        var refused = convert(file);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("sbom-too-large", "mend:");
    }

    private Path bill(String begin, String each, String end) throws IOException {
        var file = folder.resolve("app.bill");
        int padding = (int) (MAX_BYTES / PACKAGES) - each.length() - 24;
        var text = "x".repeat(padding);
        try (var out = Files.newBufferedWriter(file)) {
            out.write(begin);
            for (int i = 0; i < PACKAGES; i++) {
                out.write(each.formatted(i, text));
            }
            out.write(end);
        }
        assertThat(Files.size(file)).isBetween(95L << 20, MAX_BYTES);
        return file;
    }

    private static void write(String text, long times, Writer out) throws IOException {
        for (long i = 0; i < times; i++) {
            out.write(text);
        }
    }

    private static long packages(Path bill) throws Exception {
        return convert(bill).passed().lines().count();
    }

    private static Result convert(Path bill) throws Exception {
        return Program.tidewaiter("convert", bill.toString(), "--format", "purls");
    }
}
