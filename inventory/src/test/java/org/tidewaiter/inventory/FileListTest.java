package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.packages.DpkgStatus.dpkgStatus;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.inventory.account.Standing.State;
import org.tidewaiter.inventory.listing.FileListFormats;
import org.tidewaiter.testkit.Golden;

class FileListTest {
    private static final Path SCHEMA = Path.of("..", "docs", "schema", "files-1.schema.json");

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "csv"})
    void everyFileIsListedWithWhoAnswersForIt(String format) throws Exception {
        Golden.assertMatches(
                "inventory/files.%s.txt".formatted(format),
                written(format, EnumSet.allOf(State.class)));
    }

    @Test
    void onlyTheStatesAskedForAreListed() throws Exception {
        assertThat(written("table", EnumSet.of(State.UNEXPLAINED, State.DERIVED)).lines())
                .filteredOn(line -> line.matches("(owned|recognised|derived|unexplained) .*"))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("derived", "unexplained", "unexplained");
    }

    @Test
    void theDocumentFollowsThePublishedSchema() throws Exception {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(SCHEMA));
        var document = written("json", EnumSet.allOf(State.class));
        assertThat(schema.validate(document, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(document.replace("derived", "made"), InputFormat.JSON))
                .isNotEmpty();
    }

    private static String written(String format, EnumSet<State> states) throws Exception {
        var out = new ByteArrayOutputStream();
        FileListFormats.named(format).orElseThrow().write(image(), states, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static FileLedger image() throws Exception {
        return BuiltLayers.files(
                tar().file("etc/os-release", "ID=debian\nVERSION_ID=12\n")
                        .file(
                                "var/lib/dpkg/status",
                                dpkgStatus().with("libc-bin", "2.36", "amd64").text())
                        .file("var/lib/dpkg/info/libc-bin.list", "/.\n/sbin/ldconfig\n")
                        .file("sbin/ldconfig", "program"),
                tar().file("etc/ld.so.cache", "cache")
                        .file("srv/a, \"b\".txt", "mine")
                        .file("srv/line\nbreak", ""));
    }
}
