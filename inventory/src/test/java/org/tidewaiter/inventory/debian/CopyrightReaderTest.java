package org.tidewaiter.inventory.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.LicencesSeen;
import org.tidewaiter.model.PackageKey;

class CopyrightReaderTest {
    @Test
    void theShortNamesOfTheMachineReadableFormAreTaken() {
        assertThat(
                        read(
                                """
                                Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

                                Files: *
                                Copyright: somebody
                                License: GPL-2+ or MIT

                                Files: debian/*
                                License: BSD-3-clause
                                 All of the text, see /usr/share/common-licenses/BSD.

                                License: BSD-3-clause
                                 Again.
                                """))
                .isEqualTo(
                        Reading.of(
                                new LicencesSeen(
                                        new PackageKey("deb", "dash", ""),
                                        List.of("BSD-3-clause", "GPL-2+ or MIT"))));
    }

    @Test
    void proseCountsWhereItPointsToACommonLicence() {
        assertThat(
                        read(
                                """
                                It is free. License: ask us.
                                See `/usr/share/common-licenses/LGPL-2.1'
                                and /usr/share/common-licenses/GPL-2.
                                """))
                .isEqualTo(
                        Reading.of(
                                new LicencesSeen(
                                        new PackageKey("deb", "dash", ""),
                                        List.of("GPL-2", "LGPL-2.1"))));
    }

    @Test
    void proseThatAllowsAnyLaterVersionSaysSoBeforeItPointsToTheText() {
        assertThat(
                        read(
                                """
                                either version 2 of the License, or (at your option) any
                                later version. See `/usr/share/common-licenses/GPL-2'.
                                The manual: /usr/share/common-licenses/GFDL-1.3
                                """))
                .isEqualTo(
                        Reading.of(
                                new LicencesSeen(
                                        new PackageKey("deb", "dash", ""),
                                        List.of("GFDL-1.3", "GPL-2+"))));
    }

    @Test
    void otherProseIsNotGuessedAt() {
        assertThat(read("You may do as you please under the MIT licence.\n"))
                .isEqualTo(Reading.NOTHING);
    }

    private static Reading read(String text) {
        return new CopyrightReader().read(ClaimedFile.of("usr/share/doc/dash/copyright", text));
    }
}
