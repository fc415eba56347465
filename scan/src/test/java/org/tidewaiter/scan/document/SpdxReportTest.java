package org.tidewaiter.scan.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.testkit.Golden;

class SpdxReportTest {
    @Test
    void theWholeDocumentIsAsKept() throws IOException {
        Golden.assertMatches(
                "document/report.spdx.json", Documents.text(new SpdxReport(), MadeUp.report()));
    }

    @Test
    void aFlawIsAReferenceAndAnAnnotationOfItsPackage() throws Exception {
        var liblzma = named("liblzma5");
        assertThat(liblzma.get("externalRefs").items())
                .filteredOn(one -> one.text("referenceCategory").equals("SECURITY"))
                .extracting(one -> one.text("referenceType") + " " + one.text("referenceLocator"))
                .containsExactly("advisory https://nvd.nist.gov/vuln/detail/CVE-2026-10001");
        assertThat(reviews(liblzma))
                .singleElement()
                .asString()
                .contains(
                        "tidewaiter:id=CVE-2026-10001",
                        "tidewaiter:severity=critical",
                        "tidewaiter:fixed-versions=5.6.1+really5.4.5-1",
                        "tidewaiter:kev-added=2026-10-22");
    }

    @Test
    void whatDoesNotCountSaysWhy() throws Exception {
        assertThat(reviews(named("curl")))
                .singleElement()
                .asString()
                .contains("tidewaiter:not-counted=not affected, ");
    }

    private static Json named(String name) throws Exception {
        var document = Documents.text(new SpdxReport(), MadeUp.report());
        return JsonReader.read(document.getBytes(StandardCharsets.UTF_8))
                .get("packages")
                .items()
                .stream()
                .filter(one -> one.text("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> reviews(Json one) {
        return one.get("annotations").items().stream()
                .filter(annotation -> annotation.text("annotationType").equals("REVIEW"))
                .map(annotation -> annotation.text("comment"))
                .toList();
    }
}
