package org.tidewaiter.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.packages.Jar.jar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.checks.secret.Decoys;
import org.tidewaiter.checks.secret.Formats;
import org.tidewaiter.checks.secret.Template;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Presence;
import org.tidewaiter.testkit.image.LayerBytes;

class SecretSearchTest {
    private static final String FILLER = "# nothing to see in this line\n".repeat(40);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ofAHundredAndFiftySecretsAmongDecoysAtMostThreeAreMissedAndThreeAreFalse(long seed)
            throws Exception {
        var planted = planted(seed);
        var decoys = Decoys.files(seed);
        var layer = tar();
        planted.forEach((path, format) -> layer.file(path, content(seed, format)));
        decoys.forEach(
                (path, text) -> layer.file(path, text.getBytes(StandardCharsets.ISO_8859_1)));

        var found = counting(BuiltPass.search(image().layer(layer).build()).findings());

        var missed =
                planted.entrySet().stream()
                        .filter(one ->
                                found.stream()
                                        .noneMatch(finding ->
                                                finding.place().path().equals(one.getKey())
                                                        && finding.check()
                                                                .id()
                                                                .equals(
                                                                        "secret/"
                                                                                + one.getValue()
                                                                                        .id())))
                        .toList();
        var falseAlarms =
                found.stream().filter(one -> !planted.containsKey(one.place().path())).toList();
        assertThat(planted).hasSize(150);
        assertThat(missed).hasSizeLessThanOrEqualTo(3);
        assertThat(falseAlarms).hasSizeLessThanOrEqualTo(3);
    }

    private static Map<String, Formats> planted(long seed) {
        var formats = new ArrayList<>(Formats.ALL);
        Collections.shuffle(formats, new Random(seed));
        var planted = new LinkedHashMap<String, Formats>();
        for (var format : formats.subList(0, 150)) {
            planted.put("srv/" + format.id() + "/" + format.path(), format);
        }
        return planted;
    }

    /// Among other lines where the file is of lines, and all of the file is not the secret.
    private static byte[] content(long seed, Formats format) {
        var secret = new Template(new Random(seed + format.id().hashCode())).fill(format.holding());
        boolean isAlone =
                format.id().matches(".*(?:store|der-private-key|master-key|pgpass.*|putty.*)");
        return isAlone
                ? secret
                : (FILLER + new String(secret, StandardCharsets.ISO_8859_1) + "\n" + FILLER)
                        .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aSecretThatALaterLayerRemovesIsFoundInItsLayer() throws Exception {
        var found =
                BuiltPass.search(
                                image().layer(tar().directory("app"))
                                        .layer(
                                                tar().file(
                                                                "app/deploy.txt",
                                                                filled("glpat-{w:19}{l:1}")))
                                        .layer(tar().whiteout("app/deploy.txt"))
                                        .build())
                        .findings();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().check().id()).isEqualTo("secret/gitlab-token");
        assertThat(found.getFirst().place().layer()).hasValue(1);
        assertThat(found.getFirst().place().presence()).isEqualTo(Presence.DELETED);
    }

    @Test
    void aSecretWhoseFirstNameIsRemovedIsLiveUnderItsLink() throws Exception {
        var found =
                BuiltPass.search(
                                image().layer(
                                                tar().file("a/one.txt", filled("glpat-{w:19}{l:1}"))
                                                        .hardLink("b/two.txt", "a/one.txt"))
                                        .layer(tar().whiteout("a/one.txt"))
                                        .build())
                        .findings();
        assertThat(found).extracting(one -> one.place().presence()).containsExactly(Presence.LIVE);
    }

    @Test
    void aRotatedSecretIsFoundTwice() throws Exception {
        var found =
                BuiltPass.search(
                                image().layer(
                                                tar().file(
                                                                "app/.env",
                                                                "T=" + filled("ghp_{l:30}{crc}")))
                                        .layer(
                                                tar().file(
                                                                "app/.env",
                                                                "T="
                                                                        + filled(
                                                                                "ghp_{l:30}{crc}",
                                                                                2)))
                                        .build())
                        .findings();
        assertThat(found)
                .extracting(one -> one.place().presence())
                .containsExactly(Presence.SHADOWED, Presence.LIVE);
        assertThat(found).extracting(Finding.Secret::fingerprint).doesNotHaveDuplicates();
    }

    @Test
    void aSecretInABuildArgumentIsFoundOnceWithTheStepAndTheLayer() throws Exception {
        var argument = "|2 MODE=fast NPM=" + filled("npm_{l:30}{crc}") + " /bin/sh -c ";
        var found =
                BuiltPass.search(
                                image().layer(
                                                LayerBytes.gzip(tar().file("a", "a")),
                                                argument + "npm ci")
                                        .layer(
                                                LayerBytes.gzip(tar().file("b", "b")),
                                                argument + "npm test")
                                        .build())
                        .findings();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().check().id()).isEqualTo("secret/npm-token");
        assertThat(found.getFirst().place().part()).isEqualTo("build argument NPM in history 1");
        assertThat(found.getFirst().place().layer()).hasValue(0);
    }

    @Test
    void aSecretInANestedJarIsFoundWithTheWayToIt() throws Exception {
        var inner = jar().with("conf/app.txt", "a\nb\n" + filled("rubygems_{x:48}")).bytes();
        var outer = jar().withStored("BOOT-INF/lib/in.jar", inner).bytes();
        var found =
                BuiltPass.search(image().layer(tar().file("app.jar", outer)).build()).findings();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().place().words())
                .isEqualTo("app.jar!/BOOT-INF/lib/in.jar!/conf/app.txt:3");
    }

    @Test
    void aSecretBelowTestsIsNoLessASecret() throws Exception {
        var found =
                BuiltPass.search(
                                image().layer(
                                                tar().file(
                                                                "app/tests/fixtures/docs/example.md",
                                                                filled("hf_{L:34} ")))
                                        .build())
                        .findings();
        assertThat(counting(found)).hasSize(1);
    }

    @Test
    void everyPartOfTheConfigurationIsSearched() throws Exception {
        var runtime =
                """
                {"Env":["PATH=/bin","DB_PASSWORD=tide%s"],"Labels":{"key":"%s"},
                 "Entrypoint":["run","--token","%s"],"Cmd":["--url","%s"],
                 "Healthcheck":{"Test":["CMD-SHELL","%s"]},"OnBuild":["ENV A=%s"]}
                """
                        .formatted(
                                filled("{0:4}"),
                                filled("AKIA{2:16}"),
                                filled("dop_v1_{x:64}"),
                                filled("https://deploy:{l:12}9@git.harbourwatch.io/"),
                                filled("curl -u admin:{l:12} https://x"),
                                filled("glpat-{w:19}{l:1}"));
        var found = BuiltPass.search(image().runtime(runtime).build()).findings();
        assertThat(counting(found))
                .extracting(one -> one.place().part() + ": " + one.check().id())
                .containsExactlyInAnyOrder(
                        "environment variable DB_PASSWORD: secret/password-assignment",
                        "label key: secret/aws-access-key-id",
                        "entrypoint: secret/digitalocean-token",
                        "command: secret/url-password",
                        "healthcheck: secret/command-line-password",
                        "onbuild 1: secret/gitlab-token");
        assertThat(found).extracting(one -> one.place().layer()).containsOnly(OptionalInt.empty());
    }

    @Test
    void noSecretIsInWhatIsSaidOfIt() throws Exception {
        var layer = tar();
        var secrets = new ArrayList<String>();
        for (var format : Formats.ALL) {
            var content = new Template(new Random(5)).fill(format.holding());
            layer.file("srv/" + format.id() + "/" + format.path(), content);
            secrets.add(new String(content, StandardCharsets.ISO_8859_1));
        }
        var said = BuiltPass.search(image().layer(layer).build()).findings().toString();
        for (var secret : secrets) {
            for (int at = 0; at + 12 <= secret.length(); at += 4) {
                var part = secret.substring(at, at + 12);
                boolean isRandom =
                        part.matches("[A-Za-z0-9+/]{12}")
                                && part.matches(".*[0-9].*[0-9].*[0-9].*");
                if (isRandom) {
                    assertThat(said).doesNotContain(part);
                }
            }
        }
    }

    @Test
    void theSameImageGivesTheSameFindings() throws Exception {
        var built =
                image().layer(
                                tar().file(
                                                "a/.env",
                                                "PASSWORD=tide-1234\n" + filled("ghp_{l:30}{crc}")))
                        .build();
        assertThat(BuiltPass.search(built)).isEqualTo(BuiltPass.search(built));
    }

    @Test
    void anExampleOfTheDocumentationIsListedWithAnExcuse() throws Exception {
        var found =
                BuiltPass.search(
                                image().layer(tar().file("a.txt", "AKIAIOSFODNN7" + "EXAMPLE"))
                                        .build())
                        .findings();
        assertThat(found)
                .extracting(Finding.Secret::excuse)
                .containsExactly("an example of the documentation of AWS");
    }

    private static List<Finding.Secret> counting(List<Finding.Secret> found) {
        return found.stream().filter(one -> one.excuse().isEmpty()).toList();
    }

    private static String filled(String template) {
        return filled(template, 1);
    }

    private static String filled(String template, long seed) {
        return new String(
                new Template(new Random(seed)).fill(template), StandardCharsets.ISO_8859_1);
    }
}
