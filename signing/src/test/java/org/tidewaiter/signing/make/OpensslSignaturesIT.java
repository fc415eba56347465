package org.tidewaiter.signing.make;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.key.WrittenKey;
import org.tidewaiter.signing.make.ImageSigning.Extent;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;

/// openssl verifies the signatures that we write, out of the files that we write them to.
class OpensslSignaturesIT {
    private static final OpenOptions OPTIONS =
            OpenOptions.standard(RegistryOptions.standard(Map.of()));

    @TempDir private Path folder;

    @BeforeAll
    static void install() throws Exception {
        assertThat(run(Path.of("."), List.of("../testkit/oracles/install.sh", "openssl"))).isZero();
    }

    @Test
    void aSimpleSignatureIsOverTheBytesOfItsLayer() throws Exception {
        BuiltImage image = ImageBuilder.image().build();
        OciLayouts.layout().image(image, "1").write(folder.resolve("layout"));
        var key = NewKey.ECDSA_P256.make();
        try (var opened = Images.open("oci:" + folder.resolve("layout"), OPTIONS)) {
            var signing = new ImageSigning(opened.source(), OPTIONS, key, SignatureForm.COSIGN);
            var signed = signing.sign(Extent.NAMED, new TreeMap<>()).getFirst();

            var manifest = JsonReader.read(Files.readAllBytes(blob(signed.manifest().toString())));
            var layer = manifest.get("layers").items().getFirst();
            var signature = layer.get("annotations").text("dev.cosignproject.cosign/signature");

            assertThat(verified(blob(layer.text("digest")), signature, key)).isTrue();
            assertThat(verified(blob(manifestConfig(manifest)), signature, key)).isFalse();
        }
    }

    private static String manifestConfig(Json manifest) {
        return manifest.get("config").text("digest");
    }

    @ParameterizedTest
    @EnumSource
    void theSignatureOfAFileIsOverTheFile(NewKey type) throws Exception {
        var file = Files.writeString(folder.resolve("words"), "alpha");
        var key = type.make();
        var made = NewMessage.of(new ByteArrayInputStream("alpha".getBytes(UTF_8)), key);

        assertThat(verified(file, made.toText(), key)).isTrue();
        Files.writeString(file, "beta");
        assertThat(verified(file, made.toText(), key)).isFalse();
    }

    private Path blob(String digest) {
        return folder.resolve("layout/blobs").resolve(digest.replace(':', '/'));
    }

    private boolean verified(Path file, String signature, SigningKey key) throws Exception {
        Files.write(folder.resolve("own.pub"), WrittenKey.ofPublic(key.publicKey()));
        Files.write(folder.resolve("own.sig"), Base64.getDecoder().decode(signature));
        var command =
                new ArrayList<>(
                        List.of("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "own.pub"));
        command.addAll(List.of("-sigfile", "own.sig", "-rawin", "-in", file.toString()));
        switch (key.publicKey().kind()) {
            case EC_P256, RSA -> command.addAll(List.of("-digest", "sha256"));
            case EC_P384 -> command.addAll(List.of("-digest", "sha384"));
            case EC_P521 -> command.addAll(List.of("-digest", "sha512"));
            case ED25519_KEY -> {}
        }
        return run(folder, command) == 0;
    }

    private static int run(Path folder, List<String> command)
            throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
