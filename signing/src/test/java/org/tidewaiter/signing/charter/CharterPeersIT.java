package org.tidewaiter.signing.charter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.signing.charter.Charters.first;
import static org.tidewaiter.signing.charter.Charters.holder;
import static org.tidewaiter.signing.charter.Charters.pending;
import static org.tidewaiter.signing.charter.Charters.set;
import static org.tidewaiter.signing.charter.Charters.with;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.key.WrittenKey;

/// openssl, which knows nothing of charters, verifies an owner's signature over the bytes that DSSE
/// says, and signs them as an owner does.
class CharterPeersIT {
    @TempDir private Path folder;

    @BeforeAll
    static void install() throws Exception {
        run(Path.of(".").toAbsolutePath(), "../testkit/oracles/install.sh", "openssl");
    }

    @ParameterizedTest
    @EnumSource(names = {"ECDSA_P256", "ECDSA_P384", "ED25519", "RSA_2048"})
    void whatAnOwnerSignsOpensslVerifies(NewKey type) throws Exception {
        var owner = type.make();
        var file = CharterFile.write(pending(owned(owner), owner).appendTo(Optional.empty()));

        var envelope = JsonReader.read(file).get("versions").items().getFirst();
        var signature = envelope.get("signatures").items().getFirst();
        Files.write(folder.resolve("sig"), Base64.getDecoder().decode(signature.text("sig")));
        Files.write(folder.resolve("signed"), preAuthentication(envelope.text("payload")));
        Files.write(folder.resolve("pub"), WrittenKey.ofPublic(owner.publicKey()));
        assertThat(
                        openssl(
                                "pkeyutl -verify -pubin -inkey pub -sigfile sig -rawin -in signed"
                                        + digest(type)))
                .contains("Successfully");
    }

    @ParameterizedTest
    @EnumSource(names = {"ECDSA_P256", "ECDSA_P384", "ED25519", "RSA_2048"})
    void whatOpensslSignsIsAnOwnersSignature(NewKey type) throws Exception {
        var owner = type.make();
        var payload = RawCharters.payload(owned(owner));
        Files.write(folder.resolve("key"), WrittenKey.plain(owner));
        Files.write(
                folder.resolve("signed"),
                preAuthentication(RawCharters.base64(payload.getBytes(UTF_8))));
        openssl("pkeyutl -sign -inkey key -rawin -in signed -out sig" + digest(type));

        var signature =
                "{\"keyid\":\"%s\",\"sig\":\"%s\"}"
                        .formatted(
                                owner.publicKey().fingerprint(),
                                RawCharters.base64(Files.readAllBytes(folder.resolve("sig"))));
        var file = RawCharters.file(RawCharters.envelope(RawCharters.TYPE, payload, signature));
        assertThat(CharterFile.read(file.getBytes(UTF_8)).versions().getFirst().signers())
                .containsExactly("ana");
    }

    private static Charter owned(SigningKey owner) {
        return with(
                first(),
                it -> {
                    it.holders.put("ana", holder(owner));
                    it.owners = new Charter.Owners(set("ana"), 1);
                    return it;
                });
    }

    /// @see "DSSE, protocol.md, PAE"
    private static byte[] preAuthentication(String base64) {
        var payload = Base64.getDecoder().decode(base64);
        var out = new ByteArrayOutputStream();
        out.writeBytes(
                "DSSEv1 42 application/vnd.tidewaiter.charter.v1+json %d "
                        .formatted(payload.length)
                        .getBytes(UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    private static String digest(NewKey type) {
        return switch (type) {
            case ED25519 -> "";
            case ECDSA_P384 -> " -digest sha384";
            default -> " -digest sha256";
        };
    }

    private String openssl(String words) throws Exception {
        return run(folder, ("openssl " + words).split(" +", -1));
    }

    private static String run(Path folder, String... command) throws Exception {
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), out).isZero();
        return out;
    }
}
