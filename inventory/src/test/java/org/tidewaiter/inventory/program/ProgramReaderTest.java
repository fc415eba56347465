package org.tidewaiter.inventory.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;

class ProgramReaderTest {
    @Test
    void aProgramIsKnownByTheWordsInIt() {
        assertThat(
                        ProgramFile.of("opt/tools/sh", "@(#)Bash version 5.2.15(1) release GNU")
                                .packages())
                .containsExactly("pkg:generic/bash@5.2.15");
    }

    @Test
    void whatOtherProgramsNameTooCountsOnlyInAFileOfThatName() {
        var words = "OpenSSL 3.0.22 25 Aug 2026";

        assertThat(ProgramFile.of("opt/bin/openssl", words).packages())
                .containsExactly("pkg:generic/openssl@3.0.22");
        assertThat(ProgramFile.of("opt/bin/server", words).packages()).isEmpty();
    }

    @Test
    void aLibraryInsideAProgramIsKnownByItsOwnCode() {
        assertThat(
                        ProgramFile.of(
                                        "opt/bin/server",
                                        "OpenSSL 3.0.22 25 Aug 2026\0OPENSSLDIR: \"/etc/ssl\"")
                                .packages())
                .containsExactly("pkg:generic/openssl@3.0.22");
    }

    @Test
    void eachCopyOfALibraryInOneProgramCounts() {
        assertThat(
                        ProgramFile.of(
                                        "usr/bin/node",
                                        " deflate 1.3.1 Copyright 1995-2024 Jean-loup Gailly and Mark Adler \0"
                                                + " deflate 1.2.13 Copyright 1995-2022 Jean-loup Gailly and Mark Adler ")
                                .packages())
                .containsExactly("pkg:generic/zlib@1.2.13", "pkg:generic/zlib@1.3.1");
    }

    @Test
    void theVersionOfPythonContinuesTheOneInItsName() {
        var words = "pymalloc_debug\0003.11.2\0strict\0003.2.0\0";

        assertThat(ProgramFile.of("opt/lib/libpython3.11.so.1.0", words).packages())
                .containsExactly("pkg:generic/python@3.11.2");
        assertThat(ProgramFile.of("opt/lib/libpython3.12.so.1.0", words).packages()).isEmpty();
    }

    @Test
    void aProgramThatCouldBeSeveralVersionsIsAGap() {
        var reading = ProgramFile.of("opt/bin/nano", "GNU nano 7.2\0GNU nano 8.0").read();

        assertThat(reading.observations()).isEmpty();
        assertThat(reading.gaps())
                .containsExactly("it could be nano of several versions: 7.2, 8.0");
    }

    @Test
    void aModuleOfGoCountsWhereItsBuildInformationIsSilent() {
        var path =
                "path\tgithub.com/traefik/traefik/v3/cmd/traefik\nmod\tgithub.com/traefik/traefik/v3\t";

        assertThat(ProgramFile.of("traefik", path + "(devel)\t\n\0003.1.2\0").packages())
                .containsExactly("pkg:golang/github.com/traefik/traefik@v3.1.2");
        assertThat(ProgramFile.of("traefik", path + "v3.1.2\t\n\0003.1.2\0").packages()).isEmpty();
    }

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        ProgramFile.of("usr/bin/python3.11", new String(bytes, ISO_8859_1)).read();
    }
}
