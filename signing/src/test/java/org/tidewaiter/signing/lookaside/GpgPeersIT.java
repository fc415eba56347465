package org.tidewaiter.signing.lookaside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.OciLayouts.layout;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
import org.tidewaiter.signing.openpgp.OpenPgpKeys;

/// What Debian's skopeo and GnuPG sign is verified; what is refused, skopeo refuses too.
class GpgPeersIT {
    private static final String NAME = "docker.io/library/alpha:1";
    private static final byte[] MANIFEST = "{\"schemaVersion\":2}".getBytes(UTF_8);
    private static final Digest DIGEST = VerifiedBytes.sha256(MANIFEST);

    @TempDir private static Path folder;

    /// Fingerprints of the primary keys, by what they are.
    private static final Map<String, String> KEYS = new TreeMap<>();

    @BeforeAll
    static void makeKeys() throws Exception {
        run(List.of(Path.of("..", "testkit", "oracles", "install.sh").toString(), "gpg"));
        Files.createDirectory(
                folder.resolve("gnupg"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.write(folder.resolve("manifest"), MANIFEST);
        for (var kind : List.of("ed25519", "rsa3072", "nistp256", "nistp521")) {
            KEYS.put(kind, key(kind, kind, "cert,sign"));
        }
        KEYS.put("subkey", key("subkey", "ed25519", "cert"));
        gpg("--quick-add-key", fingerprint("subkey"), "ed25519", "sign");
        KEYS.put(
                "expired",
                key("expired", "ed25519", "cert,sign", "--faked-system-time=20200101T000000!"));
        KEYS.put("revoked", key("revoked", "ed25519", "cert,sign"));
    }

    @AfterAll
    static void stopAgent() throws Exception {
        run(List.of("gpgconf", "--kill", "all"));
    }

    private static String key(String user, String kind, String use, String... more)
            throws Exception {
        var arguments = new ArrayList<>(List.of(more));
        arguments.addAll(
                List.of(
                        "--quick-gen-key",
                        user + "@example.com",
                        kind,
                        use,
                        more.length == 0 ? "never" : "1d"));
        gpg(arguments.toArray(String[]::new));
        return gpg("--with-colons", "--list-keys", user + "@example.com")
                .lines()
                .filter(line -> line.startsWith("fpr:"))
                .findFirst()
                .orElseThrow()
                .replace("fpr:", "")
                .replace(":", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa3072", "nistp256", "nistp521", "subkey"})
    void whatSkopeoSignsIsVerified(String kind) throws Exception {
        var file = folder.resolve("signature-" + kind);
        skopeo("standalone-sign", "manifest", NAME, fingerprint(kind), "-o", file.toString());

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
        gpg("--import", unlocked.toString());

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
        int port = freePort();
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
        var registry = registry(port);
        try {
            var name = "127.0.0.1:%d/alpha/beta:1".formatted(port);
            copy(configured, "oci:" + folder.resolve("layout") + ":1", name, "ed25519");
            copy(configured, "docker://" + name, name, "rsa3072");
            var manifest = skopeo("inspect", "--raw", "--tls-verify=false", "docker://" + name);
            var digest = VerifiedBytes.sha256(manifest.getBytes(UTF_8));
            var image = ImageReference.parse(name).orElseThrow();
            var stored =
                    Lookaside.signatures(
                            LookasideConfiguration.read(configured),
                            image,
                            digest,
                            RegistryOptions.standard(Map.of()));

            var keys = keys("ed25519").and(keys("rsa3072"));
            assertThat(stored).hasSize(2);
            assertThat(stored)
                    .allSatisfy(one ->
                            assertThat(
                                            GpgSimpleSigning.check(
                                                    one, digest, keys, Clock.systemUTC().instant()))
                                    .isInstanceOf(Verified.class));
        } finally {
            registry.destroy();
        }
    }

    private static void copy(Path configured, String from, String to, String kind)
            throws Exception {
        skopeo(
                "--registries.d=" + configured,
                "copy",
                "--src-tls-verify=false",
                "--dest-tls-verify=false",
                "--sign-by=" + fingerprint(kind),
                from,
                "docker://" + to);
    }

    private static Process registry(int port) throws Exception {
        var config = folder.resolve("registry.yml");
        Files.writeString(
                config,
                """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: "%s"}}
                http: {addr: "127.0.0.1:%d"}
                """
                        .formatted(folder.resolve("registry"), port));
        var builder = new ProcessBuilder("docker-registry", "serve", config.toString());
        builder.environment().put("OTEL_TRACES_EXPORTER", "none");
        var process =
                builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve("registry.log").toFile())
                        .start();
        for (int tries = 0; tries < 100; tries++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return process;
            } catch (IOException _) {
                process.waitFor(Duration.ofMillis(100)); // also ends the wait if it has died
            }
        }
        throw new IOException("docker-registry does not answer");
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
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
        gpg(arguments.toArray(String[]::new));
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
        return OpenPgpKeys.parse(gpg("--armor", "--export", fingerprint(kind)).getBytes(UTF_8));
    }

    private static Refusal refusal(EvidenceCheck check) {
        assertThat(check).isInstanceOf(Rejected.class);
        return ((Rejected) check).refusal();
    }

    private static boolean isAcceptedBySkopeo(byte[] message, String kind) throws Exception {
        var file = Files.write(folder.resolve("judged"), message);
        var process =
                start(
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

    private static String gpg(String... arguments) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                "gpg",
                                "--batch",
                                "--quiet",
                                "--no-tty",
                                "--yes",
                                "--pinentry-mode=loopback",
                                "--passphrase="));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static String skopeo(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("skopeo"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static String run(List<String> command) throws Exception {
        var process = start(command);
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(command + "\n" + said).isZero();
        return said;
    }

    private static Process start(List<String> command) throws IOException {
        boolean ours = command.getFirst().endsWith("install.sh");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GNUPGHOME", folder.resolve("gnupg").toString());
        return ours ? builder.start() : builder.directory(folder.toFile()).start();
    }
}
