package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciRegistry;
import org.tidewaiter.testkit.image.TarBuilder;

/// The door of CI, with somebody at work who may push to the registry.
class GateCommandTest {
    private static final String RULES = "policy: acme\nrules: []\n";

    @TempDir private Path folder;

    @BeforeEach
    void aCharterAndRules() throws Exception {
        for (var name : List.of("acme", "other")) {
            passed(
                    "charter",
                    "init",
                    "--name",
                    file(name),
                    "--role",
                    "build",
                    "--role",
                    "certifier");
        }
        Files.writeString(folder.resolve("rules.yaml"), RULES);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Typed.Result run(String... words) {
        return Typed.typed(words).with("XDG_STATE_HOME", file("state")).run();
    }

    private Typed.Result passed(String... words) {
        var result = run(words);
        assertThat(result.status()).as(result.err() + result.out()).isZero();
        return result;
    }

    private String pushed(OciRegistry registry, String name) {
        var image = ImageBuilder.image().layer(TarBuilder.tar().file("app", "app")).build();
        registry.image(name, "1", image);
        return registry.host() + "/" + name + ":1";
    }

    private Typed.Result clear(String image, String stage, String... more) {
        return clearBy("acme", image, stage, more);
    }

    private Typed.Result clearBy(String charter, String image, String stage, String... more) {
        passed("sign", "--key", file(charter + "-build.key"), image);
        var words =
                new ArrayList<>(
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
                                file(charter + "-certifier.key")));
        words.addAll(List.of(more));
        return passed(words.toArray(String[]::new));
    }

    private Typed.Result gate(String image, String stage, String... more) {
        var words =
                new ArrayList<>(
                        List.of(
                                "gate",
                                image,
                                "--stage",
                                stage,
                                "--charter",
                                file("acme.charter")));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private static void assertRefused(Typed.Result result, String... words) {
        assertThat(result.status()).as(result.out() + result.err()).isEqualTo(ExitCodes.REFUSED);
        assertThat(result.out() + result.err()).contains(words);
    }

    @Test
    void whatIsClearedForAStageGoesThereAndNowhereElse() throws Exception {
        try (var registry = OciRegistry.start()) {
            var image = pushed(registry, "shop/app");
            assertRefused(gate(image, "dev"), "no clearance for stage dev is known");
            clear(image, "dev");
            assertThat(gate(image, "dev").status()).isZero();
            assertRefused(
                    gate(image, "prod"),
                    "it is cleared for dev",
                    "mend: tidewaiter clear --stage prod " + image);
        }
    }

    @Test
    void aClearanceIsNotReplayedForAnotherRepository() throws Exception {
        try (var registry = OciRegistry.start()) {
            var image = pushed(registry, "shop/app");
            var till = pushed(registry, "till/app");
            clear(
                    image,
                    "prod",
                    "--audience",
                    registry.host() + "/shop/*",
                    "-o",
                    "bundle=" + file("clearance.json"));
            passed(
                    "withdraw",
                    till,
                    "--nothing",
                    "--stage",
                    "prod",
                    "--charter",
                    file("acme.charter"),
                    "--key",
                    file("acme-certifier.key"));
            assertThat(gate(image, "prod").status()).isZero();
            assertRefused(
                    gate(till, "prod", "--clearance", file("clearance.json")),
                    "it is cleared for " + registry.host() + "/shop/* only");
        }
    }

    @Test
    void theClearanceOfAnotherChartersCertifierIsNone() throws Exception {
        try (var registry = OciRegistry.start()) {
            var image = pushed(registry, "shop/app");
            clearBy("other", image, "prod", "-o", "bundle=" + file("clearance.json"));
            assertRefused(
                    gate(image, "prod"),
                    "no clearance for stage prod is known",
                    "does not count: the head that stands there: ");
            assertRefused(
                    gate(image, "prod", "--clearance", file("clearance.json")),
                    "does not count: " + file("clearance.json"));
        }
    }

    @Test
    void whatWasWithdrawnIsRefusedAlsoWithTheClearanceInHand() throws Exception {
        try (var registry = OciRegistry.start()) {
            var image = pushed(registry, "shop/app");
            clear(image, "prod", "-o", "bundle=" + file("clearance.json"));
            passed(
                    "withdraw",
                    image,
                    "--stage",
                    "prod",
                    "--charter",
                    file("acme.charter"),
                    "--key",
                    file("acme-certifier.key"),
                    "--reason",
                    "a back door");
            assertRefused(
                    gate(image, "prod", "--clearance", file("clearance.json"), "--restart"),
                    "prod: withdrawn",
                    "a back door");
        }
    }

    @Test
    void anOlderHeadIsNotTakenForTheNewest() throws Exception {
        try (var registry = OciRegistry.start()) {
            var image = pushed(registry, "shop/app");
            clear(image, "prod");
            assertThat(gate(image, "prod").status()).isZero();
            passed(
                    "withdraw",
                    image,
                    "--nothing",
                    "--stage",
                    "prod",
                    "--charter",
                    file("acme.charter"),
                    "--key",
                    file("acme-certifier.key"),
                    "--head",
                    file("first.json"));
            passed(
                    "withdraw",
                    image,
                    "--stage",
                    "prod",
                    "--charter",
                    file("acme.charter"),
                    "--key",
                    file("acme-certifier.key"),
                    "--reason",
                    "a back door");
            assertRefused(gate(image, "prod"), "a back door");
            assertRefused(gate(image, "prod", "--head", file("first.json")), "head-rollback");
        }
    }

    @Test
    void anOldImageDoesNotComeBackBelowTheFloor() throws Exception {
        try (var registry = OciRegistry.start()) {
            var image = pushed(registry, "shop/app");
            clear(image, "prod");
            assertThat(gate(image, "prod").status()).isZero();
            passed(
                    "withdraw",
                    image,
                    "--floor",
                    "--nothing",
                    "--stage",
                    "prod",
                    "--charter",
                    file("acme.charter"),
                    "--key",
                    file("acme-certifier.key"));
            assertRefused(gate(image, "prod"), "older than what may still go aboard");
            clear(image, "prod", "--renew");
            assertThat(gate(image, "prod").status()).isZero();
        }
    }

    @Test
    void everyFormatIsWrittenAndTheStatusIsTheSame() throws Exception {
        try (var registry = OciRegistry.start()) {
            var image = pushed(registry, "shop/app");
            for (var format : List.of("json", "sarif", "junit", "annotations")) {
                var result = gate(image, "prod", "--format", format);
                assertThat(result.status()).isEqualTo(ExitCodes.REFUSED);
                assertThat(result.out()).contains("no clearance for stage prod is known");
            }
        }
    }

    @Test
    void rulesAboutHowSomethingRunsAreForTheDoorWhereItDoes() throws Exception {
        Files.writeString(
                folder.resolve("rules.yaml"),
                """
                policy: acme
                rules:
                  - id: not-privileged
                    forbid: workload.privileged
                    message: "it is privileged"
                """);
        try (var registry = OciRegistry.start()) {
            var image = pushed(registry, "shop/app");
            clear(image, "prod");
            assertThat(gate(image, "prod", "--policy", file("rules.yaml")).status()).isZero();
        }
    }
}
