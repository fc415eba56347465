package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.TarBuilder;

/// Every command of the page ends as it says, in the order in which it stands there.
class DiffFixRescanPageTest {
    private static final Path PAGE = Path.of("..", "docs", "diff-fix-rescan.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern STATUS = Pattern.compile("# exits with (\\d)");

    @TempDir private static Path folder;

    /// What the page names, and what stands for it here.
    private static Map<String, String> places;

    @BeforeAll
    static void makeWhatTheCommandsName() throws Exception {
        var app = layout("app1", node("minimist", "1.2.5"), node("lodash", "4.17.20"));
        places =
                Map.of(
                        "app:1", app,
                        "app:2", layout("app2", node("lodash", "4.17.21"), node("json5", "1.0.1")),
                        "base:1", layout("base1", node("minimist", "1.2.5")),
                        "base:2", layout("base2", node("minimist", "1.2.6")));
        Files.createDirectory(folder.resolve("bills"));
        run(List.of("inventory", app, "-o", "cyclonedx=" + folder.resolve("app.cdx.json")));
        var feed = Files.createDirectories(folder.resolve("feeds/npm"));
        Files.writeString(
                feed.resolve("GHSA-aaaa-bbbb-cccc.json"),
                """
                {"id": "GHSA-aaaa-bbbb-cccc", "modified": "2026-01-01T00:00:00Z", "affected": [
                 {"package": {"ecosystem": "npm", "name": "left-pad"}, "versions": ["1.0.0"]}]}
                """);
        var built =
                run(
                        List.of(
                                "db",
                                "build",
                                "--from",
                                folder.resolve("feeds").toString(),
                                "--advisories",
                                folder.resolve("old.db").toString()));
        assertThat(built.status()).as(built.err()).isZero();
    }

    @Test
    void everyCommandEndsAsThePageSays() throws IOException {
        var commands = new ArrayList<String>();
        var blocks = BLOCK.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            commands.addAll(blocks.group(1).lines().toList());
        }
        assertThat(commands).hasSizeGreaterThan(12);
        for (var command : commands) {
            var status = STATUS.matcher(command);
            int expected = status.find() ? Integer.parseInt(status.group(1)) : 0;
            var words =
                    Arrays.stream(command.replaceFirst(" *#.*", "").split(" ", -1))
                            .skip(1)
                            .map(DiffFixRescanPageTest::place)
                            .toList();
            var result = run(words);
            assertThat(result.status()).as("%s: %s", command, result.err()).isEqualTo(expected);
        }
    }

    private static String place(String word) {
        var file = word.replaceFirst("^.*=", "");
        if (Stream.of("bills", "app.cdx.json", "old.db", "comment.md", "fix.Dockerfile")
                .anyMatch(name -> file.equals(name) || file.startsWith(name + "/"))) {
            return word.replace(file, folder.resolve(file).toString());
        }
        return places.getOrDefault(word, word);
    }

    private static Typed.Result run(List<String> words) {
        return typed(words.toArray(String[]::new))
                .with("TIDEWAITER_CACHE_DIR", folder.resolve("cache").toString())
                .with("TIDEWAITER_ALLOW_SAMPLE", "1")
                .run();
    }

    private static TarBuilder node(String name, String version) throws IOException {
        return tar().file(
                        "app/node_modules/%s/package.json".formatted(name),
                        "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(name, version));
    }

    private static String layout(String name, TarBuilder... layers) throws Exception {
        var image = ImageBuilder.image();
        for (var layer : layers) {
            image.layer(layer);
        }
        return OciLayouts.layout().image(image.build(), "1").write(folder.resolve(name)).toString();
    }
}
