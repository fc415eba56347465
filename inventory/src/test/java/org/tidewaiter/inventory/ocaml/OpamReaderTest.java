package org.tidewaiter.inventory.ocaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class OpamReaderTest {
    private static final String SWITCH = "home/opam/.opam/4.14.1/.opam-switch/packages/";

    private final ReadFile opam = new ReadFile(new OpamReader(), SWITCH + "lwt.5.6.1/opam");

    @Test
    void aPackageIsNamedByItsDirectory() throws Exception {
        var reading = opam.read("opam-version: \"2.0\"\nlicense: \"MIT\"\n");
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:opam/lwt@5.6.1");
        assertThat(ReadFile.packages(reading).getFirst().licences()).containsExactly("MIT");
    }

    @Test
    void aDirectoryWithoutAVersionIsRefused() {
        assertThatThrownBy(() -> new ReadFile(new OpamReader(), SWITCH + "lwt/opam").read(""))
                .isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        opam.readOrRefuse(bytes);
    }
}
