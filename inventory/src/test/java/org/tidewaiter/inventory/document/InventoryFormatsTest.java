package org.tidewaiter.inventory.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.testkit.Golden;

class InventoryFormatsTest {
    static List<InventoryFormat> formats() {
        return InventoryFormats.BUILT_IN;
    }

    static String written(InventoryFormat format, Inventory inventory) throws IOException {
        return written(format, inventory, LayerScope.SQUASHED);
    }

    static String written(InventoryFormat format, Inventory inventory, LayerScope scope)
            throws IOException {
        var out = new ByteArrayOutputStream();
        format.write(inventory, scope, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    static String written(String format, Inventory inventory) throws IOException {
        return written(InventoryFormats.named(format).orElseThrow(), inventory);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void anImageIsWrittenAsKept(InventoryFormat format) throws Exception {
        Golden.assertMatches(
                "inventory/image." + format.name() + ".txt", written(format, Examples.image()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cyclonedx", "cyclonedx-xml", "spdx-json", "spdx", "purls"})
    void whatLaterLayersHideIsListedOnlyIfAskedFor(String name) throws Exception {
        var format = InventoryFormats.named(name).orElseThrow();
        var image = Examples.image();
        assertThat(written(format, image)).doesNotContain("wget");
        assertThat(written(format, image, LayerScope.ALL_LAYERS))
                .contains("pkg:deb/debian/wget@1.21.3-1?arch=amd64");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theSameInventoryGivesTheSameBytes(InventoryFormat format) throws Exception {
        assertThat(written(format, Examples.image())).isEqualTo(written(format, Examples.image()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void hostileTextIsWrittenWithoutHarm(InventoryFormat format) throws Exception {
        assertThat(written(format, Examples.hostile())).contains("evil").doesNotContain("\u001b");
    }

    @Test
    void eachFormatHasNamesOfItsOwn() {
        assertThat(InventoryFormats.BUILT_IN)
                .flatExtracting(format ->
                        Stream.concat(Stream.of(format.name()), format.aliases().stream()).toList())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(InventoryFormats.names());
        assertThat(InventoryFormats.named("docx")).isEmpty();
    }

    @Test
    void theNamesThatOtherToolsUseAreKnown() {
        assertThat(InventoryFormats.named("cyclonedx-json"))
                .isEqualTo(InventoryFormats.named("cyclonedx"));
        assertThat(InventoryFormats.named("spdx-tag-value"))
                .isEqualTo(InventoryFormats.named("spdx"));
    }
}
