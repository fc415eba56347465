package org.tidewaiter.scan.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.engine.EngineKind;
import org.tidewaiter.image.engine.RunningContainer;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Problem;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.RunningReport;
import org.tidewaiter.scan.report.RunningReport.Judged;
import org.tidewaiter.scan.report.RunningReport.NotScanned;
import org.tidewaiter.scan.report.RunningReport.Scanned;

class RunningJsonTest {
    private static final Problem PROBLEM = new Problem("engine-failed", "it failed", "try again");
    private static final Digest ID = new Digest("sha256", "0123456789abcdef".repeat(4));
    private static final RunningContainer CONTAINER =
            new RunningContainer(
                    EngineKind.DOCKER,
                    ID.hex(),
                    "web",
                    "app:1",
                    Optional.of(ID),
                    Optional.of(Instant.EPOCH));
    private static final RunningReport REPORT =
            new RunningReport(
                    "1",
                    MadeUp.report().asOf(),
                    List.of(
                            new Judged(
                                    ID,
                                    "docker:app:1",
                                    List.of(CONTAINER),
                                    new Scanned(MadeUp.report())),
                            new Judged(
                                    ID, "docker:b", List.of(CONTAINER), new NotScanned(PROBLEM))),
                    List.of(CONTAINER),
                    List.of(PROBLEM));

    @Test
    void itFollowsThePublishedSchema() throws IOException {
        assertThat(published().validate(text(REPORT), InputFormat.JSON)).isEmpty();
    }

    @Test
    void theSchemaLooksIntoTheReports() throws IOException {
        var broken = text(REPORT).replaceFirst("\"severity\"", "\"severty\"");
        assertThat(published().validate(broken, InputFormat.JSON)).isNotEmpty();
    }

    private static String text(RunningReport report) {
        var out = new ByteArrayOutputStream();
        RunningJson.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Schema published() throws IOException {
        var schemas = Map.of("urn:tidewaiter:schema:report-1", schema("report-1.schema.json"));
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas))
                .getSchema(schema("running-1.schema.json"), InputFormat.JSON);
    }

    private static String schema(String name) throws IOException {
        return Files.readString(Path.of("..", "docs", "schema", name));
    }
}
