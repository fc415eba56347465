package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;

/// How much of real file systems the account explains, and that it lists the rest.
class AccountIT {
    private static final Pattern UNEXPLAINED =
            Pattern.compile("(?:\"(?:[^\"]|\"\")*\"|[^,\"]*),unexplained,.*");

    @TempDir private Path folder;

    @Test
    void anApplicationImageIsExplainedAndTheRestIsListed() throws Exception {
        var image = ApplicationImage.build();
        requireAccount(image.layout(), image.rootfs());
    }

    @Test
    void aDesktopIsExplainedAndTheRestIsListed() throws Exception {
        var root = ApplicationImage.built("build-desktop-root", "desktop").resolve("rootfs");
        requireAccount("dir:" + root, root);
        try (var files = Files.lines(folder.resolve("all.csv"))) {
            assertThat(files.count()).isGreaterThan(100_000);
        }
    }

    private void requireAccount(String name, Path root) throws Exception {
        var all = folder.resolve("all.csv");
        var json = folder.resolve("rest.json");
        files(name, "-o", "csv=" + all);
        files(name, "--state", "unexplained", "-o", "json=" + json);

        var rest = JsonReader.read(Files.readAllBytes(json));
        var account = rest.get("account");
        assertThat(percent(account)).isLessThanOrEqualTo(3);
        assertThat(percent(account.get("bytes"))).isLessThanOrEqualTo(1);

        assertThat(account.get("total").wholeNumber()).hasValue(regularFiles(root));
        try (var lines = Files.lines(all, StandardCharsets.UTF_8)) {
            assertThat(
                            lines.filter(line -> UNEXPLAINED.matcher(line).matches())
                                    .map(line -> line.substring(0, line.indexOf(",unexplained,")))
                                    .map(AccountIT::unquoted)
                                    .collect(Collectors.toSet()))
                    .isEqualTo(paths(rest));
        }
        assertThat(account.get("unexplained").wholeNumber()).hasValue((long) paths(rest).size());
        requireDigests(rest, root);
    }

    private static void files(String name, String... flags) throws Exception {
        var arguments = Stream.of("files", name, "--no-cache", "--timeout", "20m");
        Program.tidewaiter(Stream.concat(arguments, Stream.of(flags)).toArray(String[]::new))
                .passed();
    }

    private static double percent(Json shares) {
        return ((Json.JsonNumber) shares.get("unexplainedPercent")).value().doubleValue();
    }

    private static long regularFiles(Path root) throws Exception {
        try (var files = Files.walk(root)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .count();
        }
    }

    private static Set<String> paths(Json list) {
        return new HashSet<>(
                list.get("files").items().stream().map(one -> one.text("path")).toList());
    }

    private static void requireDigests(Json list, Path root) throws Exception {
        for (var one : list.get("files").items()) {
            var path = root.resolve(one.text("path"));
            var sums = Program.output("sha256sum", "--zero", path.toString());
            assertThat(one.text("digest")).isEqualTo("sha256:" + sums.substring(0, 64));
        }
    }

    private static String unquoted(String field) {
        return field.startsWith("\"")
                ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
                : field;
    }
}
