package org.tidewaiter.inventory.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.inventory.document.InventoryFormatsTest.written;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.parsers.JsonParser;
import org.cyclonedx.parsers.XmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.model.Inventory;

class CycloneDxXmlFormatTest {
    static Stream<Inventory> inventories() {
        return CycloneDxFormatTest.inventories().stream();
    }

    @ParameterizedTest
    @MethodSource("inventories")
    void theDocumentFollowsTheOfficialSchema(Inventory inventory) throws Exception {
        assertThat(new XmlParser().validate(bytes("cyclonedx-xml", inventory), Version.VERSION_16))
                .isEmpty();
    }

    @Test
    void itSaysWhatTheJsonSays() throws Exception {
        var xml = new XmlParser().parse(bytes("cyclonedx-xml", Examples.image()));
        var json = new JsonParser().parse(bytes("cyclonedx", Examples.image()));
        assertThat(xml.getComponents()).isEqualTo(json.getComponents());
        assertThat(properties(xml)).isEqualTo(properties(json));
        assertThat(xml.getDependencies()).isEqualTo(json.getDependencies());
    }

    private static List<String> properties(Bom bom) {
        return bom.getMetadata().getProperties().stream()
                .map(one -> one.getName() + "=" + one.getValue())
                .toList();
    }

    private static byte[] bytes(String format, Inventory inventory) throws Exception {
        return written(format, inventory).getBytes(StandardCharsets.UTF_8);
    }
}
