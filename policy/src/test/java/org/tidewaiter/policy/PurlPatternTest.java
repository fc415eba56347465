package org.tidewaiter.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.model.Purl;

class PurlPatternTest {
    @ParameterizedTest
    @CsvSource({
        "pkg:npm/lodash, pkg:npm/lodash@4.17.20, true",
        "pkg:npm/lodash, pkg:npm/%40evil/lodash@4.17.20, false",
        "pkg:npm/*/lodash, pkg:npm/%40evil/lodash@4.17.20, true",
        "pkg:npm/lodash@4.*, pkg:npm/lodash@4.17.20, true",
        "pkg:npm/lodash@4.*, pkg:npm/lodash@3.0.0, false",
        "pkg:maven/org.example/*, pkg:maven/org.example/web@1, true",
        "pkg:maven/web, pkg:maven/org.example/web@1, false",
        "pkg:golang/example.org/*, pkg:golang/example.org/b@v1, true",
        "pkg:golang/example.org/*, pkg:golang/example.org/a/b@v1, false",
        "pkg:golang/example.org/*/*, pkg:golang/example.org/a/b@v1, true",
        "pkg:deb/openssl, pkg:deb/debian/openssl@3, true",
        "pkg:deb/*/openssl, pkg:deb/ubuntu/openssl@3, true",
        "pkg:deb/debian/openssl, pkg:deb/ubuntu/openssl@3, false",
        "pkg:deb/debian/openssl?arch=arm64, pkg:deb/debian/openssl@3?arch=amd64, false"
    })
    void aPatternIsAsWideAsItIsWritten(String pattern, String candidate, boolean matches) {
        assertThat(
                        PurlPattern.parse(pattern)
                                .orElseThrow()
                                .matches(Purl.parse(candidate).orElseThrow()))
                .isEqualTo(matches);
    }
}
