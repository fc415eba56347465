package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.NameSet;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;

/// A real image, seen through every source and held against the ecosystems' own tools.
class ApplicationImageIT {
    @TempDir private static Path folder;
    private static ApplicationImage image;
    private static Json inventory;

    @BeforeAll
    static void readTheLayout() throws Exception {
        image = ApplicationImage.build();
        inventory = inventory(image.layout());
    }

    @Test
    void everySourceGivesTheSamePackagesFilesLicencesAndGaps() throws Exception {
        try (var registry = LoopbackRegistry.start(folder)) {
            var pushed = registry.push(image.layout(), "team/app:1");
            for (var other :
                    List.of(
                            pushed,
                            image.dockerArchive(),
                            image.ociArchive(),
                            image.rootfs().toString())) {
                assertThat(withoutSource(inventory(other)))
                        .as(other)
                        .isEqualTo(withoutSource(inventory));
            }
            assertThat(diffIds(inventory(pushed))).isEqualTo(diffIds(inventory));
            assertThat(diffIds(inventory(image.dockerArchive()))).isEqualTo(diffIds(inventory));
            assertThat(diffIds(inventory(image.ociArchive()))).isEqualTo(diffIds(inventory));
        }
    }

    @Test
    void theDiffIdsAreThoseOfTheConfiguration() throws Exception {
        var config =
                JsonReader.read(
                        Program.output("skopeo", "inspect", "--config", image.layout())
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(diffIds(inventory))
                .isEqualTo(
                        config.get("rootfs").get("diff_ids").items().stream()
                                .map(one -> one.text().orElseThrow())
                                .toList());
    }

    @Test
    void theDebianPackagesAreThoseOfDpkgQuery() throws Exception {
        var listed =
                Program.output(
                        "dpkg-query",
                        "--admindir=" + image.rootfs().resolve("var/lib/dpkg"),
                        "--show",
                        "--showformat=${db:Status-Status} ${Package} ${Version} ${Architecture}\\n");
        assertThat(
                        ours(
                                "deb",
                                purl ->
                                        purl.name()
                                                + " "
                                                + purl.version()
                                                + " "
                                                + purl.qualifier("arch")))
                .hasSizeGreaterThan(80)
                .isEqualTo(
                        listed.lines()
                                .filter(line -> line.startsWith("installed "))
                                .map(line -> line.substring("installed ".length()))
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theNodePackagesAreThoseOfNpmList() throws Exception {
        var listed =
                Program.run(
                                image.rootfs().resolve("srv/web"),
                                Map.of(),
                                List.of("npm", "ls", "--all", "--parseable", "--long"))
                        .out(); // npm complains of the package that a layer took away
        var expected =
                listed.lines()
                        .filter(line -> line.contains("/node_modules/"))
                        .map(line -> line.split(":", -1)[1])
                        .collect(Collectors.toCollection(TreeSet::new));
        expected.addAll(List.of("jquery@3.3.1", "select2@4.0.3")); // Django has them inside
        assertThat(ours("npm", purl -> purl.ecosystemName() + "@" + purl.version()))
                .hasSizeGreaterThan(40)
                .isEqualTo(expected);
    }

    @Test
    void thePythonPackagesAreThoseOfPipList() throws Exception {
        var listed =
                JsonReader.read(
                        Program.output(
                                        "python3",
                                        "-m",
                                        "pip",
                                        "--disable-pip-version-check",
                                        "list",
                                        "--format=json",
                                        "--path",
                                        image.rootfs()
                                                .resolve("usr/lib/python3/dist-packages")
                                                .toString())
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(ours("pypi", purl -> purl.name() + " " + purl.version()))
                .hasSizeGreaterThan(8)
                .isEqualTo(
                        listed.items().stream()
                                .map(one ->
                                        Purl.of("pypi", "", one.text("name"), one.text("version")))
                                .map(purl -> purl.name() + " " + purl.version())
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theGoModulesAreThoseOfGoVersion() throws Exception {
        var listed =
                Program.output(
                        "go",
                        "version",
                        "-m",
                        image.rootfs().resolve("usr/local/bin/hello").toString());
        var expected = new TreeSet<String>();
        for (var line : listed.lines().toList()) {
            var words = line.strip().split("\\s+", -1);
            if (words[0].equals("dep")) {
                expected.add(words[1] + " " + words[2]);
            } else if (line.contains("hello: go")) {
                expected.add("stdlib " + words[1].substring("go".length()));
            }
        }
        assertThat(ours("golang", purl -> purl.ecosystemName() + " " + purl.version()))
                .containsAll(expected)
                .hasSize(expected.size() + 1) // and the program itself
                .anyMatch(one -> one.startsWith("example.org/hello"));
    }

    @Test
    void theFunctionsOfAProgramAreThoseOfItsSymbols() throws Exception {
        var listed =
                Program.output(
                        "go",
                        "tool",
                        "nm",
                        image.rootfs().resolve("usr/local/bin/hello").toString());
        var function = Pattern.compile(".* [Tt] ([a-z][\\w./]*\\.[A-Z]\\w*)");
        var functions =
                listed.lines()
                        .map(function::matcher)
                        .filter(Matcher::matches)
                        .map(line -> line.group(1))
                        .toList();
        var code = inventory.get("code").items().getFirst();
        var names = NameSet.parse(code.text("names")).orElseThrow();

        assertThat(code.text("path")).isEqualTo("usr/local/bin/hello");
        assertThat(functions).hasSizeGreaterThan(100).allMatch(names::contains);
        assertThat(names.contains("golang.org/x/net/html.EscapeString")).isTrue();
        assertThat(names.contains("golang.org/x/net/html.Render")).isFalse();
        assertThat(names.contains("net/http")).isFalse();
    }

    @Test
    void theJavaPackagesAreTheArtifactsThatWereCopied() throws Exception {
        assertThat(ours("maven", purl -> purl.ecosystemName() + ":" + purl.version()))
                .contains(
                        "org.apache.logging.log4j:log4j-core:2.14.1",
                        "org.apache.logging.log4j:log4j-api:2.14.1",
                        "com.fasterxml.jackson.core:jackson-databind:2.9.8",
                        "org.apache.commons:commons-text:1.9",
                        "com.google.guava:guava:31.1-jre",
                        "org.yaml:snakeyaml:1.30")
                .allMatch(one -> !one.contains("null"));
    }

    @Test
    void theGemsAreThoseOfRubyGems() throws Exception {
        var listed =
                Program.output(
                        "ruby",
                        "-e",
                        "Dir[ARGV[0]].each { |f| s = Gem::Specification.load(f); puts \"#{s.name} #{s.version}\" }",
                        image.rootfs().resolve("var/lib/gems/specifications/*.gemspec").toString());
        assertThat(ours("gem", purl -> purl.name() + " " + purl.version()))
                .hasSize(2)
                .isEqualTo(lines(listed));
    }

    @Test
    void theComposerPackagesAreThoseOfComposer() throws Exception {
        var listed =
                Program.run(
                                image.rootfs().resolve("srv/shop"),
                                Map.of("COMPOSER_ALLOW_SUPERUSER", "1"),
                                List.of("composer", "show", "--no-interaction"))
                        .passed();
        assertThat(ours("composer", purl -> purl.ecosystemName() + " " + purl.version()))
                .hasSize(2)
                .isEqualTo(lines(listed));
    }

    @Test
    void theCratesAreThoseThatCargoAuditableLeftInTheProgram() throws Exception {
        var listed =
                Program.output(
                        "sh",
                        "-c",
                        """
                        objcopy --dump-section .dep-v0=/dev/stdout "$0" /dev/null |
                          python3 -c 'import json, sys, zlib
                        for one in json.loads(zlib.decompress(sys.stdin.buffer.read()))["packages"]:
                            print(one["name"], one["version"])'
                        """,
                        image.rootfs().resolve("usr/local/bin/tidegauge").toString());
        assertThat(ours("cargo", purl -> purl.name() + " " + purl.version()))
                .hasSize(3)
                .isEqualTo(lines(listed));
    }

    @Test
    void thePackagesOfRAreThoseOfR() throws Exception {
        var listed =
                Program.output(
                        "Rscript",
                        "-e",
                        "x <- installed.packages(lib.loc = commandArgs(TRUE)); cat(paste(x[, 'Package'], x[, 'Version']), sep = '\\n')",
                        image.rootfs().resolve("usr/local/lib/R/site-library").toString());
        assertThat(ours("cran", purl -> purl.name() + " " + purl.version()))
                .hasSize(2)
                .isEqualTo(lines(listed));
    }

    @Test
    void theAssembliesAreThoseOfTheProgramsDependencies() throws Exception {
        assertThat(ours("nuget", purl -> purl.name() + " " + purl.version()))
                .containsExactly("Newtonsoft.Json 12.0.1", "Serilog 2.12.0");
    }

    @Test
    void everyRegularFileIsCounted() throws Exception {
        try (Stream<Path> files = Files.walk(image.rootfs())) {
            long count =
                    files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .count();
            assertThat(inventory.get("files").get("total").wholeNumber()).hasValue(count);
        }
    }

    private interface Form {
        String of(Purl purl);
    }

    /// Our installed packages of a type.
    private static Set<String> ours(String type, Form form) {
        return inventory.get("packages").items().stream()
                .map(one -> Purl.parse(one.text("purl")).orElseThrow())
                .filter(purl -> purl.type().equals(type))
                .map(form::of)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> lines(String text) {
        return text.lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> diffIds(Json inventory) {
        return inventory.get("source").get("layers").items().stream()
                .map(layer -> layer.text("diffId"))
                .toList();
    }

    private static Json withoutSource(Json inventory) {
        var members = new LinkedHashMap<>(inventory.members());
        members.remove("source");
        return new Json.JsonObject(members);
    }

    private static Json inventory(String name) throws Exception {
        var out = Program.tidewaiter("inventory", name, "--format", "json", "--no-cache").passed();
        return JsonReader.read(out.getBytes(StandardCharsets.UTF_8));
    }
}
