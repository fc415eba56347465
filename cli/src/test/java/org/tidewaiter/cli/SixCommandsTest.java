package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.testkit.image.OciRegistry;

/// What the README shows of charters is true of a registry, also of one that lists no referrers.
class SixCommandsTest {
    private static final String IMAGE = "registry.example/shop/app:1";

    @TempDir private Path folder;

    @Test
    void aRegistryOfToday() throws Exception {
        try (var registry = OciRegistry.start()) {
            run(registry);
        }
    }

    @Test
    void aRegistryWithoutReferrers() throws Exception {
        try (var registry = OciRegistry.startWithoutReferrers()) {
            run(registry);
        }
    }

    private void run(OciRegistry registry) throws Exception {
        registry.image("shop/app", "1", SmallImage.build());
        var image = registry.host() + "/shop/app:1";
        var results = new ArrayList<Typed.Result>();
        for (var command : commands()) {
            results.add(run(command.replace(IMAGE, image)));
        }

        assertThat(results.stream().skip(1)).extracting(Typed.Result::err).containsOnly("");
        assertThat(results).extracting(Typed.Result::status).containsExactly(0, 0, 0, 2, 0, 0);
        assertThat(results.get(2).out()).endsWith("\ndev: passed\n");
        assertThat(results.get(3).out())
                .contains("  release: missing (1 of 1); may still speak: acme-release\n")
                .endsWith(
                        "\nprod: refused: release is missing (1 of 1)\n"
                                + "  tidewaiter sign --key KEY %s\n".formatted(image));
        assertThat(results.get(5).out()).endsWith("\nprod: passed\n");
    }

    private static List<String> commands() throws Exception {
        var readme = Files.readString(Path.of("../README.md"));
        var block =
                readme.substring(readme.indexOf("## Signatures"))
                        .replaceFirst("(?s)^.*?```sh\n(.*?)```.*$", "$1");
        var commands = block.lines().toList();
        assertThat(commands).hasSize(6);
        return commands;
    }

    private Typed.Result run(String command) {
        var words = new ArrayList<String>();
        for (var word : command.replaceFirst(" *#.*", "").split(" ", -1)) {
            boolean own = word.startsWith("acme");
            words.add(own ? folder.resolve(word).toString() : word);
        }
        assertThat(words.removeFirst()).isEqualTo("./tidewaiter");
        return typed(words.toArray(String[]::new))
                .with("XDG_STATE_HOME", folder.resolve("state").toString())
                .run();
    }
}
