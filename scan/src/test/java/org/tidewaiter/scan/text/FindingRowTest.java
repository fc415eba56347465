package org.tidewaiter.scan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.scan.report.MadeUp;

class FindingRowTest {
    @ParameterizedTest
    @ValueSource(strings = {"alpm", "apk", "deb", "ebuild", "opkg", "rpm"})
    void theFileOfAPackageManagersDatabaseIsNoPlace(String type) {
        assertThat(where(type)).isEqualTo("layer 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm", "pypi", "conda"})
    void theFileOfAPackageOfALanguageIsItsPlace(String type) {
        assertThat(where(type)).isEqualTo("a/file");
    }

    private static String where(String type) {
        var in = MadeUp.language(type, "", "a", "1", "a/file");
        return FindingRow.of(List.of(MadeUp.flaw("CVE-1", in).build())).getFirst().where();
    }
}
