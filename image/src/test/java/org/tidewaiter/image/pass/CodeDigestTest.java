package org.tidewaiter.image.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.Digest;

class CodeDigestTest {
    private static final String SHIPPED =
            CodeDigestTest.class.getName().replace('.', '/') + "$Shipped.class";

    @TempDir private Path folder;

    static final class Shipped {}

    @Test
    void aJarWithTheSameEntriesHasTheSameDigestWhereverItLies() throws Exception {
        assertThat(digest(jar("a.jar", "table", "one")))
                .isEqualTo(digest(jar("b.jar", "table", "one")));
    }

    /// As in an archive of the program, whose jars are packed once, and all together.
    @Test
    void howAJarIsCompressedIsNotSeen() throws Exception {
        assertThat(digest(jar("a.jar", "table", "one", Deflater.NO_COMPRESSION)))
                .isEqualTo(digest(jar("b.jar", "table", "one", Deflater.BEST_COMPRESSION)));
    }

    @Test
    void aJarOfWhichAnyEntryIsAnotherHasAnotherDigest() throws Exception {
        var digest = digest(jar("a.jar", "table", "one"));

        assertThat(digest(jar("b.jar", "table", "two"))).isNotEqualTo(digest);
        assertThat(digest(jar("c.jar", "tables", "one"))).isNotEqualTo(digest);
    }

    private static Digest digest(Path jar) throws IOException, ClassNotFoundException {
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            var digest = new CodeDigest();
            digest.addCodeOf(loader.loadClass(Shipped.class.getName()));
            return digest.digest();
        }
    }

    private Path jar(String file, String entry, String text) throws IOException {
        return jar(file, entry, text, Deflater.DEFAULT_COMPRESSION);
    }

    private Path jar(String file, String entry, String text, int level) throws IOException {
        var jar = folder.resolve(file);
        try (var shipped = CodeDigestTest.class.getClassLoader().getResourceAsStream(SHIPPED);
                var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(level);
            out.putNextEntry(new JarEntry(SHIPPED));
            out.write(Objects.requireNonNull(shipped).readAllBytes());
            out.putNextEntry(new JarEntry(entry));
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
