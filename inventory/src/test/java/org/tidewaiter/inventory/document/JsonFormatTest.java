package org.tidewaiter.inventory.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.inventory.document.InventoryFormatsTest.written;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;

class JsonFormatTest {
    private static final Path SCHEMA = Path.of("..", "docs", "schema", "inventory-1.schema.json");

    static List<Inventory> inventories() {
        return List.of(
                Examples.image(),
                Examples.directory(),
                Examples.empty(),
                Examples.hostile(),
                Examples.guessed());
    }

    @ParameterizedTest
    @MethodSource("inventories")
    void theDocumentFollowsThePublishedSchema(Inventory inventory) throws Exception {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(SCHEMA));
        assertThat(schema.validate(written("json", inventory), InputFormat.JSON)).isEmpty();
    }

    @Test
    void theSha1OfAnArchiveIsSaidAndNothingOfOneThatHasNone() throws Exception {
        var guessed = Examples.licensed("MIT").withSha1s(List.of(new Sha1("0a".repeat(20))));
        var packages = read(Examples.of(guessed, Examples.licensed("ISC"))).get("packages").items();
        assertThat(packages.getFirst().get("sha1").items())
                .extracting(one -> one.text().orElseThrow())
                .containsExactly("0a".repeat(20));
        assertThat(packages.getLast().has("sha1")).isFalse();
    }

    @Test
    void theCpeNamesThatABillGaveAreSaid() throws Exception {
        var one = Examples.licensed("MIT").withCpes(List.of("cpe:/a:haxx:curl:8.5.0"));
        var json = read(Examples.of(one)).get("packages").items().getFirst();
        assertThat(json.get("cpes").items())
                .containsExactly(new Json.JsonString("cpe:/a:haxx:curl:8.5.0"));
    }

    @Test
    void whatAPackageIsForAndWhereItCameFromIsSaidWhereItIsKnown() throws Exception {
        var one =
                Examples.licensed("MIT")
                        .withRole(PackageRole.KERNEL_HEADERS)
                        .withRepositories(List.of("baseos"));
        var json = read(Examples.of(one)).get("packages").items().getFirst();
        assertThat(json.text("role")).isEqualTo("kernel-headers");
        assertThat(json.get("repositories").items()).hasSize(1);
    }

    @Test
    void aDocumentThatIsNoInventoryFailsTheSchema() throws Exception {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(SCHEMA));
        var broken = written("json", Examples.image()).replace("\"foundBy\"", "\"foundIn\"");
        assertThat(schema.validate(broken, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void everythingButTheSourceIsTheSameFromWhateverSource() throws Exception {
        assertThat(withoutSource(Examples.image())).isEqualTo(withoutSource(Examples.directory()));
    }

    @Test
    void aLayerSaysWhichPackagesItBrought() throws Exception {
        var layers = read(Examples.image()).get("source").get("layers").items();
        assertThat(layers.get(1).get("packages").items())
                .extracting(one -> one.text("purl"))
                .contains("pkg:pypi/flask@2.0.1")
                .doesNotContain("pkg:pypi/certifi@2023.7.22");
    }

    @Test
    void theSchemaComesFirst() throws Exception {
        assertThat(read(Examples.empty()).members().keySet()).startsWith("schema");
    }

    private static Map<String, Json> withoutSource(Inventory inventory) throws Exception {
        var members = new TreeMap<>(read(inventory).members());
        members.remove("source");
        return members;
    }

    private static Json read(Inventory inventory) throws Exception {
        return JsonReader.read(written("json", inventory).getBytes(StandardCharsets.UTF_8));
    }
}
