package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.Purl;

/// What package managers of languages say is installed, held against what we read.
class LanguageToolsIT {
    @TempDir private Path folder;

    @BeforeAll
    static void installTheTools() throws Exception {
        Program.output(
                Program.ROOT.resolve("testkit/oracles/install.sh").toString(), "gem", "composer");
    }

    @Test
    void theGemsOfThisMachineAreThoseOfRubyGems() throws Exception {
        var ours = new TreeSet<String>();
        for (var home : Program.output("ruby", "-e", "puts Gem.path").lines().toList()) {
            if (Files.isDirectory(Path.of(home))) {
                ours.addAll(ours(Path.of(home)));
            }
        }
        var program = "Gem::Specification.stubs.each { |s| puts \"gem #{s.name} #{s.version}\" }";
        assertThat(ours)
                .hasSizeGreaterThan(50)
                .isEqualTo(lines(Program.output("ruby", "-e", program)));
    }

    @Test
    void thePackagesOfAProjectAreThoseOfComposer() throws Exception {
        Files.writeString(
                folder.resolve("composer.json"),
                """
                {"repositories": [{"packagist.org": false}, {"type": "package", "package": [
                   {"name": "acme/one", "version": "v1.2.3", "type": "metapackage"},
                   {"name": "acme/two", "version": "2.0.0", "type": "metapackage"}]}],
                 "require": {"acme/one": "*"}, "require-dev": {"acme/two": "*"}}
                """);
        var root = Map.of("COMPOSER_ALLOW_SUPERUSER", "1");
        Program.run(folder, root, List.of("composer", "install", "--no-interaction")).passed();
        var listed =
                Program.run(folder, root, List.of("composer", "show", "--no-interaction")).passed();
        assertThat(ours(folder))
                .hasSize(2)
                .isEqualTo(
                        lines(listed).stream()
                                .map(line -> "composer " + line)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /// Type, name and version of every live package, declared ones included.
    private static Set<String> ours(Path root) throws Exception {
        return Program.tidewaiter(
                        "inventory", "dir:" + root, "--format", "purls", "--no-cache", "-q")
                .passed()
                .lines()
                .map(line -> Purl.parse(line).orElseThrow())
                .filter(purl -> purl.type().equals("gem") || purl.type().equals("composer"))
                .map(purl -> purl.type() + " " + purl.ecosystemName() + " " + purl.version())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> lines(String text) {
        return text.lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
