package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;

/// Which vulnerable functions are in programs of Go, held against what Go's own tool says. Both are
/// given the same database, of advisories made up for a real module.
class GovulncheckIT {
    private static final String MODULE = "golang.org/x/text";
    private static final String LANGUAGE = MODULE + "/language";

    /// Packages and their symbols by advisories.
    private static final Map<String, Map.Entry<String, List<String>>> ADVISORIES =
            new TreeMap<>(
                    Map.of(
                            "GO-2026-0001",
                            Map.entry(LANGUAGE, List.of("Parse", "MatchStrings")),
                            "GO-2026-0002",
                            Map.entry(LANGUAGE, List.of("Tag.Parent", "Tag.Extensions")),
                            "GO-2026-0003",
                            Map.entry(MODULE + "/unicode/norm", List.of("Form.String"))));

    private static final Map<String, String> PROGRAMS =
            Map.of(
                    "calls",
                    """
                    tag, err := language.Parse(os.Args[1])
                    fmt.Println(tag.Parent(), err)
                    """,
                    "avoids",
                    """
                    fmt.Println(language.English, os.Args)
                    """);

    @TempDir private static Path folder;

    @BeforeAll
    static void build() throws Exception {
        Program.output(
                Program.ROOT.resolve("testkit/oracles/install.sh").toString(), "govulncheck");
        writeDatabase(folder.resolve("db"));
        Program.tidewaiter(
                        "db",
                        "build",
                        "--from",
                        folder.resolve("db").toString(),
                        "--advisories",
                        folder.resolve("store").toString())
                .passed();
        for (var program : PROGRAMS.entrySet()) {
            var source =
                    Files.createDirectories(folder.resolve("source").resolve(program.getKey()));
            Files.writeString(
                    source.resolve("main.go"),
                    """
                    package main

                    import (
                    	"fmt"
                    	"os"

                    	"golang.org/x/text/language"
                    )

                    func main() {
                    %s}
                    """
                            .formatted(program.getValue()));
            Files.writeString(
                    source.resolve("go.mod"),
                    """
                    module example.org/%s

                    go 1.21

                    require golang.org/x/text v0.3.5
                    """
                            .formatted(program.getKey()));
            go(source, "-o", image(program.getKey()) + "/");
            go(source, "-ldflags=-s", "-o", image(program.getKey() + "-stripped") + "/");
        }
    }

    @Test
    void theVulnerableFunctionsOfAProgramAreThoseThatGovulncheckFinds() throws Exception {
        assertThat(ours("calls"))
                .isEqualTo(
                        Map.of(
                                "GO-2026-0001",
                                Set.of(LANGUAGE + ".Parse"),
                                "GO-2026-0002",
                                Set.of(LANGUAGE + ".Tag.Parent"),
                                "GO-2026-0003",
                                Set.of()))
                .isEqualTo(govulncheck("calls"));
        assertThat(ours("avoids"))
                .isEqualTo(
                        Map.of(
                                "GO-2026-0001", Set.of(),
                                "GO-2026-0002", Set.of(),
                                "GO-2026-0003", Set.of()))
                .isEqualTo(govulncheck("avoids"));
    }

    /// That tool then takes all functions of a package for present.
    @Test
    void aProgramWithoutSymbolsSaysWhatTheSameWithThemSays() throws Exception {
        for (var program : PROGRAMS.keySet()) {
            assertThat(ours(program + "-stripped")).isEqualTo(ours(program));
        }
    }

    private static void go(Path source, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("go", "build", "-mod=mod"));
        command.addAll(List.of(arguments));
        Program.run(source, Map.of(), command).passed();
    }

    private static Path image(String program) {
        return folder.resolve("images").resolve(program);
    }

    /// In the layout that Go's vulnerability database is served in.
    private static void writeDatabase(Path db) throws Exception {
        Files.createDirectories(db.resolve("ID"));
        Files.createDirectories(db.resolve("index"));
        for (var one : ADVISORIES.entrySet()) {
            Files.writeString(
                    db.resolve("ID").resolve(one.getKey() + ".json"),
                    """
                    {"schema_version": "1.3.1", "id": "%s", "modified": "2026-11-20T00:00:00Z",
                     "published": "2026-11-20T00:00:00Z", "summary": "A flaw.", "affected": [
                      {"package": {"ecosystem": "Go", "name": "%s"},
                       "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "0.3.7"}]}],
                       "ecosystem_specific": {"imports": [{"path": "%s", "symbols": %s}]}}]}
                    """
                            .formatted(
                                    one.getKey(),
                                    MODULE,
                                    one.getValue().getKey(),
                                    one.getValue().getValue().stream()
                                            .map(symbol -> '"' + symbol + '"')
                                            .toList()));
        }
        var modified = "\"modified\": \"2026-11-20T00:00:00Z\"";
        Files.writeString(db.resolve("index/db.json"), "{" + modified + "}");
        Files.writeString(
                db.resolve("index/modules.json"),
                ADVISORIES.keySet().stream()
                        .map(id ->
                                "{\"id\": \"%s\", %s, \"fixed\": \"0.3.7\"}"
                                        .formatted(id, modified))
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        "[{\"path\": \"" + MODULE + "\", \"vulns\": [",
                                        "]}]")));
    }

    /// The symbols that are there, by advisories.
    private static Map<String, Set<String>> ours(String program) throws Exception {
        var out =
                Program.tidewaiter(
                                "scan",
                                "dir:" + image(program),
                                "--no-cache",
                                "-q",
                                "--advisories",
                                folder.resolve("store").toString(),
                                "--scanners",
                                "vuln",
                                "--format",
                                "json")
                        .passed();
        var found = new TreeMap<String, Set<String>>();
        for (var finding : read(out).get("findings").items()) {
            var code = finding.get("vulnerableCode");
            found.put(
                    finding.text("id"),
                    switch (code.text("standing")) {
                        case "present" ->
                                code.get("symbols").items().stream()
                                        .map(symbol -> symbol.text().orElseThrow())
                                        .collect(Collectors.toSet());
                        case "absent" -> Set.of();
                        default -> throw new AssertionError(code.text("reason"));
                    });
        }
        return found;
    }

    /// A finding without a function is of the whole module or package.
    private static Map<String, Set<String>> govulncheck(String program) throws Exception {
        var out =
                Program.output(
                        Program.ROOT.resolve("testkit/oracles/govulncheck.sh").toString(),
                        "-mode=binary",
                        "-format=json",
                        "-db=" + folder.resolve("db").toUri(),
                        image(program).resolve(program).toString());
        var found = new TreeMap<String, Set<String>>();
        for (var message : out.split("\n(?=\\{)", -1)) {
            var finding = read(message).get("finding");
            if (finding.text("osv").isEmpty()) {
                continue;
            }
            var symbols = found.computeIfAbsent(finding.text("osv"), _ -> new TreeSet<>());
            var at = finding.get("trace").items().getFirst();
            if (!at.text("function").isEmpty()) {
                symbols.add(
                        Stream.of(at.text("package"), at.text("receiver"), at.text("function"))
                                .filter(part -> !part.isEmpty())
                                .map(part -> part.replace("*", ""))
                                .collect(Collectors.joining(".")));
            }
        }
        return found;
    }

    private static Json read(String json) throws Exception {
        return JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
