package org.tidewaiter.scan.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.testkit.Golden;

class JsonFormatTest {
    @Test
    void theWholeReportIsInIt() throws IOException {
        Golden.assertMatches(
                "document/report.json", Documents.text(new JsonFormat(), MadeUp.report()));
    }

    @Test
    void itFollowsThePublishedSchema() throws IOException {
        for (var report : Documents.REPORTS) {
            assertThat(
                            published()
                                    .validate(
                                            Documents.text(new JsonFormat(), report),
                                            InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void theSchemaRefusesWhatItDoesNotName() throws IOException {
        var document = Documents.text(new JsonFormat(), MadeUp.report());
        assertThat(
                        published()
                                .validate(
                                        document.replaceFirst("\"severity\"", "\"severty\""),
                                        InputFormat.JSON))
                .isNotEmpty();
    }

    static Schema published() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        Files.readString(Path.of("..", "docs", "schema", "report-1.schema.json")),
                        InputFormat.JSON);
    }
}
