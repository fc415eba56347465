package org.tidewaiter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.github.packageurl.PackageURL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkg:deb/debian/libc6@2.36-9%2Bdeb12u4?arch=amd64&distro=debian-12",
                "pkg:deb/debian/perl@5:5.36.0-7?arch=amd64",
                "pkg:npm/%40babel/runtime@7.20.0",
                "pkg:golang/github.com/Masterminds/semver@v1.5.0#sub/dir",
                "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1?type=war",
                "pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64",
                "pkg:generic/a%20b@1%2F2",
            })
    void whatIsCanonicalIsReadAndPrintedUnchanged(String text) {
        assertThat(Purl.parse(text)).map(Purl::toString).hasValue(text);
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:PyPI/Django_Allauth@0.1, pkg:pypi/django-allauth@0.1",
        "pkg://npm//left-pad@1.0.0, pkg:npm/left-pad@1.0.0",
        "pkg:deb/Debian/LibC6@1?ARCH=amd64&empty=, pkg:deb/debian/libc6@1?arch=amd64",
        "pkg:npm/a@1#./b/../c/, pkg:npm/a@1#b/c",
    })
    void otherSpellingsAreMadeCanonical(String text, String canonical) {
        assertThat(Purl.parse(text)).map(Purl::toString).hasValue(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "npm/a@1",
                "pkg:",
                "pkg:npm",
                "pkg:npm/",
                "pkg:n_m/a",
                "pkg:npm/a%2",
                "pkg:npm/a?b"
            })
    void whatIsNoPurlIsRefused(String text) {
        assertThat(Purl.parse(text)).isEmpty();
    }

    @Test
    void aGoModulePathKeepsItsCase() {
        assertThat(Purl.of("golang", "github.com/BurntSushi", "toml", "v1.0.0").ecosystemName())
                .isEqualTo("github.com/BurntSushi/toml");
    }

    @Test
    void theEcosystemNameIsWhatTheEcosystemWrites() {
        assertThat(Purl.of("npm", "@babel", "core", "7").ecosystemName()).isEqualTo("@babel/core");
        assertThat(Purl.of("maven", "org.yaml", "snakeyaml", "1").ecosystemName())
                .isEqualTo("org.yaml:snakeyaml");
        assertThat(Purl.of("deb", "debian", "bash", "5").ecosystemName()).isEqualTo("bash");
    }

    @Test
    void lettersBeyondAsciiAreEncodedAsUtf8() {
        assertThat(Purl.of("generic", "", "é", "").toString()).isEqualTo("pkg:generic/%C3%A9");
        assertThat(Purl.parse("pkg:generic/%C3%A9")).map(Purl::name).hasValue("é");
    }

    @Test
    void aPurlNeedsAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> Purl.of("npm", "", "", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpm", "apk", "deb", "ebuild", "opkg", "rpm"})
    void packageManagersKeepTheirPackagesInADatabase(String type) {
        assertThat(Purl.of(type, "a", "b", "1").isKeptInDatabase()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm", "pypi", "golang", "maven", "conda", "generic", "github"})
    void aPackageOfALanguageIsWhereItsFilesAre(String type) {
        assertThat(Purl.of(type, "a", "b", "1").isKeptInDatabase()).isFalse();
    }

    /// ASCII only: the reference library misprints every other letter.
    @Test
    void whatIsPrintedIsReadBackAndAgreesWithTheReferenceLibrary() throws Exception {
        var random = new Random(25);
        for (int i = 0; i < 2_000; i++) {
            var qualifiers = new TreeMap<>(Map.of("arch", text(random), "distro", text(random)));
            var purl =
                    new Purl("generic", text(random), text(random), text(random), qualifiers, "");
            assertThat(Purl.parse(purl.toString())).hasValue(purl);
            var reference =
                    new PackageURL(
                            "generic",
                            purl.namespace(),
                            purl.name(),
                            purl.version(),
                            new TreeMap<>(qualifiers),
                            null);
            var read = new PackageURL(purl.toString());
            assertThat(read).isEqualTo(reference);
        }
    }

    @FuzzTest
    void anyTextIsAPurlOrNone(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        Purl.parse(text).ifPresent(purl -> assertThat(Purl.parse(purl.toString())).hasValue(purl));
    }

    private static String text(Random random) {
        var alphabet = "abcXYZ019-._~+@%:& #?=";
        var text = new StringBuilder();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
