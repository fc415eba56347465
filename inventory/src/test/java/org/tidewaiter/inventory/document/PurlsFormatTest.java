package org.tidewaiter.inventory.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.inventory.document.InventoryFormatsTest.written;

import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Purl;

class PurlsFormatTest {
    @Test
    void everyLineIsAPurlAndNoneComesTwice() throws Exception {
        var packages = Examples.of(Examples.licensed("MIT"), Examples.licensed("ISC"));
        assertThat(written("purls", packages).lines()).containsExactly("pkg:npm/a@1.0.0");
    }

    @Test
    void printingIsUndoneByParsing() throws Exception {
        for (var line : written("purls", Examples.image()).lines().toList()) {
            assertThat(Purl.parse(line).orElseThrow()).hasToString(line);
        }
    }

    @Test
    void anEmptyImageIsAnEmptyDocument() throws Exception {
        assertThat(written("purls", Examples.empty())).isEmpty();
    }
}
