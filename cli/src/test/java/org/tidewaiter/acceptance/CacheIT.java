package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.TarBuilder;

/// One cache among many programs, and on disks that are full, closed or taken away. To be run by
/// root, who may mount.
class CacheIT {
    private static final int AT_ONCE = 10;
    private static final Pattern OURS =
            Pattern.compile(
                    "layers/[0-9a-f]{16}/[0-9a-f]{64}|answers/[0-9a-f]{64}|\\.swept|\\.grown");
    private static final Pattern SECONDS = Pattern.compile("(\\d+)m([\\d.]+)s");

    @TempDir private static Path folder;
    private static Path layout;
    private static String right;

    @TempDir private Path place;

    @BeforeAll
    static void anImageOfGzipAndZstd() throws Exception {
        var image =
                ImageBuilder.image()
                        .layer(LayerBytes.gzip(layer(1)))
                        .layer(LayerBytes.zstd(layer(2)))
                        .layer(LayerBytes.zstd(layer(3)))
                        .build();
        layout = OciLayouts.layout().image(image, "1").write(folder.resolve("image"));
        right = shell(folder, scan("--no-cache", ""));
        assertThat(right).contains("CVE-2021-23337");
    }

    private static TarBuilder layer(int seed) {
        var random = new Random(seed);
        var tar = tar();
        for (int i = 0; i < 2_000; i++) {
            tar.file("srv/%d/%x.txt".formatted(i / 100, random.nextLong()), random.nextLong() + "");
        }
        return tar.file(
                "srv/%d/node_modules/lodash/package.json".formatted(seed),
                "{\"name\": \"lodash\", \"version\": \"4.17.2%d\"}".formatted(seed % 2));
    }

    /// The scans that come first read layers that others read too, and none waits for another.
    @Test
    void tenScansAtOnceGiveWhatOneGivesForNoMoreThanTenTimesTheWork() throws Exception {
        var cold = place.resolve("cold");
        var warm = place.resolve("warm");
        double oneCold = seconds(scan(cache(warm), "> /dev/null"));
        double oneWarm = seconds((scan(cache(warm), "> /dev/null") + "\n").repeat(5)) / 5;
        double tenCold = seconds(tenAtOnce(cold));
        assertAllAreRight();
        double tenWarm = seconds(tenAtOnce(warm));
        assertAllAreRight();
        System.out.printf(
                "ten scans at once for the work of one: %.1f cold, %.1f warm%n",
                tenCold / oneCold, tenWarm / oneWarm);
        // The same work takes more time of processors that ten programs share.
        assertThat(tenCold / oneCold).isLessThan(1.3 * AT_ONCE);
        assertThat(tenWarm / oneWarm).isLessThan(1.3 * AT_ONCE);
        for (var cache : new Path[] {cold, warm}) {
            assertThat(files(cache)).hasSizeGreaterThanOrEqualTo(3).allMatch(CacheIT::isOurs);
        }
    }

    private String tenAtOnce(Path cache) {
        var script = new StringBuilder();
        for (int i = 0; i < AT_ONCE; i++) {
            script.append(scan(cache(cache), "> %s/%d.json".formatted(place, i))).append(" &\n");
        }
        return script.append("wait").toString();
    }

    private void assertAllAreRight() throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            assertThat(place.resolve(i + ".json")).hasContent(right);
        }
    }

    /// What the children of a shell had of the processors.
    private double seconds(String script) throws Exception {
        var times = shell(place, script + "\ntimes").lines().toList().getLast();
        return SECONDS.matcher(times)
                .results()
                .mapToDouble(one ->
                        60 * Double.parseDouble(one.group(1)) + Double.parseDouble(one.group(2)))
                .sum();
    }

    /// An answer is kept once no file that it is made of can have changed while it was.
    @Test
    void theSameQuestionIsAnsweredFromTheCacheUntilAFileAppears() throws Exception {
        var work = Files.createDirectory(folder.resolve("work"));
        var scan = scan(cache(place), "");
        shell(work, "sleep 2.5\n" + scan);
        assertThat(files(place)).filteredOn(name -> name.startsWith("answers/")).hasSize(1);
        shell(place, "rm -r layers");
        assertThat(shell(work, scan)).isEqualTo(right);
        assertThat(place.resolve("layers")).as("nothing was read").doesNotExist();
        assertThat(shell(folder, scan)).isEqualTo(right);
        assertThat(place.resolve("layers")).as("elsewhere it is another question").exists();

        var waiver =
                """
                waivers:
                  - id: CVE-2021-23337
                    reason: known
                    owner: ann@example.org
                    approved-by: ben@example.org
                    expires: 2099-01-01
                """;
        Files.writeString(work.resolve(".tidewaiter.yaml"), waiver);
        var waived = shell(work, scan);
        assertThat(waived).isNotEqualTo(right);
        var other = waiver.replace("CVE-2021-23337", "CVE-2020-8203");
        Files.writeString(work.resolve("tidewaiter.yaml"), other);
        assertThat(shell(work, scan)).as("it comes before the other").isNotEqualTo(waived);
        shell(work, "rm tidewaiter.yaml .tidewaiter.yaml");
        assertThat(shell(work, scan)).isEqualTo(right);
    }

    @Test
    void whoeverIsKilledInTheMiddleSpoilsNothing() throws Exception {
        var kills = new StringBuilder();
        for (int i = 1; i <= 12; i++) {
            kills.append(
                    "timeout -s KILL %s %s\n"
                            .formatted(i * 0.15, scan(cache(place), "> /dev/null 2>&1 || true")));
        }
        shell(place, kills.toString());

        assertThat(shell(place, scan(cache(place), ""))).isEqualTo(right);
        assertThat(shell(place, scan(cache(place), ""))).isEqualTo(right);
    }

    @Test
    void aFullDiskIsSaidAndTheResultIsRight() throws Exception {
        var script =
                """
                mount -t tmpfs -o size=16k none %1$s
                %2$s
                find %1$s -type f -name '*.tmp' >&2
                """
                        .formatted(place, scan(cache(place), ""));
        assertRightWithOneNote(script, "No space left on device");
    }

    @Test
    void aDiskThatMayNotBeWrittenIsSaidAndTheResultIsRight() throws Exception {
        var script = "mount -t tmpfs -o ro none %s\n%s".formatted(place, scan(cache(place), ""));
        assertRightWithOneNote(script, "Read-only file system");
    }

    @Test
    void aCacheOfOthersIsUsedAndNotWritten() throws Exception {
        shell(place, scan(cache(place), ""));
        var aged = "find %s -type f -exec touch -d '3 days ago' {} +".formatted(place);
        var closed = "mount --bind %1$s %1$s && mount -o remount,bind,ro %1$s".formatted(place);
        var result = mounting(aged + "\n" + closed + "\n" + scan(cache(place) + " -v", ""));

        assertThat(result.passed()).isEqualTo(right);
        assertThat(result.err())
                .contains("known from the cache")
                .doesNotContain("note: ", "read in");
    }

    /// All else is closed while the scan runs, so that what would be deleted at its end shows too.
    @Test
    void aScanWritesItsResultAndEntriesOfTheCacheAndNothingElse() throws Exception {
        var closed =
                """
                mount --bind %1$s %1$s
                mount -o remount,bind,ro /
                if touch /tmp/open 2>/dev/null; then exit 9; fi
                if touch "$HOME/open" 2>/dev/null; then exit 9; fi
                """
                        .formatted(place);
        var out = place.resolve("out.json");
        var result = mounting(closed + scan(cache(place), "-o json=" + out));

        assertThat(result.passed()).isEmpty();
        assertThat(result.err()).isEmpty();
        assertThat(out).hasContent(right);
        Files.delete(out);
        assertThat(files(place)).hasSizeGreaterThanOrEqualTo(3).allMatch(CacheIT::isOurs);
    }

    private void assertRightWithOneNote(String script, String why) throws Exception {
        var result = mounting(script);
        assertThat(result.passed()).isEqualTo(right);
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("note: the cache %s cannot be written (%s".formatted(place, why))
                .contains("--cache-dir");
    }

    /// In a view of the file system of its own.
    private Program.Result mounting(String script) throws Exception {
        var file = folder.resolve("script");
        Files.writeString(file, "set -e\n" + script);
        return Program.inShell(place, Map.of(), "unshare --mount bash " + file);
    }

    private static String shell(Path in, String script) throws Exception {
        return Program.inShell(in, Map.of(), script).passed();
    }

    private static String cache(Path place) {
        return "--cache-dir " + place;
    }

    private static String scan(String flags, String more) {
        return String.join(
                " ",
                Arrays.asList(
                        Program.ROOT.resolve("tidewaiter").toString(),
                        "scan",
                        "oci:" + layout + ":1",
                        more.startsWith("-o") ? "" : "--format json",
                        "--as-of 2026-11-22",
                        flags,
                        more));
    }

    private static boolean isOurs(String file) {
        return OURS.matcher(file).matches();
    }

    private static Set<String> files(Path root) throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.walk(root)) {
            files.filter(file -> !Files.isDirectory(file))
                    .forEach(file -> names.add(root.relativize(file).toString()));
        }
        return names;
    }
}
