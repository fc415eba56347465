package org.tidewaiter.inventory.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.FileDiverted;

class DpkgDiversionsReaderTest {
    private static final String PATH = "var/lib/dpkg/diversions";

    @Test
    void diversionsOfPackagesAndOfTheAdministratorAreRead() throws Exception {
        assertThat(
                        read("""
                        /bin/sh
                        /bin/sh.distrib
                        dash
                        /usr/sbin/sendmail
                        /usr/sbin/sendmail.real
                        :
                        """)
                                .observations())
                .containsExactly(
                        new FileDiverted("bin/sh", "bin/sh.distrib", "dash"),
                        new FileDiverted("usr/sbin/sendmail", "usr/sbin/sendmail.real", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\n/b\n", "a\n/b\nc\n", "/a\nb\nc\n"})
    void whatIsNotThreeLinesWithTwoPathsIsMalformed(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyTextIsReadOrRefused(byte[] bytes) {
        try {
            new DpkgDiversionsReader().read(ClaimedFile.of(PATH, bytes));
        } catch (MalformedFileException _) {
            // refused
        }
    }

    private static Reading read(String text) throws MalformedFileException {
        return new DpkgDiversionsReader().read(ClaimedFile.of(PATH, text));
    }
}
