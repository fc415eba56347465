package org.tidewaiter.inventory.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstalledTreeTest {

    @ParameterizedTest
    @CsvSource({
        "app/yarn.lock, false",
        "vendor, false",
        "app/node_modules/a/yarn.lock, true",
        "var/lib/gems/3.1.0/gems/a-1.0/Gemfile.lock, true",
        "root/go/pkg/mod/example.org/a@v1.0.0/go.mod, true",
        "root/go/pkg/go.mod, false"
    })
    void aLockFileInAnInstalledPackageIsNotTheImagesOwn(String path, boolean inside) {
        assertThat(InstalledTree.holds(path)).isEqualTo(inside);
    }
}
