package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.BuiltIndex;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.signing.GpgKey;

/// GPG signatures from end to end, as podman has them: in a folder that `registries.d` names.
class GpgCommandsTest {
    @TempDir private Path folder;
    private final BuiltImage image = SmallImage.build();
    private FakeRegistry registry;
    private String name;

    @BeforeEach
    void aRegistryAndKeys() throws Exception {
        registry =
                FakeRegistry.start()
                        .image("shop/app", "1", image)
                        .image("shop/app", "index", BuiltIndex.of(image))
                        .image("shop/other", "1", image);
        name = registry.host() + "/shop/app:1";
        for (var one : List.of("release", "other")) {
            var key = GpgKey.of("%s <%s@example.com>".formatted(one, one));
            Files.writeString(folder.resolve(one + ".key"), key.privateText());
            Files.writeString(folder.resolve(one + ".pub"), key.publicText());
        }
        Files.createDirectory(folder.resolve("registries.d"));
        Files.writeString(
                folder.resolve("registries.d/shop.yaml"),
                """
                docker:
                  %s/shop:
                    lookaside: file://%2$s/published
                    lookaside-staging: file://%2$s/published
                """
                        .formatted(registry.host(), folder));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void whatIsSignedIsPutWhereRegistriesDSaysAndVerified() {
        assertThat(verify(name, "release").status()).isEqualTo(ExitCodes.REFUSED);

        var signed = sign(name, "release");
        assertThat(signed.status()).as(signed.err()).isZero();
        assertThat(signed.out())
                .isEqualTo(
                        "%s  %s/published/shop/app@sha256=%s/signature-1\n"
                                .formatted(image.digest(), folder, image.digest().hex()));
        assertThat(verify(name, "release").out())
                .contains("by release <release@example.com> (")
                .contains("docker-reference: " + name)
                .contains("gpg-simple in file://" + folder)
                .contains("passed: signature is verified, by release");
        assertThat(verify(name, "other").out()).contains("refused   unknown-key");
    }

    @Test
    void aSecondSignerTakesTheNextNumber() {
        sign(name, "release");
        assertThat(sign(name, "other").out()).endsWith("/signature-2\n");

        assertThat(verify(name, "release").status()).isZero();
        assertThat(verify(name, "other").status()).isZero();
    }

    @Test
    void allThatAnIndexListsIsSignedToo() {
        var index = registry.host() + "/shop/app:index";

        assertThat(sign(index, "release").out().lines()).hasSize(2);
        assertThat(verify(index, "release").out())
                .containsSubsequence("index sha256", "  verified", "manifest sha256", "  verified");
    }

    @Test
    void ofATagAndADigestTheDigestAloneIsSigned() {
        var pinned = registry.host() + "/shop/app@" + image.digest();
        sign(name + "@" + image.digest(), "release");

        assertThat(verify(pinned, "release").out()).contains("docker-reference: " + pinned);
        assertThat(verify(pinned, "release").status()).isZero();
        assertThat(verify(name, "release").out()).contains("other-name");
    }

    @Test
    void aSignatureThatWasMadeForAnotherRepositoryIsRefused() throws Exception {
        sign(registry.host() + "/shop/other:1", "release");
        Files.move(
                folder.resolve("published/shop/other@sha256=" + image.digest().hex()),
                folder.resolve("published/shop/app@sha256=" + image.digest().hex()));

        var result = verify(name, "release");
        assertThat(result.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(result.out())
                .contains("refused   other-name: it was signed under another name")
                .contains("(" + registry.host() + "/shop/other:1)");
    }

    @Test
    void theTreeListsThemBesideTheOthers() {
        sign(name, "release");

        assertThat(gpg("evidence", "tree", name).out())
                .contains("gpg-simple in file://")
                .contains("signed, and no key was named to verify it");
        assertThat(gpg("evidence", "tree", name, "--gpg-key", file("release.pub")).out())
                .contains("verified signature by release");
    }

    @Test
    void aPolicySaysItselfWhatItAsksFor() throws Exception {
        var policy = policy("\"signedBy\", \"keyType\": \"GPGKeys\", \"keyPath\": \"KEY\"");
        var before = gpg("verify", name, "--policy", policy);
        assertThat(before.status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(before.out())
                .isEqualTo(
                        """
                        %s
                        manifest %s
                        policy   %s/shop
                          not met signedBy: it is not signed
                        refused: the policy does not accept it; signedBy: it is not signed
                        """
                                .formatted(name, image.digest(), registry.host()));

        sign(name, "other");
        assertThat(gpg("verify", name, "--policy", policy).out())
                .contains("  not met signedBy: no signature of it is accepted")
                .contains("    refused   unknown-key");
        sign(name, "release");
        var after = gpg("verify", name, "--policy", policy);
        assertThat(after.status()).isZero();
        assertThat(after.out())
                .contains("  met     signedBy: it is signed")
                .contains("by release <release@example.com>")
                .endsWith("passed: the policy accepts it\n");
        var json = gpg("verify", name, "--policy", policy, "-o", "json").out();
        assertThat(json)
                .contains("\"passed\": true")
                .contains("\"section\": \"" + registry.host() + "/shop\"");
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                Files.readString(
                                        Path.of("..", "docs", "schema", "evidence-1.schema.json")),
                                InputFormat.JSON);
        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    }

    @Test
    void aPolicyThatIsNotUnderstoodIsAProblem() throws Exception {
        assertThat(gpg("verify", name, "--policy", policy("\"signedby\"")).err())
                .contains("error[policy-broken]");
        assertThat(gpg("verify", name, "--policy", file("none.json")).err())
                .contains("error[policy-unreadable]");
        var both =
                gpg(
                        "verify",
                        name,
                        "--policy",
                        policy("\"reject\""),
                        "--gpg-key",
                        file("other.pub"));
        assertThat(both.err()).contains("error[usage]");
        var typed = gpg("verify", name, "--policy", policy("\"reject\""), "--type", "vex");
        assertThat(typed.err()).contains("error[usage]");
    }

    @Test
    void anImageOfNoRegistryHasNoNameToBeSignedOrJudgedBy() throws Exception {
        OciLayouts.layout().image(image, "1").write(folder.resolve("layout"));
        var layout = "oci:" + folder.resolve("layout") + ":1";

        assertThat(sign(layout, "release").err()).contains("error[signature-nameless]");
        assertThat(gpg("verify", layout, "--policy", policy("\"reject\"")).err())
                .contains("error[policy-elsewhere]");
    }

    @Test
    void aFolderThatCannotBeReadMattersOnlyToImagesWithAName() throws Exception {
        Files.writeString(folder.resolve("registries.d/shop.yaml"), "a: b");
        OciLayouts.layout().image(image, "1").write(folder.resolve("layout"));

        assertThat(verify(name, "release").err()).contains("error[registries-folder-broken]");
        var layout = "oci:" + folder.resolve("layout") + ":1";
        assertThat(verify(layout, "release").status()).isEqualTo(ExitCodes.REFUSED);
        var missing = run("verify", name, "--gpg-key", file("release.pub"), "--registries.d", "no");
        assertThat(missing.err()).contains("error[registries-folder-broken]: no is no folder");
    }

    @Test
    void whereNothingCanBePutIsSaid() throws Exception {
        Files.writeString(
                folder.resolve("registries.d/shop.yaml"),
                "default-docker: {lookaside: 'https://example.com/signatures'}");

        assertThat(sign(name, "release").err())
                .contains("error[signature-unwritable]")
                .contains("--output-folder");
        assertThat(sign(name, "release", "--output-folder", file("elsewhere")).out())
                .contains(folder + "/elsewhere/shop/app@sha256=");
        assertThat(sign(name, "release", "-a", "a=b").err()).contains("error[usage]");
        assertThat(gpg("sign", name, "--key", file("release.key"), "--format", "pgp").err())
                .contains("error[usage]");
        assertThat(sign(name, "other.pub").err()).contains("error[key-unreadable]");
    }

    private String policy(String type) throws Exception {
        var text =
                """
                {"default": [{"type": "reject"}],
                 "transports": {"docker": {"%s/shop": [{"type": %s}]}}}
                """
                        .formatted(registry.host(), type.replace("KEY", file("release.pub")));
        return Files.writeString(folder.resolve("policy.json"), text).toString();
    }

    private String file(String file) {
        return folder.resolve(file).toString();
    }

    private Typed.Result sign(String image, String signer, String... more) {
        var words = new ArrayList<>(List.of("sign", image, "--format", "gpg"));
        words.addAll(List.of("--key", file(signer + ".key")));
        words.addAll(List.of(more));
        return gpg(words.toArray(String[]::new));
    }

    private Typed.Result verify(String image, String key) {
        return gpg("verify", image, "--gpg-key", file(key + ".pub"));
    }

    private Typed.Result gpg(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--registries.d", file("registries.d")));
        return run(all.toArray(String[]::new));
    }
}
