package org.tidewaiter.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the pages name is there.
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
    private static final Pattern TYPE = Pattern.compile("`((?:[a-z]+\\.)+)([A-Z]\\w+)[`.]");
    private static final Pattern MODULES = Pattern.compile("mvn .*-pl ([a-z,]+)");
    private static final Pattern TESTS = Pattern.compile("-Dtest='?([\\w*,]+)");

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        for (var page : pages()) {
            var links = LINK.matcher(Files.readString(page));
            while (links.find()) {
                assertThat(page.resolveSibling(links.group(1))).as("%s", page).exists();
            }
        }
    }

    @Test
    void everyTypeInTheArchitecturePageExists() throws IOException {
        var types = TYPE.matcher(Files.readString(ROOT.resolve("ARCHITECTURE.md")));
        int seen = 0;
        while (types.find()) {
            var file = types.group(1).replace('.', '/') + types.group(2) + ".java";
            assertThat(sources().stream().filter(source -> source.endsWith(Path.of(file))))
                    .as(file)
                    .isNotEmpty();
            seen++;
        }
        assertThat(seen).isGreaterThan(10);
    }

    @Test
    void everyMavenCommandNamesModulesAndTestsThatExist() throws IOException {
        for (var page : pages()) {
            var text = Files.readString(page);
            var modules = MODULES.matcher(text);
            while (modules.find()) {
                for (var module : modules.group(1).split(",", -1)) {
                    assertThat(ROOT.resolve(module).resolve("pom.xml")).as("%s", page).exists();
                }
            }
            var tests = TESTS.matcher(text);
            while (tests.find()) {
                for (var test : tests.group(1).split(",", -1)) {
                    var name =
                            FileSystems.getDefault()
                                    .getPathMatcher(
                                            "glob:" + test + (test.endsWith("*") ? "" : ".java"));
                    assertThat(sources().stream().filter(file -> name.matches(file.getFileName())))
                            .as("%s: %s", page, test)
                            .isNotEmpty();
                }
            }
        }
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<Path>();
        for (var folder : List.of("", "docs", "docs/adr", "benchmarks")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    private static List<Path> sources() throws IOException {
        var sources = new ArrayList<Path>();
        try (var modules = Files.newDirectoryStream(ROOT, Files::isDirectory)) {
            for (var module : modules) {
                var code = module.resolve("src");
                if (Files.isDirectory(code)) {
                    try (var files = Files.walk(code)) {
                        files.filter(file -> file.toString().endsWith(".java"))
                                .forEach(sources::add);
                    }
                }
            }
        }
        return sources;
    }
}
