package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;

/// Layers with a table of contents as the formats' own tools write them, from a real registry.
class LazyLayersIT {
    private static final Pattern ASKED =
            Pattern.compile("layer \\d+: ([0-9,]+) of ([0-9,]+) bytes asked for");

    @TempDir private Path folder;
    private static ApplicationImage image;

    @BeforeAll
    static void buildTheImage() throws Exception {
        Program.output(
                Program.ROOT.resolve("testkit/oracles/install.sh").toString(), "estargz", "images");
        image = ApplicationImage.build();
    }

    @Test
    void eStargzOfItsMakersHasThePackagesOfTheWholeImage() throws Exception {
        var oracles =
                System.getenv()
                        .getOrDefault(
                                "TIDEWAITER_ORACLES",
                                System.getenv("HOME") + "/.cache/tidewaiter-oracles");
        var layout = folder.resolve("estargz").toString();
        Program.output(oracles + "/estargz", image.folder().resolve("layout").toString(), layout);
        hasThePackagesOfTheWholeImage("oci:" + layout);
    }

    @Test
    void zstdChunkedOfSkopeoHasThePackagesOfTheWholeImage() throws Exception {
        var layout = "oci:" + folder.resolve("chunked") + ":app";
        Program.output(
                "skopeo",
                "copy",
                "--quiet",
                "--dest-compress",
                "--dest-compress-format=zstd:chunked",
                image.layout(),
                layout);
        hasThePackagesOfTheWholeImage(layout);
    }

    private void hasThePackagesOfTheWholeImage(String layout) throws Exception {
        try (var registry = LoopbackRegistry.start(folder)) {
            var name = "registry:" + registry.push(layout, "team/app:1");
            var whole = inventory(name);
            var result =
                    Program.tidewaiter(
                            Map.of(),
                            "inventory",
                            name,
                            "--lazy",
                            "--no-cache",
                            "--verbose",
                            "--format=json");
            var lazy = JsonReader.read(result.passed().getBytes(StandardCharsets.UTF_8));

            assertThat(lazy.get("packages").items()).hasSizeGreaterThan(100);
            assertThat(lazy.get("packages")).isEqualTo(whole.get("packages"));
            assertThat(lazy.get("dependencies")).isEqualTo(whole.get("dependencies"));
            assertThat(lazy.get("distribution")).isEqualTo(whole.get("distribution"));
            assertThat(lazy.get("gaps").items())
                    .filteredOn(gap -> gap.text("reason").contains("fetched only in part"))
                    .isNotEmpty();
            assertThat(result.err()).doesNotContain("table of contents");
            assertThat(asked(result.err(), 1)).isPositive().isLessThan(asked(result.err(), 2));
        }
    }

    private static long asked(String steps, int group) {
        return ASKED.matcher(steps)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(group).replace(",", "")))
                .sum();
    }

    private static Json inventory(String name) throws Exception {
        var out = Program.tidewaiter("inventory", name, "--no-cache", "--format=json").passed();
        return JsonReader.read(out.getBytes(StandardCharsets.UTF_8));
    }
}
