package org.tidewaiter.inventory.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.inventory.document.InventoryFormatsTest.written;

import org.junit.jupiter.api.Test;

class TableFormatTest {
    @Test
    void anEmptyDirectoryHasAHeadAndNothingElse() throws Exception {
        assertThat(written("table", Examples.empty()))
                .isEqualTo(
                        """
                        Image     /srv/cart
                        System    not known
                        Packages  0 installed
                        Files     0
                        Gaps      none
                        """);
    }

    @Test
    void linesHaveNoTrailingSpaces() throws Exception {
        assertThat(written("table", Examples.image()).lines())
                .allMatch(line -> line.equals(line.stripTrailing()));
    }
}
