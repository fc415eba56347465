package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciRegistry;
import org.tidewaiter.testkit.image.TarBuilder;

/// Who builds, who clears and a door, under a charter with the roles `build` and `certifier`. Its
/// files are in a folder.
final class AcmePort {
    private final Path folder;

    /// @param folder gets the charter, the keys and the rules; there are none of the latter
    AcmePort(Path folder) throws Exception {
        this.folder = folder;
        founded("acme");
        rules("policy: acme\nrules: []\n");
    }

    /// Another charter, with keys of its own.
    void founded(String name) {
        passed("charter", "init", "--name", file(name), "--role", "build", "--role", "certifier");
    }

    void rules(String rules) throws Exception {
        Files.writeString(folder.resolve("rules.yaml"), rules);
    }

    String file(String name) {
        return folder.resolve(name).toString();
    }

    Typed.Result run(String... words) {
        return Typed.typed(words).with("XDG_STATE_HOME", file("state")).run();
    }

    Typed.Result passed(String... words) {
        var result = run(words);
        assertThat(result.status()).as(result.err() + result.out()).isZero();
        return result;
    }

    static BuiltImage built(String content) {
        return ImageBuilder.image().layer(TarBuilder.tar().file("app", content)).build();
    }

    static String pushed(OciRegistry registry, String repository, String tag, BuiltImage image) {
        registry.image(repository, tag, image);
        return registry.host() + "/" + repository + ":" + tag;
    }

    void sign(String image) {
        passed("sign", "--key", file("acme-build.key"), image);
    }

    Typed.Result clear(String image, String stage, String... more) {
        return clearBy("acme", image, stage, more);
    }

    Typed.Result clearBy(String charter, String image, String stage, String... more) {
        return run(
                List.of(
                        "clear",
                        image,
                        "--stage",
                        stage,
                        "--charter",
                        file(charter + ".charter"),
                        "--policy",
                        file("rules.yaml"),
                        "--allow-sample",
                        "--key",
                        file(charter + "-certifier.key")),
                more);
    }

    Typed.Result gate(String image, String stage, String... more) {
        return run(
                List.of("gate", image, "--stage", stage, "--charter", file("acme.charter")), more);
    }

    Typed.Result withdraw(String image, String stage, String... more) {
        return run(
                List.of(
                        "withdraw",
                        image,
                        "--stage",
                        stage,
                        "--charter",
                        file("acme.charter"),
                        "--key",
                        file("acme-certifier.key")),
                more);
    }

    private Typed.Result run(List<String> words, String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    /// That a command refused, and has said all of this.
    static void assertRefused(Typed.Result result, String... words) {
        assertThat(result.status()).as(result.out() + result.err()).isEqualTo(ExitCodes.REFUSED);
        assertThat(result.out() + result.err()).contains(words);
    }

    static void assertPassed(Typed.Result result) {
        assertThat(result.status()).as(result.out() + result.err()).isZero();
    }
}
