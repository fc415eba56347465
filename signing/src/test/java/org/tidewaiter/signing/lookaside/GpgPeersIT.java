package org.tidewaiter.signing.lookaside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.OciLayouts.layout;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.key.Password;
import org.tidewaiter.signing.openpgp.MessageSigner;
import org.tidewaiter.signing.openpgp.OpenPgpKeys;
import org.tidewaiter.signing.openpgp.SecretKeyFile;

/// What Debian's skopeo and GnuPG sign is verified; what is refused, skopeo refuses too.
class GpgPeersIT {
    private static final String NAME = "docker.io/library/alpha:1";
    private static final byte[] MANIFEST = "{\"schemaVersion\":2}".getBytes(UTF_8);
    private static final Digest DIGEST = VerifiedBytes.sha256(MANIFEST);

    @TempDir private static Path folder;
    private static @Nullable GpgPeers peers;

    private static GpgPeers peers() {
        return Objects.requireNonNull(peers);
    }

    /// Fingerprints of the primary keys, by what they are.
    private static final Map<String, String> KEYS = new TreeMap<>();

    @BeforeAll
    static void makeKeys() throws Exception {
        peers = GpgPeers.in(folder);
        Files.write(folder.resolve("manifest"), MANIFEST);
        for (var kind : List.of("ed25519", "rsa3072", "nistp256", "nistp384", "nistp521")) {
            KEYS.put(kind, peers().key(kind, kind, "cert,sign"));
        }
        KEYS.put("subkey", peers().key("subkey", "ed25519", "cert"));
        peers().gpg("--quick-add-key", fingerprint("subkey"), "ed25519", "sign");
        KEYS.put(
                "expired",
                peers().key(
                                "expired",
                                "ed25519",
                                "cert,sign",
                                "--faked-system-time=20200101T000000!"));
        KEYS.put("locked", peers().key("locked", "ed25519", "cert,sign", "--passphrase=secret"));
        KEYS.put("revoked", peers().key("revoked", "ed25519", "cert,sign"));
    }

    @AfterAll
    static void stopAgent() throws Exception {
        peers().stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa3072", "nistp256", "nistp521", "subkey"})
    void whatSkopeoSignsIsVerified(String kind) throws Exception {
        var file = folder.resolve("signature-" + kind);
        peers().skopeo(
                        "standalone-sign",
                        "manifest",
                        NAME,
                        fingerprint(kind),
                        "-o",
                        file.toString());

        var verified = (Verified) check(Files.readAllBytes(file), kind);

        assertThat(verified.evidence().claims()).containsEntry("docker-reference", NAME);
        assertThat(verified.evidence().issuer().toString())
                .containsIgnoringCase(fingerprint(kind))
                .contains(kind + "@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--sign --compress-algo=none",
                "--sign --compress-algo=zip",
                "--sign --compress-algo=zlib",
                "--sign --armor",
                "--sign --armor --emit-version --comment=alpha",
                "--sign --digest-algo=SHA512",
                "--sign --default-sig-expire=2d",
                "--sign --set-notation=alpha@example.com=beta",
            })
    void whatGpgSignsIsVerifiedAsSkopeoDoes(String options) throws Exception {
        var message = signed(payload().bytes(), "ed25519", options);

        assertThat(check(message, "ed25519")).isInstanceOf(Verified.class);
        assertThat(isAcceptedBySkopeo(message, "ed25519")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NO_SIGNATURE --store",
                "DETACHED_SIGNATURE --detach-sign",
                "MALFORMED_MESSAGE --clear-sign",
                "MANY_SIGNATURES --sign --local-user=rsa3072@example.com",
                "EXPIRED_SIGNATURE --sign --default-sig-expire=1d",
                "UNKNOWN_COMPRESSION --sign --compress-algo=bzip2",
                "WEAK_HASH --sign --digest-algo=SHA1",
                "OTHER_SIGNATURE_CLASS --sign --textmode",
                "CRITICAL_EXTENSION --sign --set-notation=!alpha@example.com=beta",
            })
    void whatIsMadeInOneOtherWayIsRefused(String line) throws Exception {
        var refusal = Refusal.valueOf(line.substring(0, line.indexOf(' ')));
        var options = line.substring(line.indexOf(' ') + 1);
        var message = signed(payload().bytes(), "ed25519", options);
        boolean expires = refusal == Refusal.EXPIRED_SIGNATURE;
        var later = Clock.offset(Clock.systemUTC(), Duration.ofDays(expires ? 2 : 0));

        assertThat(refusal(check(message, "ed25519", later))).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--store", "--detach-sign", "--sign --local-user=rsa3072@example.com"})
    void skopeoRefusesThatToo(String options) throws Exception {
        var message = signed(payload().bytes(), "ed25519", options);

        assertThat(isAcceptedBySkopeo(message, "ed25519")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "atomic container=other container",
                "\"type\"=\"typ\"",
                "{\"critical\"={\"more\":1,\"critical\"",
                "{\"docker-reference\"={\"more\":1,\"docker-reference\"",
                "\"type\":=\"type\":\"atomic container signature\",\"type\":",
                "1767225600=1.5",
                "\"alpha 1\"=1",
                "\"optional\"=\"opt\"",
            })
    void aPayloadThatIsRefusedIsRefusedBySkopeoToo(String change) throws Exception {
        var parts = change.split("=", 2);
        var message = signed(payload().with(parts[0], parts[1]).bytes(), "ed25519", "--sign");

        assertThat(check(message, "ed25519")).isInstanceOf(Rejected.class);
        assertThat(isAcceptedBySkopeo(message, "ed25519")).isFalse();
    }

    @Test
    void aKeyThatHasExpiredIsRefusedAsSkopeoDoes() throws Exception {
        var message =
                signed(payload().bytes(), "expired", "--sign --faked-system-time=20200101T000100!");

        assertThat(refusal(check(message, "expired"))).isEqualTo(Refusal.EXPIRED_KEY);
        assertThat(isAcceptedBySkopeo(message, "expired")).isFalse();
    }

    @Test
    void aKeyThatWasRevokedIsRefusedAsSkopeoDoes() throws Exception {
        var message = signed(payload().bytes(), "revoked", "--sign");
        assertThat(check(message, "revoked")).isInstanceOf(Verified.class);
        assertThat(isAcceptedBySkopeo(message, "revoked")).isTrue();

        var certificate =
                folder.resolve("gnupg/openpgp-revocs.d/" + fingerprint("revoked") + ".rev");
        var unlocked = folder.resolve("revocation");
        Files.writeString(unlocked, Files.readString(certificate).replace(":-----", "-----"));
        peers().gpg("--import", unlocked.toString());

        assertThat(refusal(check(message, "revoked"))).isEqualTo(Refusal.REVOKED_KEY);
        assertThat(isAcceptedBySkopeo(message, "revoked")).isFalse();
    }

    @Test
    void anotherKeyIsRefused() throws Exception {
        var message = signed(payload().bytes(), "ed25519", "--sign");

        assertThat(refusal(check(message, "rsa3072"))).isEqualTo(Refusal.UNKNOWN_KEY);
        assertThat(isAcceptedBySkopeo(message, "rsa3072")).isFalse();
    }

    @Test
    void whatSkopeoPutsIntoALookasideFolderIsFoundAndVerified() throws Exception {
        layout().image(image().layer(tar().file("alpha", "beta")).build(), "1")
                .write(folder.resolve("layout"));
        int port = GpgPeers.freePort();
        var configured = Files.createDirectory(folder.resolve("registries.d"));
        Files.writeString(
                configured.resolve("alpha.yaml"),
                """
                docker:
                  127.0.0.1:%d/alpha:
                    lookaside: file://%2$s
                    lookaside-staging: file://%2$s
                    sigstore: file://%2$s
                    sigstore-staging: file://%2$s
                """
                        .formatted(port, folder.resolve("signatures")));
        peers().registry(port);
        var name = "127.0.0.1:%d/alpha/beta:1".formatted(port);
        copy(configured, "oci:" + folder.resolve("layout") + ":1", name, "ed25519");
        copy(configured, "docker://" + name, name, "rsa3072");
        var manifest = peers().skopeo("inspect", "--raw", "--tls-verify=false", "docker://" + name);
        var digest = VerifiedBytes.sha256(manifest.getBytes(UTF_8));
        var image = ImageReference.parse(name).orElseThrow();
        var stored =
                new Lookaside(
                                LookasideConfiguration.read(configured),
                                image,
                                RegistryOptions.standard(Map.of()))
                        .signatures(digest);

        var keys = keys("ed25519").and(keys("rsa3072"));
        assertThat(stored).hasSize(2);
        assertThat(stored)
                .allSatisfy(one ->
                        assertThat(
                                        GpgSimpleSigning.check(
                                                one, digest, keys, Clock.systemUTC().instant()))
                                .isInstanceOf(Verified.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa3072", "nistp256", "nistp384", "nistp521"})
    void whatWeSignIsVerifiedBySkopeoAndGpg(String kind) throws Exception {
        var key = SecretKeyFile.read(secretKey(kind, ""), Clock.systemUTC().instant());

        assertThat(key.isEncrypted()).isFalse();
        assertIsVerifiedByPeers(key.signer(), kind);
    }

    @Test
    void aKeyThatGpgHasEncryptedSignsToo() throws Exception {
        var key = SecretKeyFile.read(secretKey("locked", "secret"), Clock.systemUTC().instant());

        assertThat(key.isEncrypted()).isTrue();
        assertIsVerifiedByPeers(key.signer(Password.of("secret".toCharArray())), "locked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa3072", "nistp256", "nistp384", "nistp521", "subkey"})
    void whatGpgSignsApartIsVerified(String kind) throws Exception {
        for (var form : List.of("--no-armor", "--armor")) {
            var signature = signed(MANIFEST, kind, "--detach-sign " + form);

            assertThat(
                            keys(kind)
                                    .verify(
                                            signature,
                                            () -> new ByteArrayInputStream(MANIFEST),
                                            Clock.systemUTC().instant())
                                    .issuer()
                                    .users())
                    .containsExactly(kind + "@example.com");
        }
    }

    /// Debian's skopeo takes no signatures of subkeys.
    @Test
    void whatASubkeySignsIsVerifiedByGpg() throws Exception {
        var now = Clock.systemUTC().instant();
        var key = SecretKeyFile.read(secretKey("subkey", ""), now);

        assertIsVerifiedByGpg(key.signer().sign(payload().bytes(), now), "subkey");
    }

    private static byte[] secretKey(String kind, String password) throws Exception {
        return peers().gpg(
                        "--passphrase=" + password,
                        "--armor",
                        "--export-secret-keys",
                        fingerprint(kind))
                .getBytes(UTF_8);
    }

    private static void assertIsVerifiedByPeers(MessageSigner signer, String kind)
            throws Exception {
        var now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        var payload = ContainerSignature.toJson(DIGEST, NAME, "alpha 1", now);
        var message = signer.sign(payload, now);

        assertThat(isAcceptedBySkopeo(message, kind)).isTrue();
        assertIsVerifiedByGpg(message, kind);
        assertThat(check(message, kind)).isInstanceOf(Verified.class);
    }

    private static void assertIsVerifiedByGpg(byte[] message, String kind) throws Exception {
        var file = Files.write(folder.resolve("signed-" + kind), message);
        assertThat(peers().gpg("--status-fd=1", "--verify", file.toString()))
                .contains("GOODSIG")
                .contains(fingerprint(kind));
    }

    private static void copy(Path configured, String from, String to, String kind)
            throws Exception {
        peers().skopeo(
                        "--registries.d=" + configured,
                        "copy",
                        "--src-tls-verify=false",
                        "--dest-tls-verify=false",
                        "--sign-by=" + fingerprint(kind),
                        from,
                        "docker://" + to);
    }

    private static String fingerprint(String kind) {
        return Objects.requireNonNull(KEYS.get(kind));
    }

    private static Payload payload() {
        return Payload.of(NAME).with(Payload.IMAGE.toString(), DIGEST.toString());
    }

    /// @param options of gpg, split at spaces
    private static byte[] signed(byte[] content, String kind, String options) throws Exception {
        var in = Files.write(folder.resolve("in"), content);
        var out = folder.resolve("out");
        Files.deleteIfExists(out);
        var arguments = new ArrayList<>(List.of("--output", out.toString()));
        if (!options.contains("--store")) {
            arguments.addAll(List.of("--local-user", fingerprint(kind)));
        }
        var split = new ArrayList<>(List.of(options.split(" ", -1)));
        // the command comes last
        var command = split.removeFirst();
        arguments.addAll(split);
        arguments.add(command);
        arguments.add(in.toString());
        peers().gpg(arguments.toArray(String[]::new));
        return Files.readAllBytes(out);
    }

    private static EvidenceCheck check(byte[] message, String kind) throws Exception {
        return check(message, kind, Clock.systemUTC());
    }

    private static EvidenceCheck check(byte[] message, String kind, Clock clock) throws Exception {
        return GpgSimpleSigning.check(
                new StoredSignature("signature-1", message), DIGEST, keys(kind), clock.instant());
    }

    private static OpenPgpKeys keys(String kind) throws Exception {
        return OpenPgpKeys.parse(
                peers().gpg("--armor", "--export", fingerprint(kind)).getBytes(UTF_8));
    }

    private static Refusal refusal(EvidenceCheck check) {
        assertThat(check).isInstanceOf(Rejected.class);
        return ((Rejected) check).refusal();
    }

    private static boolean isAcceptedBySkopeo(byte[] message, String kind) throws Exception {
        var file = Files.write(folder.resolve("judged"), message);
        var process =
                peers().start(
                                List.of(
                                        "skopeo",
                                        "standalone-verify",
                                        "manifest",
                                        NAME,
                                        fingerprint(kind),
                                        file.toString()));
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        boolean accepted = process.waitFor() == 0;
        assertThat(said).contains(accepted ? "Signature verified" : "Error verifying signature");
        return accepted;
    }
}
