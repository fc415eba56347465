package org.tidewaiter.inventory.perl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

/// The two accounts that installers of CPAN keep.
class PerlDistributionsTest {
    private static final String PERL = "usr/local/lib/x86_64-linux-gnu/perl/5.36.0/";

    private final ReadFile local = new ReadFile(new PerlLocalReader(), PERL + "perllocal.pod");
    private final ReadFile install =
            new ReadFile(new CpanInstallReader(), PERL + ".meta/Try-Tiny-0.31/install.json");

    @Test
    void theLastInstallOfAModuleCounts() throws Exception {
        assertThat(
                        local.purls(
                                section("Try::Tiny", "0.30")
                                        + section("Moo", "2.5")
                                        + section("Try::Tiny", "0.31")))
                .containsExactly("pkg:cpan/Try-Tiny@0.31", "pkg:cpan/Moo@2.5");
    }

    @ParameterizedTest
    @CsvSource({
        "Try-Tiny-0.31, pkg:cpan/Try-Tiny@0.31",
        "libwww-perl-6.72, pkg:cpan/libwww-perl@6.72",
        "Perl-OSType-v1.10.0, pkg:cpan/Perl-OSType@v1.10.0",
        "Moo-2.005005-TRIAL, pkg:cpan/Moo@2.005005"
    })
    void aRecordOfAnInstallNamesTheDistribution(String dist, String purl) throws Exception {
        assertThat(install.purls("{\"name\": \"X\", \"dist\": \"%s\"}".formatted(dist)))
                .containsExactly(purl);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"dist\": \"Moo\"}", "{\"dist\": \"-1.0\"}"})
    void aRecordWithoutAVersionIsRefused(String text) {
        assertThatThrownBy(() -> install.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        local.readOrRefuse(bytes);
        install.readOrRefuse(bytes);
    }

    private static String section(String module, String version) {
        return """
        =head2 Sun Nov 22 04:00:00 2026: C<Module> L<%1$s|%1$s>

        =over 4

        =item *

        C<installed into: /usr/local/share/perl/5.36.0>

        =item *

        C<VERSION: %2$s>

        =back

        """
                .formatted(module, version);
    }
}
