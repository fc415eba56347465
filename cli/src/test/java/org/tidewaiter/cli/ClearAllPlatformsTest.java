package org.tidewaiter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.BuiltIndex;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.OciRegistry;
import org.tidewaiter.testkit.image.TarBuilder;

class ClearAllPlatformsTest {
    private static final BuiltImage AMD64 = built("amd64", "alpine");
    private static final BuiltImage ARM64 = built("arm64", "alpine");
    private static final BuiltImage OTHER = built("arm64", "debian");

    private static final String ONLY_ALPINE =
            """
            policy: acme
            rules:
              - id: only-alpine
                require: inventory.distribution == 'alpine'
                message: "it is {inventory.distribution}"
            """;
    @TempDir private Path folder;
    private String image = "";

    private static BuiltImage built(String architecture, String distribution) {
        return ImageBuilder.image()
                .platform("linux", architecture)
                .layer(
                        TarBuilder.tar()
                                .file("etc/os-release", "ID=%s\n".formatted(distribution))
                                .file("app", architecture))
                .build();
    }

    @BeforeEach
    void aCharterAndRules() throws Exception {
        passed("charter", "init", "--name", file("acme"), "--role", "build", "--role", "certifier");
        Files.writeString(folder.resolve("rules.yaml"), ONLY_ALPINE);
    }

    private void index(String name, BuiltImage... images) throws Exception {
        OciLayouts.layout().image(BuiltIndex.of(images), "1").write(folder.resolve(name));
        image = "oci:" + folder.resolve(name) + ":1";
        passed("sign", "--key", file("acme-build.key"), image);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Typed.Result run(List<String> words, String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return Typed.typed(all.toArray(String[]::new)).with("XDG_STATE_HOME", file("state")).run();
    }

    private Typed.Result passed(String... words) {
        var result = run(List.of(words));
        assertThat(result.status()).as(result.err() + result.out()).isZero();
        return result;
    }

    private Typed.Result clear(String... more) {
        return run(
                List.of(
                        "clear",
                        image,
                        "--stage",
                        "prod",
                        "--charter",
                        file("acme.charter"),
                        "--policy",
                        file("rules.yaml"),
                        "--allow-sample",
                        "--key",
                        file("acme-certifier.key")),
                more);
    }

    private Typed.Result gate(String... more) {
        return run(
                List.of("gate", image, "--stage", "prod", "--charter", file("acme.charter")), more);
    }

    private Typed.Result withdraw(String... more) {
        return run(
                List.of(
                        "withdraw",
                        image,
                        "--stage",
                        "prod",
                        "--charter",
                        file("acme.charter"),
                        "--key",
                        file("acme-certifier.key")),
                more);
    }

    /// Read, after it was compared with its schema.
    private static Json json(Typed.Result result) throws Exception {
        var schema = Files.readString(Path.of("..", "docs", "schema", "clear-1.schema.json"));
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(schema, InputFormat.JSON)
                                .validate(result.out(), InputFormat.JSON))
                .isEmpty();
        return JsonReader.read(result.out().getBytes(UTF_8));
    }

    private static List<String> subjects(Json cleared) {
        return cleared.get("clearance").get("subjects").items().stream()
                .map(one -> one.text().orElseThrow())
                .toList();
    }

    @Test
    void eachImageIsClearedAndTheIndexWithAllOfThem() throws Exception {
        index("layout", AMD64, ARM64);
        var cleared = clear("--all-platforms", "-f", "json");
        assertThat(cleared.status()).as(cleared.err() + cleared.out()).isZero();
        var whole = json(cleared);
        var images = whole.get("images").items();
        assertThat(images).hasSize(2);
        assertThat(subjects(images.getFirst()))
                .containsExactlyInAnyOrder(
                        AMD64.digest().toString(), AMD64.configDigest().toString());
        assertThat(subjects(whole))
                .hasSize(5)
                .contains(
                        whole.text("digest"), ARM64.digest().toString(), AMD64.digest().toString());
        assertThat(whole.get("head").wholeNumber()).contains(1L);
        for (var platform : List.of("linux/amd64", "linux/arm64")) {
            assertThat(gate("--platform", platform).status()).isZero();
        }
        assertThat(clear("--all-platforms", "--renew").out())
                .contains("(linux/arm64) is cleared for prod by ")
                .contains("is cleared for prod on all 2 platforms until ");
    }

    @Test
    void whereOneIsRefusedNoneIsCleared() throws Exception {
        index("layout", AMD64, OTHER);
        var before = Files.readString(folder.resolve("layout/index.json"));
        var refused = clear("--all-platforms");
        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.out())
                .contains("(linux/amd64) may be cleared for prod, if all of its index might\n")
                .contains("(linux/arm64) is refused for prod\n  only-alpine: it is debian\n");
        assertThat(Files.readString(folder.resolve("layout/index.json"))).isEqualTo(before);
        assertThat(
                        json(clear("--all-platforms", "--dry-run", "-f", "json"))
                                .get("reasons")
                                .items()
                                .getFirst()
                                .text("fact"))
                .isEqualTo("linux/arm64: it is debian");
    }

    @Test
    void theClearanceOfTheIndexIsAFileForAllOfThem() throws Exception {
        index("layout", AMD64, ARM64);
        var head = file("prod.head.json");
        var all = file("all.json");
        assertThat(clear("--all-platforms", "-o", "bundle=" + all, "--head", head).status())
                .isZero();
        index("elsewhere", AMD64, ARM64);
        var arm = List.of("--platform", "linux/arm64", "--head", head, "--clearance", all);
        assertThat(gate(arm.subList(0, 4).toArray(String[]::new)).status())
                .isEqualTo(ExitCodes.REFUSED);
        assertThat(gate(arm.toArray(String[]::new)).status()).isZero();
    }

    @Test
    void onePlatformIsWithdrawnAndTheOthersStay() throws Exception {
        index("layout", AMD64, ARM64);
        assertThat(clear("--all-platforms").status()).isZero();
        var withdrawn = withdraw("--platform", "linux/arm64", "--reason", "a back door");
        assertThat(withdrawn.status()).as(withdrawn.err()).isZero();
        assertThat(gate("--platform", "linux/amd64").status()).isZero();
        assertThat(gate("--platform", "linux/arm64").out()).contains("a back door");
        assertThat(clear("--all-platforms").out())
                .contains("withdrawn: it was withdrawn")
                .contains("(linux/arm64) is refused for prod");
    }

    @Test
    void anIndexIsWithdrawnWithEachOfItsPlatforms() throws Exception {
        index("layout", AMD64, ARM64);
        try (var registry = OciRegistry.start()) {
            var there = registry.host() + "/shop/app";
            passed("evidence", "copy", image, there + ":1");
            image = there + ":1";
            assertThat(clear("--all-platforms").status()).isZero();
            image = there + "@" + ARM64.digest();
            assertThat(gate().status()).isZero();
            image = there + ":1";
            assertThat(withdraw("--reason", "a back door").status()).isZero();
            image = there + "@" + ARM64.digest();
            assertThat(gate().out()).contains("a back door");
        }
    }

    @Test
    void onePlatformThatIsNotRenewedLapsesAlone() throws Exception {
        index("layout", AMD64, OTHER);
        Files.writeString(folder.resolve("rules.yaml"), "policy: acme\nrules: []\n");
        assertThat(clear("--all-platforms").status()).isZero();
        Files.writeString(folder.resolve("rules.yaml"), ONLY_ALPINE);
        var refused = clear("--all-platforms", "--renew");
        assertThat(refused.out()).contains("what runs may start again until ");
        assertThat(gate("--platform", "linux/amd64").status()).isZero();
        assertThat(gate("--platform", "linux/arm64").out()).contains(": only-alpine: it is debian");
    }

    @Test
    void anImageThatIsNoIndexIsClearedAsAlways() throws Exception {
        OciLayouts.layout().image(AMD64, "1").write(folder.resolve("one"));
        image = "oci:" + folder.resolve("one") + ":1";
        passed("sign", "--key", file("acme-build.key"), image);
        var whole = json(clear("--all-platforms", "-f", "json"));
        assertThat(whole.get("images").items()).hasSize(1);
        assertThat(subjects(whole)).hasSize(2);
    }

    @Test
    void platformsThatCannotBeToldApartAreNotClearedTogether() throws Exception {
        index("layout", AMD64, built("amd64", "debian"));
        assertThat(clear("--all-platforms").err()).contains("platforms-unclear");
        assertThat(clear("--all-platforms", "--platform", "linux/arm64").err()).contains("usage");
    }
}
