package org.tidewaiter.image.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.packages.Jar;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ContentSearchFuzzTest {
    private static final ContentBounds BOUNDS =
            new ContentBounds(50, 20_000, 4, 20, 1 << 20, 1 << 30);

    static Stream<byte[]> seeds() throws IOException {
        var jar = Jar.jar().with("a/b.txt", "needle").withStored("in.jar", Jar.jar().bytes());
        var plain = tar().file("a", "needle").file("b", "x".repeat(2_000)).bytes();
        var xz = new ByteArrayOutputStream();
        try (var out = new XZOutputStream(xz, new LZMA2Options(0))) {
            out.write(plain);
        }
        var pack = new ByteArrayOutputStream();
        pack.write(new byte[] {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0, 0, 0, 1, 0x36});
        try (var out = new DeflaterOutputStream(pack)) {
            out.write("needle".getBytes(StandardCharsets.US_ASCII));
        }
        return Stream.of(
                        new byte[0],
                        "needle needle\n".getBytes(StandardCharsets.UTF_8),
                        "needle".getBytes(StandardCharsets.UTF_16),
                        jar.bytes(),
                        plain,
                        LayerBytes.gzip(plain),
                        LayerBytes.gzip(jar.bytes()),
                        LayerBytes.zstd(tar().file("a", "needle")).stored(),
                        xz.toByteArray(),
                        pack.toByteArray())
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreSearchedWithinBounds(byte[] bytes) throws IOException {
        var readers = new ContentReaders(List.of(Sought.words("needle", "xxx")));
        var search = new ContentSearch(readers, BOUNDS);
        var held = search.search("a/objects/f", bytes, bytes.length);
        var streamed = search.search("a/objects/f", bytes.length, new ByteArrayInputStream(bytes));
        assertThat(streamed).isEqualTo(held);
        assertThat(held.gaps()).noneMatch(gap -> gap.reason().contains("failed on"));
        held.observations().forEach(one -> assertThat(one.observations()).hasSizeLessThan(51));
    }
}
