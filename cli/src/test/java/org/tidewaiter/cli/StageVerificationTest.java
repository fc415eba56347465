package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.signing.charter.CharterFile;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.BuiltIndex;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.OciRegistry;

class StageVerificationTest {

    @TempDir private Path folder;

    /// Of the document, at its end.
    private String more = "";

    /// The role of the release.
    private String says = "signature";

    private final BuiltImage built = SmallImage.build();
    private String image;
    private String charter;

    @BeforeEach
    void anImageKeysAndACharter() throws Exception {
        OciLayouts.layout().image(built, "1").write(folder.resolve("layout"));
        image = "oci:" + folder.resolve("layout") + ":1";
        key("build");
        key("release");
        charter = file("acme.charter", first("2036-01-01", ""));
    }

    private void key(String name) {
        var made = run("key", "generate", "--name", folder.resolve(name).toString());
        assertThat(made.status()).as(made.err()).isZero();
    }

    private String file(String name, SignedCharter content) throws Exception {
        return Files.write(folder.resolve(name), CharterFile.write(content)).toString();
    }

    private SignedCharter first(String expires, String ofRelease) throws Exception {
        return signed(1, "issued: 2026-01-01\n", expires, ofRelease, Optional.empty());
    }

    /// @param head more of the document
    /// @param ofRelease more of that role
    private SignedCharter signed(
            int version,
            String head,
            String expires,
            String ofRelease,
            Optional<SignedCharter> base)
            throws Exception {
        var draft =
                """
                name: acme
                version: %d
                %sexpires: %s
                owners: {holders: [olga]}
                holders:
                  olga: {keys: [{file: olga}]}
                  builder: {keys: [{file: build}]}
                  rita: {keys: [{file: release}]}
                roles:
                  build: {holders: [builder], says: [signature]}
                  release: {holders: [rita], says: [%s]%s}
                stages:
                  dev: {roles: [build]}
                  prod: {roles: [build, release]}
                %s\
                """
                        .formatted(version, head, expires, says, ofRelease, more);
        return new OwnedCharters(folder).signed(draft, base);
    }

    private void sign(String key, String... flags) {
        var words = new ArrayList<>(List.of("sign", "--key", folder.resolve(key) + ".key"));
        words.addAll(List.of(flags));
        words.add(image);
        var signed = run(words.toArray(String[]::new));
        assertThat(signed.status()).as(signed.err()).isZero();
    }

    private Typed.Result verify(String stage, String... flags) {
        var words = new ArrayList<>(List.of("verify", image, "--charter", charter));
        words.addAll(List.of("--stage", stage));
        words.addAll(List.of(flags));
        if (!words.contains("--charter-memory")) {
            words.addAll(List.of("--charter-memory", folder.resolve("memory").toString()));
        }
        return run(words.toArray(String[]::new));
    }

    @Test
    void whatIsSignedForDevIsRefusedForProdUntilItIsReleased() {
        sign("build");
        assertThat(verify("dev").status()).isZero();

        var refused = verify("prod");

        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.out())
                .contains("said by builder in build\n")
                .contains("  build: has spoken: builder\n")
                .contains("  release: missing (1 of 1); may still speak: rita\n")
                .endsWith(
                        "prod: refused: release is missing (1 of 1)\n"
                                + "  tidewaiter sign --key KEY %s\n".formatted(image));

        sign("release");
        var passed = verify("prod");
        assertThat(passed.out()).endsWith("\nprod: passed\n");
        assertThat(passed.status()).isZero();
    }

    @Test
    void aSignatureForAnotherStageIsRefusedByItsName() {
        sign("build");
        sign("release", "--stage", "dev");

        var refused = verify("prod");

        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.out())
                .contains("said by rita in release, does not count: other-stage: ")
                .contains("(dev)");
        sign("release", "--stage", "prod", "--role", "release");
        assertThat(verify("prod").status()).isZero();
    }

    @Test
    void theCommandsThatAreToldSupplyWhatIsMissing() throws Exception {
        var index = OciLayouts.layout().image(BuiltIndex.of(built), "1");
        for (var covers : List.of("either", "image", "index", "both")) {
            more = "  qa: {roles: [release], covers: %s}\n".formatted(covers);
            for (var kind : List.of("signature", "bill-of-materials", "test-result")) {
                index.write(folder.resolve("layout"));
                says = kind;
                charter = file("acme.charter", first("2036-01-01", ""));
                var refused = verify("qa");
                assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
                var told = refused.out().lines().toList().getLast();
                for (var command : told.split(" && ", -1)) {
                    var supplied = run(words(command));
                    assertThat(supplied.status()).as(command + supplied.err()).isZero();
                }
                var passed = verify("qa");
                assertThat(passed.status()).as(told + passed.out()).isZero();
            }
        }
    }

    private String[] words(String command) throws Exception {
        var said = Files.writeString(folder.resolve("said.json"), "{\"result\": \"PASSED\"}");
        var words = new ArrayList<>(List.of(command.strip().split(" ", -1)));
        assertThat(words.removeFirst()).isEqualTo("tidewaiter");
        words.replaceAll(word ->
                switch (word) {
                    case "KEY" -> folder.resolve("release.key").toString();
                    case "FILE" -> said.toString();
                    default -> word;
                });
        return words.toArray(String[]::new);
    }

    @Test
    void noCommandIsToldToWhomItWouldNotHelp() throws Exception {
        more = "revocations: [{target: holder, value: rita, from: 2026-02-01, reason: has left}]\n";
        charter = file("acme.charter", first("2036-01-01", ""));
        sign("build");
        assertThat(verify("prod").out())
                .contains("release: missing (1 of 1); nobody is left who may speak")
                .endsWith("prod: refused: release is missing (1 of 1)\n");
    }

    @Test
    void theAnswerForMachinesFollowsItsSchemaAndSaysTheSame() throws Exception {
        sign("build");
        sign("release", "--role", "build");

        var refused = verify("prod", "-o", "json");

        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertFollowsSchema(refused.out());
        var json = JsonReader.read(refused.out().getBytes(StandardCharsets.UTF_8));
        var release = json.get("verdict").get("roles").items().getLast();
        assertThat(release.get("command").text()).contains("tidewaiter sign --key KEY " + image);
        assertThat(json.get("verdict").get("charter").get("name").text()).contains("acme");
        assertThat(refused.out().replaceAll("\\s", ""))
                .contains("\"holder\":\"builder\",\"role\":\"build\",\"counts\":true")
                .contains(
                        "\"holder\":\"rita\",\"counts\":false,\"objection\":{\"reason\":\"not-in-role\"");
    }

    private static void assertFollowsSchema(String document) throws IOException {
        var schema = Files.readString(Path.of("../docs/schema/evidence-1.schema.json"));
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(schema)
                                .validate(document, InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void aCharterThatDoesNotCountLeavesNoEarlierAnswerBehind() throws Exception {
        sign("build");
        var json = folder.resolve("answer.json");
        var table = folder.resolve("answer.txt");
        var outputs = new String[] {"-o", "json=" + json, "-o", "table=" + table};
        assertThat(verify("dev", outputs).status()).isZero();
        assertThat(Files.readString(table)).endsWith("dev: passed\n");
        charter = file("old.charter", first("2026-02-01", ""));

        var refused = verify("dev", outputs);

        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).startsWith("refused[charter-expired]");
        assertFollowsSchema(Files.readString(json));
        var document = JsonReader.read(Files.readAllBytes(json));
        assertThat(document.get("refused").text("reason")).isEqualTo("charter-expired");
        assertThat(Files.readString(json).replaceAll("\\s", "")).contains("\"passed\":false");
        assertThat(Files.readString(table)).isEqualTo(refused.err());
    }

    @Test
    void theRepositoryOfALayoutIsWhatOneSaysItIs() throws Exception {
        charter =
                file(
                        "acme.charter",
                        first("2036-01-01", ", repositories: [registry.example/shop/*]"));
        sign("build");
        sign("release");
        assertThat(verify("prod").out()).contains("it cannot speak here: unknown-repository: ");
        assertThat(verify("prod", "--repository", "registry.example/shop/app").status()).isZero();
        assertThat(verify("prod", "--repository", "shop/app").out())
                .contains("other-repository: ")
                .contains("(docker.io/shop/app)");
        assertThat(verify("prod", "--repository", "Shop App").err()).startsWith("error[usage]");
    }

    @Test
    void anImageWhoseNameSaysItsRepositoryIsGivenNoOther() throws Exception {
        sign("build");
        try (var registry = OciRegistry.start()) {
            var there = registry.host() + "/team/app:1";
            assertThat(run("evidence", "copy", image, there).status()).isZero();
            image = there;
            assertThat(verify("dev").status()).isZero();
            assertThat(verify("dev", "--repository", "registry.example/shop/app").err())
                    .startsWith("error[usage]: the image is of " + registry.host() + "/team/app");
        }
    }

    @Test
    void aCharterThatDoesNotCountIsRefusedWithItsReason() throws Exception {
        sign("build");
        charter = file("old.charter", first("2026-02-01", ""));
        var expired = verify("dev");
        assertThat(expired.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(expired.err())
                .startsWith("refused[charter-expired]: " + charter + ": the charter has expired");
        assertThat(expired.out()).isEmpty();

        var then = verify("dev", "--at", "2026-01-15");
        assertThat(then.status()).isZero();
        assertThat(then.out()).endsWith("\ndev: passed by what was so at 2026-01-15T00:00:00Z\n");
        assertThat(verify("prod", "--at", "2026-01-15").out())
                .contains("\nprod: refused by what was so at 2026-01-15T00:00:00Z: release is");
        assertThat(verify("dev", "--at", "2999-01-01").err())
                .startsWith("error[usage]: --at 2999-01-01T00:00:00Z lies in the future");
        assertThat(verify("dev", "--at", "2025-12-31T23:59:59Z").err())
                .startsWith("refused[charter-not-yet]");

        charter = Files.writeString(folder.resolve("none.charter"), "{}").toString();
        assertThat(verify("dev").status()).isEqualTo(ExitCodes.REFUSED);
        charter = folder.resolve("nowhere.charter").toString();
        assertThat(verify("dev").status()).isEqualTo(ExitCodes.PROBLEM);
        assertThat(verify("dev").err()).startsWith("error[charter-unreadable]");
    }

    @Test
    void anOlderVersionThanWasSeenIsRefused() throws Exception {
        sign("build");
        var first = first("2036-01-01", "");
        var head = "previous: %s\nissued: 2026-01-02\n".formatted(first.id());
        var second = signed(2, head, "2036-01-01", "", Optional.of(first));
        charter = file("acme.charter", second);
        assertThat(verify("dev").status()).isZero();

        charter = file("acme.charter", first);

        var refused = verify("dev");
        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).startsWith("refused[charter-rollback]");
    }

    @Test
    void theCharterIsTheOneThatWasAskedFor() throws Exception {
        sign("build");
        var id = first("2036-01-01", "").id();
        assertThat(verify("dev", "--charter-id", id.toString()).status()).isZero();
        var refused = verify("dev", "--charter-id", "sha256:" + "0".repeat(64));
        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).startsWith("refused[charter-other-id]").contains(id.toString());
    }

    @Test
    void whatCannotBeKeptOfACharterIsSaidAndNoFailure() throws Exception {
        sign("build");
        var passed = verify("dev", "--charter-memory", "/proc/no-such-folder");
        assertThat(passed.err()).contains("cannot be remembered").contains("/proc/no-such-folder");
        assertThat(passed.status()).isZero();

        assertThat(verify("dev").status()).isZero();
        try (var kept = Files.newDirectoryStream(folder.resolve("memory"), "*.json")) {
            for (var file : kept) {
                Files.writeString(file, "{");
            }
        }
        var failed = verify("dev");
        assertThat(failed.err()).startsWith("error[charter-memory]");
        assertThat(failed.status()).isEqualTo(ExitCodes.PROBLEM);
    }

    @Test
    void theCharterCanBeSetByTheEnvironment() {
        sign("build");
        var passed =
                Typed.typed("verify", image)
                        .with("TIDEWAITER_CHARTER", charter)
                        .with("TIDEWAITER_STAGE", "dev")
                        .with("XDG_STATE_HOME", folder.resolve("state").toString())
                        .run();
        assertThat(passed.status()).as(passed.err()).isZero();
        assertThat(folder.resolve("state/tidewaiter/charters")).isNotEmptyDirectory();
    }

    @Test
    void whatIsTypedGoesBeforeWhatTheEnvironmentSaysOfAnotherWayToJudge() {
        sign("build");
        var key = folder.resolve("build.pub").toString();
        var state = folder.resolve("state").toString();
        var byKey =
                Typed.typed("verify", image, "--key", key)
                        .with("TIDEWAITER_CHARTER", charter)
                        .with("TIDEWAITER_CHARTER_ID", "sha256:" + "0".repeat(64))
                        .with("TIDEWAITER_POLICY", "policy.json")
                        .with("TIDEWAITER_STAGE", "dev");
        assertThat(byKey.run().status()).isZero();

        var byCharter =
                Typed.typed("verify", image, "--charter", charter, "--stage", "prod")
                        .with("TIDEWAITER_KEY", key)
                        .with("TIDEWAITER_TYPE", "scan")
                        .with("XDG_STATE_HOME", state);
        assertThat(byCharter.run().out()).contains("prod: refused");

        var unclear =
                Typed.typed("verify", image)
                        .with("TIDEWAITER_KEY", key)
                        .with("TIDEWAITER_CHARTER", charter)
                        .with("TIDEWAITER_STAGE", "dev");
        assertThat(unclear.run().err()).startsWith("error[usage]: a charter says itself");
    }

    @Test
    void whatContradictsACharterIsNotAsked() {
        var key = folder.resolve("build.pub").toString();
        for (var flags :
                List.of(
                        List.of("--key", key),
                        List.of("--type", "scan"),
                        List.of("-a", "a=b"),
                        List.of("--policy", "policy.json"))) {
            var result = verify("dev", flags.toArray(String[]::new));
            assertThat(result.status()).isEqualTo(ExitCodes.PROBLEM);
            assertThat(result.err()).startsWith("error[usage]: a charter says itself");
        }
        assertThat(verify("qa").err()).startsWith("error[stage-unknown]").contains("dev, prod");
        for (var flag :
                Map.of("--stage", "dev", "--at", "2026-01-01", "--repository", "a").entrySet()) {
            assertThat(run("verify", image, "--key", key, flag.getKey(), flag.getValue()).err())
                    .as(flag.getKey())
                    .startsWith("error[usage]: --stage, ");
        }
        assertThat(run("verify", image, "--charter", charter).err())
                .startsWith("error[usage]: it was not said for which stage");
    }
}
