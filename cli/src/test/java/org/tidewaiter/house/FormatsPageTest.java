package org.tidewaiter.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.inventory.Catalogers;
import org.tidewaiter.inventory.document.InventoryFormat;
import org.tidewaiter.inventory.document.InventoryFormats;
import org.tidewaiter.scan.ReportFormats;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.testkit.Golden;
import org.tidewaiter.vulnerability.build.Feeds;
import org.tidewaiter.vulnerability.version.VersionOrder;
import org.tidewaiter.vulnerability.version.VersionOrders;

/// The page that names every format is written from the registers, and what the other pages name is
/// held against them.
class FormatsPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern FIRST_SENTENCE =
            Pattern.compile("^/// Reads (.+?[^.])(?:\\. |\\.$|: |:$)", Pattern.MULTILINE);

    @Test
    void thePageOfFormatsIsWhatTheRegistersHold() throws IOException {
        var page = new StringBuilder();
        page.append(
                """
                # Formats

                Written from the registers by `FormatsPageTest`; `-Dgolden.update=true` writes it anew.

                ## What is read in an image

                `*` is any run of characters without a slash, `**` any number of folders.

                | reader | reads | in |
                |---|---|---|
                """);
        for (var reader : Catalogers.BUILT_IN) {
            page.append(
                    "| `%s` | %s | %s |\n"
                            .formatted(
                                    reader.name(),
                                    purpose(reader, "inventory"),
                                    evidence(reader.claims())));
        }
        page.append(sideBySide());
        page.append(
                """

                ## Feeds of advisories

                | feed | reads |
                |---|---|
                """);
        for (var feed : Feeds.BUILT_IN) {
            page.append("| `%s` | %s |\n".formatted(feed.name(), purpose(feed, "vulnerability")));
        }
        page.append("\n## Version orders\n\n")
                .append(
                        quoted(
                                VersionOrders.BUILT_IN.stream()
                                        .map(VersionOrder::ecosystem)
                                        .toList()))
                .append("\n\n## What is written\n\nBy `inventory`: ")
                .append(quoted(inventories()))
                .append("\n\nBy `scan`: ")
                .append(quoted(reports()))
                .append('\n');

        Golden.assertMatches(ROOT.resolve("docs/formats.md"), page.toString());
    }

    @Test
    void everyReaderStandsSideBySideWithOtherScannersAndWhatHasNoneHasAReason() throws IOException {
        // the store of Nix is read from the names in the merged tree, by no reader of files
        var readers =
                Stream.concat(
                                Catalogers.BUILT_IN.stream().map(FileReader::name),
                                Stream.of("nix-store"))
                        .toList();
        var compared =
                coverage().stream()
                        .flatMap(row -> row.readers().stream())
                        .collect(Collectors.toSet());
        assertThat(compared).containsExactlyInAnyOrderElementsOf(readers);
        assertThat(coverage()).allMatch(row -> !row.readers().isEmpty() || !row.remark().isEmpty());
    }

    @Test
    void theReadmeNamesTheFormatsThatAreWritten() throws IOException {
        var readme = Files.readString(ROOT.resolve("README.md"));
        assertThat(readme).contains("Formats of `scan`: " + quoted(reports()));
        assertThat(readme).contains("Formats of `inventory`: " + quoted(inventories()));
    }

    @Test
    void thePictureNamesTheFormatsOfReports() throws IOException {
        assertThat(Files.readString(ROOT.resolve("ARCHITECTURE.md")))
                .contains("scan ──▶ " + String.join(", ", reports()));
    }

    /// @param readers ours; where there is none, the remark says why
    private record Coverage(
            String evidence, String trivy, String syft, List<String> readers, String remark) {}

    private static List<Coverage> coverage() throws IOException {
        try (var lines = Files.lines(Path.of("src/test/resources/house/coverage.tsv"))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells ->
                            new Coverage(
                                    cells[0],
                                    cells[1],
                                    cells[2],
                                    Stream.of(cells[3].split(",", -1))
                                            .filter(name -> !name.isEmpty())
                                            .toList(),
                                    cells[4]))
                    .toList();
        }
    }

    private static String sideBySide() throws IOException {
        var page = new StringBuilder();
        page.append(
                """

                ## Side by side

                What an image may hold, and who finds it there (Trivy and Syft as of August 2026, in an image, as they are
                set by default).

                | evidence | Tidewaiter | Trivy | Syft |
                |---|---|---|---|
                """);
        for (var row : coverage()) {
            var ours =
                    row.readers().isEmpty()
                            ? "no: " + row.remark()
                            : quoted(row.readers())
                                    + (row.remark().isEmpty() ? "" : "; " + row.remark());
            page.append(
                    "| %s | %s | %s | %s |\n"
                            .formatted(row.evidence(), ours, row.trivy(), row.syft()));
        }
        return page.toString();
    }

    private static List<String> reports() {
        return ReportFormats.BUILT_IN.stream().map(ReportFormat::name).toList();
    }

    private static List<String> inventories() {
        return InventoryFormats.BUILT_IN.stream().map(InventoryFormat::name).toList();
    }

    private static String quoted(List<String> names) {
        return names.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }

    /// What the class says of itself in its first sentence.
    private static String purpose(Object format, String module) throws IOException {
        var type = format.getClass();
        var source =
                ROOT.resolve(module)
                        .resolve("src/main/java")
                        .resolve(type.getName().replace('.', '/') + ".java");
        var comment =
                Files.readString(source)
                        .lines()
                        .filter(line -> line.startsWith("///"))
                        .map(line -> line.substring(3).strip())
                        .takeWhile(line -> !line.isEmpty())
                        .collect(Collectors.joining(" ", "/// ", ""));
        var sentence = FIRST_SENTENCE.matcher(comment);
        assertThat(sentence.find())
                .as("%s says in its first sentence what it reads: %s", type, comment)
                .isTrue();
        return sentence.group(1).replace("|", "\\|");
    }

    private static String evidence(Claims claims) {
        var places = new ArrayList<String>();
        claims.paths().forEach(path -> places.add("`%s`".formatted(path)));
        claims.magics()
                .forEach(magic -> places.add("files that begin with `%s`".formatted(text(magic))));
        return String.join(" ", places);
    }

    private static String text(Claims.Bytes bytes) {
        var text = new StringBuilder();
        for (char octet : new String(bytes.toArray(), StandardCharsets.ISO_8859_1).toCharArray()) {
            text.append(octet > ' ' && octet < 0x7f ? octet : "\\x%02x".formatted((int) octet));
        }
        return text.toString();
    }
}
