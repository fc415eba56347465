package org.tidewaiter.inventory.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;
import org.tidewaiter.inventory.executable.ExecutableForm;

class KernelModuleReaderTest {
    private static final String PATH = "lib/modules/6.1.0/updates/dkms/wireguard.ko";

    private final KernelModuleReader reader = new KernelModuleReader();

    @Test
    void aModuleSaysItsNameVersionAndLicence() throws Exception {
        var reading =
                read("version=1.0.20210606\0license=GPL v2\0name=wireguard\0vermagic=6.1.0 SMP\0");
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:generic/wireguard@1.0.20210606");
        assertThat(ReadFile.packages(reading).getFirst().licences()).hasSize(1);
    }

    @Test
    void aModuleWithoutAVersionHasThatOfItsKernel() throws Exception {
        assertThat(ReadFile.purls(read("vermagic=6.1.0-18-amd64 SMP preempt mod_unload\0")))
                .containsExactly("pkg:generic/wireguard@6.1.0-18-amd64");
    }

    @Test
    void whatSaysNothingOfAModuleIsAGap() {
        for (var bytes :
                List.of(
                        new byte[0],
                        ExecutableForm.ELF_64.with(".text", new byte[8]),
                        ExecutableForm.ELF_64.with(".modinfo", "license=GPL\0".getBytes(UTF_8)))) {
            assertThatThrownBy(() -> reader.read(ClaimedFile.of(PATH, bytes)))
                    .isInstanceOf(MalformedFileException.class);
        }
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        new ReadFile(reader, PATH).readOrRefuse(bytes);
        new ReadFile(reader, PATH).readOrRefuse(ExecutableForm.ELF_64.with(".modinfo", bytes));
    }

    private Reading read(String information) throws MalformedFileException {
        return reader.read(
                ClaimedFile.of(
                        PATH, ExecutableForm.ELF_64.with(".modinfo", information.getBytes(UTF_8))));
    }
}
