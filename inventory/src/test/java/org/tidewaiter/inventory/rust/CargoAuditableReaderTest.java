package org.tidewaiter.inventory.rust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;
import org.tidewaiter.inventory.executable.ExecutableForm;

class CargoAuditableReaderTest {
    private static final String CRATES =
            """
            {"packages": [
              {"name": "adler", "version": "1.0.2", "source": "crates.io"},
              {"name": "cc", "version": "1.0.79", "source": "crates.io", "kind": "build"},
              {"name": "part", "version": "0.1.0", "source": "local"},
              {"name": "fork", "version": "2.0.0", "source": "git", "dependencies": [0]},
              {"name": "tool", "version": "3.1.0", "source": "local", "root": true}]}
            """;

    private final CargoAuditableReader reader = new CargoAuditableReader();

    @ParameterizedTest
    @EnumSource
    void aProgramListsItselfAndTheCratesInIt(ExecutableForm form) throws Exception {
        var reading = read(form.with(".dep-v0", zlib(CRATES)));
        assertThat(ReadFile.purls(reading))
                .containsExactly(
                        "pkg:cargo/adler@1.0.2", "pkg:cargo/fork@2.0.0", "pkg:cargo/tool@3.1.0");
        assertThat(ReadFile.packages(reading)).noneMatch(seen -> seen.declared());
        assertThat(reading.gaps()).isEmpty();
    }

    @Test
    void aCrateNeedsThoseThatItsPlacesInTheListNameButForTheOnesThatAreLeftOut() throws Exception {
        var crates =
                """
                {"packages": [
                  {"name": "adler", "version": "1.0.2", "source": "crates.io"},
                  {"name": "cc", "version": "1.0.79", "source": "crates.io", "kind": "build"},
                  {"name": "tool", "version": "3.1.0", "source": "local", "root": true,
                   "dependencies": [0, 1, 7, -1, 99999999999]}]}
                """;
        assertThat(ReadFile.needs(read(ExecutableForm.ELF_64.with(".dep-v0", zlib(crates)))))
                .containsExactly("pkg:cargo/tool@3.1.0 needs [[adler@1.0.2]] provides []");
    }

    @Test
    void aProgramThatOnlyNamesTheSectionListsNothing() throws Exception {
        assertThat(read(ExecutableForm.ELF_64.with(".rodata", ".dep-v0\0".getBytes(UTF_8))))
                .isEqualTo(Reading.NOTHING);
    }

    @Test
    void aProgramTooLargeToBeGivenWholeIsAGap() throws Exception {
        var head = ExecutableForm.ELF_64.with(".dep-v0", zlib(CRATES));
        assertThat(
                        reader.read(new ClaimedFile("bin/tool", 1L << 30, 0755, head, anchored()))
                                .gaps())
                .containsExactly(
                        "perhaps a Rust program with a list of its crates, but too large to read it");
    }

    @Test
    void aListThatCannotBeUnpackedIsRefused() throws Exception {
        var whole = zlib(CRATES);
        for (var broken :
                List.of(
                        new byte[0],
                        "plain text".getBytes(UTF_8),
                        Arrays.copyOf(whole, whole.length / 2),
                        zlib("[]"),
                        zlib(" ".repeat(9 << 20)))) {
            assertThatThrownBy(() -> read(ExecutableForm.ELF_64.with(".dep-v0", broken)))
                    .isInstanceOf(MalformedFileException.class);
        }
    }

    @FuzzTest
    void anyBytesInTheSectionAreReadOrRefused(byte[] bytes) {
        try {
            read(ExecutableForm.ELF_64.with(".dep-v0", bytes));
        } catch (MalformedFileException _) {
            // refused
        }
    }

    private Reading read(byte[] file) throws MalformedFileException {
        return reader.read(new ClaimedFile("bin/tool", file.length, 0755, file, anchored()));
    }

    private static List<Window> anchored() {
        return List.of(new Window(0, 0, new byte[0]));
    }

    private static byte[] zlib(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(bytes)) {
            deflated.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
