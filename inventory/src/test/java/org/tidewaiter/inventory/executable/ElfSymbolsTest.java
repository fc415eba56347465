package org.tidewaiter.inventory.executable;

import static java.nio.ByteBuffer.wrap;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tidewaiter.testkit.Property;

class ElfSymbolsTest {
    private static final byte[] FILE =
            ElfWithSymbols.of("abcdef".getBytes(ISO_8859_1), Map.of("late", 4, "out", 6));

    @Test
    void aSymbolLeadsToItsData() {
        var late = ElfSymbols.of(wrap(FILE)).orElseThrow().from("late").orElseThrow();
        assertThat(ISO_8859_1.decode(late).toString()).startsWith("ef");
    }

    @Test
    void aSymbolThatIsNotThereOrLeadsOutOfItsSectionIsNone() {
        var symbols = ElfSymbols.of(wrap(FILE)).orElseThrow();
        assertThat(symbols.from("lat")).isEmpty();
        assertThat(symbols.from("out")).isEmpty();
    }

    @Test
    void otherFilesHaveNone() {
        assertThat(ElfSymbols.of(wrap(new byte[0]))).isEmpty();
        assertThat(ElfSymbols.of(wrap(ExecutableForm.PE.with(".dynsym", FILE)))).isEmpty();
    }

    @Test
    void headersThatLieAreNoHarm() {
        Property.forAll(
                random -> {
                    var file = FILE.clone();
                    for (int i = 0; i < 4; i++) {
                        file[8 + random.nextInt(file.length - 8)] = (byte) random.nextInt();
                    }
                    return file;
                },
                file ->
                        assertThat(ElfSymbols.of(wrap(file)).flatMap(all -> all.from("none")))
                                .isEmpty());
    }

    @FuzzTest
    void anyBytesAreSearched(byte[] bytes) {
        assertThat(ElfSymbols.of(wrap(bytes)).flatMap(all -> all.from("sbom"))).isNotNull();
    }
}
