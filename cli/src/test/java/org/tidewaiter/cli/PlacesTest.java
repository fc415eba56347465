package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void withoutAHomeAnImageIsReadAndNothingIsKept(@TempDir Path image) throws IOException {
        Files.writeString(image.resolve("a.txt"), "a");

        for (var command : List.of("inventory", "scan")) {
            var read = Typed.typed(command, "dir:" + image).with("HOME", "").run();
            assertThat(read.status()).as(read.err()).isZero();
        }
        assertThat(Path.of(".cache")).doesNotExist();
    }

    @Test
    void withoutAHomeWhoeverIsToKeepSomethingIsToldWhichFlagToGive() {
        var update = Typed.typed("db", "build", "--from", "target").with("HOME", "").run();

        assertThat(update.status()).isEqualTo(1);
        assertThat(update.err()).contains("no-home", "--cache-dir");
    }
}
