package org.tidewaiter.inventory.chisel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;
import org.tidewaiter.testkit.packages.ChiselManifest;

class ChiselManifestReaderTest {
    private static final String PATH = "var/lib/chisel/manifest.wall";
    private static final String HEADER = "{\"jsonwall\":\"1.0\",\"schema\":\"1.0\",\"count\":9}\n";
    private static final String LIBC =
            """
            {"kind":"content","slice":"libc6_libs","path":"/lib/libc.so.6"}
            {"kind":"package","name":"libc6","version":"2.39-0ubuntu8.3","sha256":"00","arch":"amd64"}
            {"kind":"path","path":"/lib/","mode":"0755","slices":["libc6_libs"]}
            {"kind":"path","path":"/lib/libc.so.6","mode":"0755","slices":["libc6_libs"],"size":1}
            {"kind":"path","path":"/var/lib/chisel/manifest.wall","slices":["base-files_chisel"]}
            {"kind":"slice","name":"libc6_libs"}
            """;

    @Test
    void packagesAreListedWithThePathsOfTheirSlices() throws Exception {
        var reading = packed(HEADER + LIBC);
        assertThat(ReadFile.purls(reading))
                .containsExactly("pkg:deb/libc6@2.39-0ubuntu8.3?arch=amd64");
        assertThat(ReadFile.packages(reading).getFirst().files()).containsExactly("lib/libc.so.6");
    }

    @Test
    void thatSourcePackagesAreNotSaidIsAGap() throws Exception {
        assertThat(packed(HEADER + LIBC).gaps()).hasSize(1);
        assertThat(packed(HEADER)).isEqualTo(Reading.NOTHING);
    }

    @Test
    void aManifestOfAnotherSchemaIsMalformed() {
        assertThatThrownBy(() -> packed("{\"jsonwall\":\"1.0\",\"schema\":\"2.0\"}\n"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("'2.0'");
        assertThatThrownBy(() -> packed("{\"kind\":\"package\"}\n"))
                .isInstanceOf(MalformedFileException.class);
        assertThatThrownBy(() -> packed("")).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void packingThatIsBrokenIsMalformed() {
        assertThatThrownBy(() ->
                        new ChiselManifestReader()
                                .read(
                                        ClaimedFile.of(
                                                PATH,
                                                new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd})))
                .isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        new ReadFile(new ChiselManifestReader(), PATH).readOrRefuse(bytes);
    }

    private static Reading packed(String text) throws MalformedFileException {
        return new ChiselManifestReader().read(ClaimedFile.of(PATH, ChiselManifest.packed(text)));
    }
}
