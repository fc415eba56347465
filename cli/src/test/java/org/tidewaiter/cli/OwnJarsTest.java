package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnJarsTest {
    @TempDir private Path folder;
    private String before;

    @BeforeEach
    void twoJars() throws IOException {
        jar("one.jar", "A.class", "old code");
        jar("two.jar", "B.class", "other code");
        Files.writeString(folder.resolve("start-0.aot"), "a cache");
        before = fingerprint();
    }

    @Test
    void theSameJarsHaveTheSameFingerprintWhereverAndOfWhateverTimeTheyAre() throws IOException {
        Files.setLastModifiedTime(folder.resolve("one.jar"), FileTime.fromMillis(0));
        Files.writeString(folder.resolve("start-0.aot"), "another cache");
        assertThat(fingerprint()).isEqualTo(before).matches("[0-9a-f]+");
    }

    @Test
    void aJarOfTheSameSizeAndTimeWithOtherCodeIsNoticed() throws IOException {
        var jar = folder.resolve("one.jar");
        long size = Files.size(jar);
        var time = Files.getLastModifiedTime(jar);
        jar("one.jar", "A.class", "new code");
        Files.setLastModifiedTime(jar, time);
        assertThat(Files.size(jar)).isEqualTo(size);
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void aJarThatIsMoreOrGoneOrNamedOtherwiseIsNoticed() throws IOException {
        Files.move(folder.resolve("two.jar"), folder.resolve("three.jar"));
        var renamed = fingerprint();
        jar("two.jar", "B.class", "other code");
        var more = fingerprint();
        Files.delete(folder.resolve("three.jar"));
        assertThat(fingerprint()).isEqualTo(before).isNotEqualTo(renamed).isNotEqualTo(more);
        Files.delete(folder.resolve("two.jar"));
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void codesThatChangePlacesAreNoticed() throws IOException {
        jar("one.jar", "A.class", "other code");
        jar("two.jar", "B.class", "old code");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void whatIsNoJarIsReadWhole() throws IOException {
        Files.writeString(folder.resolve("one.jar"), "");
        var empty = fingerprint();
        Files.writeString(folder.resolve("one.jar"), "a text that is longer than the end of a jar");
        var text = fingerprint();
        Files.writeString(folder.resolve("one.jar"), "A text that is longer than the end of a jar");
        assertThat(fingerprint()).isNotEqualTo(text).isNotEqualTo(empty);
    }

    private String fingerprint() throws IOException {
        return OwnJars.fingerprint(folder.toFile());
    }

    private void jar(String name, String entry, String code) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve(name));
                var zip = new ZipOutputStream(file)) {
            var one = new ZipEntry(entry);
            one.setLastModifiedTime(FileTime.fromMillis(1_700_000_000_000L));
            zip.putNextEntry(one);
            zip.write(code.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
