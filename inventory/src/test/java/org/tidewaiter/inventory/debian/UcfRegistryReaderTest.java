package org.tidewaiter.inventory.debian;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.PackageKey;

class UcfRegistryReaderTest {
    @Test
    void aPackageOwnsTheFilesThatUcfKeepsForIt() {
        assertThat(
                        read(
                                """
                                libc6    /etc/a
                                locales\t/etc/with a blank
                                libc6    /etc/b
                                """))
                .isEqualTo(
                        Reading.of(
                                new FilesOwned(
                                        new PackageKey("deb", "libc6", ""),
                                        List.of("etc/a", "etc/b")),
                                new FilesOwned(
                                        new PackageKey("deb", "locales", ""),
                                        List.of("etc/with a blank"))));
    }

    @Test
    void aLineOfAnotherFormIsAGap() {
        assertThat(read("libc6\n").gaps()).singleElement().asString().contains("libc6");
    }

    @FuzzTest
    void anyBytesAreReadOrAGap(byte[] bytes) {
        read(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static Reading read(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new UcfRegistryReader().read(ClaimedFile.of("var/lib/ucf/registry", bytes));
    }
}
