package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.ProblemException;

class PlacesTest {
    private static Path cache(Map<String, String> environment) throws ProblemException {
        return Places.of(Optional.empty(), environment).layers();
    }

    @Test
    void theFolderIsTheOneNamedOrTheUsersCache() throws ProblemException {
        var both = Map.of("XDG_CACHE_HOME", "/var/cache/me", "HOME", "/home/me");

        assertThat(Places.of(Optional.of(Path.of("/named")), both).layers()).hasToString("/named");
        assertThat(cache(both)).hasToString("/var/cache/me/tidewaiter");
        assertThat(cache(Map.of("HOME", "/home/me"))).hasToString("/home/me/.cache/tidewaiter");
    }

    @Test
    void aRelativeCacheFolderOfTheEnvironmentIsPassedOver() throws ProblemException {
        assertThat(cache(Map.of("XDG_CACHE_HOME", "here", "HOME", "/home/me")))
                .hasToString("/home/me/.cache/tidewaiter");
    }

    @Test
    void withoutAHomeNothingIsKeptInTheCurrentFolder(@TempDir Path image) throws IOException {
        Files.writeString(image.resolve("a.txt"), "a");
        var name = "dir:" + image;

        var keeping = Typed.typed("inventory", name).with("HOME", "").run();
        var keepingNothing = Typed.typed("inventory", name, "--no-cache").with("HOME", "").run();

        assertThat(keeping.status()).isEqualTo(1);
        assertThat(keeping.err()).contains("no-home", "--cache-dir");
        assertThat(keepingNothing.status()).as(keepingNothing.err()).isZero();
    }
}
