package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.testkit.image.OciRegistry;

class CharterExchangeTest {
    @TempDir private Path folder;
    private String charter;

    @BeforeEach
    void aCharter() {
        var name = folder.resolve("acme").toString();
        assertThat(run("init", "--name", name, "--role", "build", "--role", "release").status())
                .isZero();
        charter = name + ".charter";
    }

    private Typed.Result run(String... words) {
        var all = new ArrayList<>(List.of("charter"));
        all.addAll(List.of(words));
        return typed(all.toArray(String[]::new))
                .with("XDG_STATE_HOME", folder.resolve("state").toString())
                .run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy-controller", "policy.json"})
    void whatIsExportedIsADraftOnceOwnersAreNamed(String format) throws Exception {
        var exported = run("export", charter, "--format", format, "--stage", "prod");
        assertThat(exported.status()).as(exported.err()).isZero();
        assertThat(exported.err()).contains("note: not exported: who owns the charter, ");
        var file = Files.writeString(folder.resolve("policy"), exported.out()).toString();

        var imported = run("import", file, "--format", format, "--name", "acme");

        assertThat(imported.status()).as(imported.err()).isZero();
        assertThat(imported.err())
                .endsWith(
                        "note: name the owners in the draft, and see whether all else is meant\n");
        var draft = folder.resolve("draft.yaml");
        Files.writeString(draft, imported.out());
        assertThat(run("check", draft.toString()).status()).isEqualTo(ExitCodes.REFUSED);
        var holder = format.equals("policy.json") ? "signer" : "acme-build-1";
        Files.writeString(
                draft,
                imported.out()
                        .replace("owners:\n", "owners:\n  holders: [%s]\n".formatted(holder)));
        assertThat(run("check", draft.toString()).out()).contains("that can be signed");
    }

    @Test
    void anExportedPolicyAcceptsWhatTheCharterAccepts() throws Exception {
        var exported = run("export", charter, "--format", "policy.json", "--stage", "prod");
        var policy = Files.writeString(folder.resolve("policy.json"), exported.out()).toString();
        try (var registry = OciRegistry.start().image("app", "1", SmallImage.build())) {
            var image = registry.host() + "/app:1";
            sign("acme-build.key", image);
            assertThat(judged(image, policy).status()).isEqualTo(ExitCodes.REFUSED);
            sign("acme-release.key", image);
            var accepted = judged(image, policy);
            assertThat(accepted.status()).as(accepted.out() + accepted.err()).isZero();
        }
    }

    private Typed.Result judged(String image, String policy) throws Exception {
        var places = Files.createDirectories(folder.resolve("registries.d"));
        Files.writeString(
                places.resolve("a.yaml"), "default-docker: {use-sigstore-attachments: true}\n");
        var flags = List.of("--registries.d", places.toString(), "--policy", policy);
        var words = new ArrayList<>(List.of("verify", image));
        words.addAll(flags);
        return Typed.run(words.toArray(String[]::new));
    }

    private void sign(String key, String image) {
        var file = folder.resolve(key).toString();
        var signed = Typed.run("sign", "--key", file, "--format", "cosign", image);
        assertThat(signed.status()).as(signed.err()).isZero();
    }

    @Test
    void whatCannotBeAskedIsAnError() {
        assertThat(run("export", charter, "--format", "rego", "--stage", "prod").err())
                .startsWith("error[usage]: 'rego' is no format of charters")
                .contains("policy-controller, policy.json, sigstore-trusted-root");
        assertThat(run("export", charter, "--format", "policy.json", "--stage", "qa").err())
                .startsWith("error[stage-unknown]");
        var refused = run("import", charter, "--format", "policy.json", "--name", "acme");
        assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).startsWith("refused[");
    }
}
