package org.tidewaiter.image.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.image.TarHeaderBytes;

class TarFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        new byte[0],
                        tar().file("etc/passwd", "root")
                                .symlink("a", "b")
                                .hardLink("c", "a")
                                .bytes(),
                        tar().pax(Map.of("path", "x", "size", "3")).file("y", "abc").bytes(),
                        tar().file("n".repeat(300), "x").directory("d").bytesWithoutEnd(),
                        tar().entry(TarHeaderBytes.of('0', "big").size(1L << 60).binaryNumbers())
                                .bytes(),
                        tar().pax(
                                        Map.of(
                                                "GNU.sparse.major", "1",
                                                "GNU.sparse.minor", "0",
                                                "GNU.sparse.realsize", "99999999999",
                                                "GNU.sparse.name", "s"))
                                .file("x", "1\n0\n3\n" + " ".repeat(600))
                                .bytes())
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        try (var tar = new TarReader(new ByteArrayInputStream(bytes))) {
            for (var next = tar.next(); next.isPresent(); next = tar.next()) {
                var path = next.get().path();
                assertThat(path).doesNotStartWith("/").doesNotContain("\0");
                assertThat(path.split("/", -1)).doesNotContain("..", ".");
                if (next.get().sizeBytes() <= bytes.length) {
                    tar.content().transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (MalformedTarException _) {
            // refused
        }
    }
}
