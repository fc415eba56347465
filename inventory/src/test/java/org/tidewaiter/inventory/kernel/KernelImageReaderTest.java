package org.tidewaiter.inventory.kernel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class KernelImageReaderTest {
    private static final String PATH = "boot/vmlinuz-6.1.0-18-amd64";

    private final KernelImageReader reader = new KernelImageReader();

    @Test
    void theBootHeaderOfX86LeadsToTheRelease() throws Exception {
        var reading =
                reader.read(
                        ClaimedFile.of(
                                PATH, bootSector("6.1.0-18-amd64 (debian-kernel) #1 SMP", 0x3000)));
        assertThat(ReadFile.purls(reading))
                .containsExactly("pkg:generic/linux-kernel@6.1.0-18-amd64");
    }

    @Test
    void aKernelThatIsNotCompressedSaysItInItsBanner() throws Exception {
        var banner = "Linux version 5.15.0-rc3+ (builder@host) #1 SMP".getBytes(ISO_8859_1);
        var kernel =
                new ClaimedFile(
                        "boot/vmlinux",
                        1 << 28,
                        0644,
                        new byte[512],
                        List.of(
                                new Window(99, 0, "Linux version %s (%s)".getBytes(ISO_8859_1)),
                                new Window(1 << 20, 0, banner)));
        assertThat(ReadFile.purls(reader.read(kernel)))
                .containsExactly("pkg:generic/linux-kernel@5.15.0-rc3%2B");
    }

    @Test
    void aKernelThatDoesNotSayItsReleaseIsAGap() {
        for (var bytes : List.of(new byte[0], new byte[1024], bootSector("", 0xffff))) {
            assertThatThrownBy(() -> reader.read(ClaimedFile.of(PATH, bytes)))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("release");
        }
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        new ReadFile(reader, PATH).readOrRefuse(bytes);
    }

    private static byte[] bootSector(String release, int pointer) {
        var file = ByteBuffer.allocate(0x4000).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort(0x1fe, (short) 0xaa55).put(0x202, "HdrS".getBytes(ISO_8859_1));
        file.putShort(0x20e, (short) pointer);
        if (0x200 + pointer < file.capacity()) {
            file.put(0x200 + pointer, release.getBytes(ISO_8859_1));
        }
        return file.array();
    }
}
