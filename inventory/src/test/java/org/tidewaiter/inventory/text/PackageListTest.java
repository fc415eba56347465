package org.tidewaiter.inventory.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

class PackageListTest {
    private static final Purl ONE = Purl.of("npm", "", "a", "1");

    @Test
    void aPackageListedTwiceIsOne() {
        var list = PackageList.declared();
        list.add(ONE);
        list.add(ONE, List.of("MIT"), List.of());
        assertThat(list.reading().observations()).containsExactly(PackageSeen.declared(ONE));
    }

    @Test
    void veryManyGapsAreCutShort() {
        var list = PackageList.installed();
        for (int i = 0; i < 1000; i++) {
            list.unusable("\u0007" + i);
        }
        assertThat(list.reading().gaps())
                .hasSize(101)
                .startsWith("a package without a usable name and version: '\\u00070'")
                .last()
                .isEqualTo("and more of the kind");
    }
}
