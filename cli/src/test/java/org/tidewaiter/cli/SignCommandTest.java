package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.OciLayouts;

class SignCommandTest {
    @TempDir private Path folder;
    private final BuiltImage built = SmallImage.build();
    private String image;
    private String key;

    @BeforeEach
    void anImageAndAKey() throws Exception {
        OciLayouts.layout().image(built, "1").write(folder.resolve("layout"));
        image = "oci:" + folder.resolve("layout") + ":1";
        key = folder.resolve("team").toString();
        assertThat(run("key", "generate", "--name", key).status()).isZero();
    }

    @Test
    void whatASignerSignsVerifyFinds() {
        assertThat(verify().status()).isEqualTo(2);

        var signed = run("sign", "--key", key + ".key", "-a", "stage=qa", image);

        assertThat(signed.status()).as(signed.err()).isZero();
        assertThat(signed.out()).startsWith(built.digest() + "  sha256:");
        assertThat(verify("-a", "stage=qa").status()).isZero();
        assertThat(verify("-a", "stage=prod").status()).isEqualTo(2);
    }

    @Test
    void aStatementIsOfItsTypeAndNoSignature() throws Exception {
        var predicate =
                Files.writeString(folder.resolve("b.json"), "{\"bomFormat\":\"CycloneDX\"}");

        var attested =
                run(
                        "attest",
                        "--key",
                        key + ".key",
                        "--type",
                        "cyclonedx",
                        "--predicate",
                        predicate.toString(),
                        image);

        assertThat(attested.status()).as(attested.err()).isZero();
        assertThat(verify("--type", "cyclonedx").status()).isZero();
        assertThat(verify().status()).isEqualTo(2);
    }

    @Test
    void whatIsNoStatementIsNotSigned() throws Exception {
        var predicate = Files.writeString(folder.resolve("b.json"), "{");

        assertThat(attest("cyclonedx", predicate).err()).startsWith("error[predicate-unusable]");
        Files.writeString(predicate, "{}");
        assertThat(attest("cycloneDX", predicate).err()).startsWith("error[type-unknown]");
        assertThat(attest("cyclonedx", folder.resolve("none")).err())
                .startsWith("error[predicate-unusable]");
        assertThat(run("sign", "--key", key + ".pub", image).err()).contains("error[key-");
        assertThat(run("sign", "--key", key + ".key", "-a", "qa", image).err())
                .contains("error[usage]");
    }

    private Typed.Result attest(String type, Path predicate) {
        return run(
                "attest",
                "--key",
                key + ".key",
                "--type",
                type,
                "--predicate",
                predicate.toString(),
                image);
    }

    private Typed.Result verify(String... flags) {
        var words = new ArrayList<>(List.of("verify", image));
        words.addAll(List.of("--key", key + ".pub"));
        words.addAll(List.of(flags));
        return run(words.toArray(String[]::new));
    }
}
