package org.tidewaiter.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

class RegistriesConfTest {
    private static final String DIGEST = Digest.ofSha256(new byte[32]).toString();

    @TempDir Path folder;

    @Test
    void mirrorsAreAskedInTheirOrderBeforeTheRegistry() throws Exception {
        var conf =
                conf(
                        """
                        [[registry]]
                        location = "docker.io"
                        [[registry.mirror]]
                        location = "one.example/hub/"
                        [[registry.mirror]]
                        location = "two.example:5000"
                        """);
        assertThat(names(conf, "app:1"))
                .containsExactly(
                        "one.example/hub/library/app:1",
                        "two.example:5000/library/app:1",
                        "docker.io/library/app:1");
    }

    @Test
    void aLocationStandsInPlaceOfThePrefix() throws Exception {
        var conf =
                conf(
                        """
                        [[registry]]
                        prefix = "registry.example/team"
                        location = "internal.example/mirror/team"
                        """);
        assertThat(names(conf, "registry.example/team/app:1"))
                .containsExactly("internal.example/mirror/team/app:1");
        assertThat(names(conf, "registry.example/team2/app:1"))
                .containsExactly("registry.example/team2/app:1");
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example, registry.example/a/b:1, true",
        "registry.example, registry.example:5000/a/b:1, false",
        "registry.example, my.registry.example/a:1, false",
        "registry.example/a, registry.example/a/b:1, true",
        "registry.example/a, registry.example/a:1, true",
        "registry.example/a, registry.example/ab:1, false",
        "registry.example/a:1, registry.example/a:1, true",
        "registry.example/a:1, registry.example/a:12, false",
        "*.example, registry.example/a:1, true",
        "*.example, a.registry.example/a:1, true",
        "*.example, example/a:1, false",
        "*.example, a.example:5000/b:1, true",
        "*.example:5000, a.example:5000/b:1, true",
        "*.example:5000, a.example/b:1, false",
        "*.example/team, a.example/team/b:1, true",
        "*.example/team, a.example/team:1, true",
        "*.example/team, a.example/teams/b:1, false",
        "*.example/team, a.example:5000/team/b:1, false",
        "*.example/team, a.test/b.example/team:1, false",
    })
    void aPrefixEndsWhereAPartOfTheNameDoes(String prefix, String name, boolean matches)
            throws Exception {
        var conf = conf("[[registry]]\nprefix = \"%s\"\nblocked = true".formatted(prefix));
        assertThat(conf.find(image(name)).isPresent()).isEqualTo(matches);
    }

    @Test
    void theLongestPrefixDecides() throws Exception {
        var conf =
                conf(
                        """
                        [[registry]]
                        prefix = "registry.example/a"
                        location = "longer.example"
                        [[registry]]
                        prefix = "registry.example"
                        location = "shorter.example"
                        """);
        assertThat(names(conf, "registry.example/a/b:1")).containsExactly("longer.example/b:1");
        assertThat(names(conf, "registry.example/c:1")).containsExactly("shorter.example/c:1");
    }

    @Test
    void aHostDecidesBeforeAWildcardThatIsAsLong() throws Exception {
        var conf =
                conf(
                        """
                        [[registry]]
                        prefix = "*.example"
                        location = "wildcard.test"
                        [[registry]]
                        prefix = "r.example"
                        location = "host.test"
                        """);
        assertThat(names(conf, "r.example/a:1")).containsExactly("host.test/a:1");
    }

    @Test
    void aWildcardKeepsTheRestOfTheName() throws Exception {
        var conf =
                conf(
                        """
                        [[registry]]
                        prefix = "*.example"
                        [[registry.mirror]]
                        location = "mirror.test/all"
                        """);
        assertThat(names(conf, "registry.example/a:1"))
                .containsExactly("mirror.test/all/a:1", "registry.example/a:1");
    }

    @Test
    void aWildcardWithAPathIsReplacedAsAWhole() throws Exception {
        var conf = conf("[[registry]]\nprefix = \"*.example/team\"\nlocation = \"m.test/all\"");
        assertThat(names(conf, "r.example/team/a:1")).containsExactly("m.test/all/a:1");
        assertThat(names(conf, "r.example/other:1")).containsExactly("r.example/other:1");
    }

    @Test
    void aMirrorMayBeForDigestsOrForTagsOnly() throws Exception {
        var perMirror =
                conf(
                        """
                        [[registry]]
                        location = "r.example"
                        [[registry.mirror]]
                        location = "digests.example"
                        pull-from-mirror = "digest-only"
                        [[registry.mirror]]
                        location = "tags.example"
                        pull-from-mirror = "tag-only"
                        """);
        assertThat(names(perMirror, "r.example/a:1"))
                .containsExactly("tags.example/a:1", "r.example/a:1");
        assertThat(names(perMirror, "r.example/a@" + DIGEST))
                .containsExactly("digests.example/a@" + DIGEST, "r.example/a@" + DIGEST);

        var all =
                conf(
                        """
                        [[registry]]
                        location = "r.example"
                        mirror-by-digest-only = true
                        [[registry.mirror]]
                        location = "m.example"
                        """);
        assertThat(names(all, "r.example/a:1")).containsExactly("r.example/a:1");
        assertThat(names(all, "r.example/a@" + DIGEST)).hasSize(2);
    }

    @Test
    void whatIsInsecureIsThePlaceAndNotThePrefix() throws Exception {
        var conf =
                conf(
                        """
                        [[registry]]
                        prefix = "docker.io"
                        location = "inside.example:5000/hub"
                        insecure = true
                        [[registry.mirror]]
                        location = "mirror.example"
                        insecure = true
                        [[registry.mirror]]
                        location = "safe.example"
                        [[registry]]
                        prefix = "*.lab.example"
                        insecure = true
                        """);
        assertThat(conf.find(image("docker.io/app:1")).orElseThrow().sourcesOf(image("app:1")))
                .extracting(Source::insecure)
                .containsExactly(true, false, true);
        assertThat(List.of("a.lab.example", "a.lab.example/b:1")).allMatch(conf::isInsecure);
        assertThat(List.of("docker.io", "inside.example:5000", "mirror.example", "lab.example"))
                .noneMatch(conf::isInsecure);
    }

    @ParameterizedTest
    @CsvSource({
        "fedora, registry.fedora.example/fedora",
        "fedora:40, registry.fedora.example/fedora:40",
        "team/app:1, r.example/x:1",
        "debian, debian",
        "none, none",
        "r.example/fedora:1, r.example/fedora:1",
        "fedora:5000/app, fedora:5000/app",
        "fedora:5000/app:1, fedora:5000/app:1",
    })
    void aShortNameIsWrittenOut(String typed, String full) throws Exception {
        var conf =
                conf(
                        """
                        [aliases]
                        "fedora" = "registry.fedora.example/fedora"
                        "team/app" = "r.example/x"
                        "none" = ""
                        """);
        assertThat(conf.withoutAlias(typed)).isEqualTo(full);
        assertThat(conf.withoutAlias(typed + "@" + DIGEST)).isEqualTo(full + "@" + DIGEST);
    }

    @Test
    void aLaterFileTakesThePlaceOfAnEarlierOnePrefixByPrefix() throws Exception {
        var containers = Files.createDirectories(folder.resolve(".config/containers"));
        write(
                containers.resolve("registries.conf"),
                """
                [[registry]]
                location = "a.test"
                [[registry]]
                location = "b.test"
                [aliases]
                x = "a.test/x"
                y = "a.test/y"
                """);
        var dropIns = Files.createDirectory(containers.resolve("registries.conf.d"));
        write(
                dropIns.resolve("2.conf"),
                """
                [[registry]]
                prefix = "b.test"
                location = "two.test"
                [aliases]
                x = "b.test/x"
                """);
        write(dropIns.resolve("1.conf"), "[[registry]]\nprefix=\"b.test\"\nlocation=\"one.test\"");
        write(dropIns.resolve("3.ignored"), "no TOML");

        var conf = RegistriesConf.load(Map.of("HOME", folder.toString()));

        assertThat(names(conf, "a.test/i:1")).containsExactly("a.test/i:1");
        assertThat(names(conf, "b.test/i:1")).containsExactly("two.test/i:1");
        assertThat(conf.withoutAlias("x")).isEqualTo("b.test/x");
        assertThat(conf.withoutAlias("y")).isEqualTo("a.test/y");
    }

    @Test
    void aFileThatTheEnvironmentNamesIsTheOnlyOne() throws Exception {
        var containers = Files.createDirectories(folder.resolve(".config/containers"));
        write(containers.resolve("registries.conf"), "no TOML");
        var environment =
                Map.of("HOME", folder.toString(), "CONTAINERS_REGISTRIES_CONF", "/dev/null");
        assertThat(RegistriesConf.load(environment).byPrefix()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no TOML",
                "[[registry]]\nblocked = true",
                "[[registry]]\nlocation = \"https://r.example\"",
                "[[registry]]\nlocation = \"r.example\"\n[[registry.mirror]]\ninsecure = true",
                "[[registry]]\nlocation = \"r.example\"\n[[registry.mirror]]\nlocation = \"m\"\n"
                        + "pull-from-mirror = \"never\"",
                "[registry]\nlocation = \"r.example\"\nblocked = true",
                "registry = [\"r.example\"]",
                "[[registry]]\nlocation = \"r.example\"\nblocked = \"true\"",
                "[[registry]]\nlocation = \"r.example\"\ninsecure = 1",
                "[[registry]]\nlocation = [\"r.example\"]",
                "[[registry]]\nlocation = \"r.example\"\nmirror = \"m.example\"",
                "[[registry]]\nprefix = \"*example\"\nblocked = true",
                "[[registry]]\nprefix = \"a.*.example\"\nblocked = true",
                "aliases = \"x\"",
                "[aliases]\nx = 1",
                "[registries.search]\nregistries = [\"r.example\"]",
            })
    void aFileThatCannotBeUsedIsAProblem(String text) {
        var thrown = catchThrowableOfType(ProblemException.class, () -> conf(text));
        assertThat(thrown.problem().code()).isEqualTo("registries-conf-broken");
        assertThat(thrown.problem().what()).contains("registries.conf");
        assertThat(thrown.problem().mend()).contains("CONTAINERS_REGISTRIES_CONF");
    }

    @Test
    void aFileThatIsNamedAndNotThereIsAProblem() {
        var environment = Map.of("CONTAINERS_REGISTRIES_CONF", folder + "/none");
        var thrown =
                catchThrowableOfType(
                        ProblemException.class, () -> RegistriesConf.load(environment));
        assertThat(thrown.problem().what()).endsWith("there is no such file");
    }

    @Test
    void aLocationThatMakesNoNameIsAProblem() throws Exception {
        var conf = conf("[[registry]]\nprefix = \"r.example\"\nlocation = \"UP.example/Not A\"");
        var thrown =
                catchThrowableOfType(ProblemException.class, () -> names(conf, "r.example/a:1"));
        assertThat(thrown.problem().code()).isEqualTo("registries-conf-broken");
    }

    private RegistriesConf conf(String text) throws ProblemException, IOException {
        var file = folder.resolve("registries.conf");
        write(file, text);
        return RegistriesConf.load(Map.of("CONTAINERS_REGISTRIES_CONF", file.toString()));
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    private static ImageReference image(String name) {
        return ImageReference.parse(name).orElseThrow();
    }

    private static List<String> names(RegistriesConf conf, String name) throws ProblemException {
        var configured = conf.find(image(name));
        return configured.isEmpty()
                ? List.of(name)
                : configured.get().sourcesOf(image(name)).stream()
                        .map(source -> source.image().toString())
                        .toList();
    }
}
