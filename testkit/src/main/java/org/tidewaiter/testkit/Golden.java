package org.tidewaiter.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares a document with the one kept in `src/test/resources`, whole. Rewritten by
/// `-Dgolden.update=true`, and then read in review.
public final class Golden {
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private Golden() {}

    /// @param name of the kept file, relative to the module's test resources
    public static void assertMatches(String name, String actual) throws IOException {
        assertMatches(RESOURCES.resolve(name), actual);
    }

    /// @param file relative to the module's folder
    public static void assertMatches(Path file, String actual) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, actual);
        }
        assertThat(actual).as("golden file %s", file).isEqualTo(Files.readString(file));
    }
}
