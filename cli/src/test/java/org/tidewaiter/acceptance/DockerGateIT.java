package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.TinyImage;

/// The door of a Docker daemon as a program of its own, which is killed and ended.
class DockerGateIT {
    private static final Path SPEC =
            Path.of("/etc/docker/plugins/door%d.spec".formatted(ProcessHandle.current().pid()));

    @TempDir private Path folder;

    private Path engineFolder;

    @BeforeEach
    void anImageThatIsClearedAndOneThatIsNot() throws Exception {
        engineFolder = Files.createTempDirectory("dockerd");
        Files.createSymbolicLink(folder.resolve("tidewaiter"), Program.ROOT.resolve("tidewaiter"));
        Files.writeString(folder.resolve("rules.yaml"), "policy: acme\nrules: []\n");
        OciLayouts.layout()
                .image(TinyImage.of("good"), "good")
                .image(TinyImage.of("bad"), "bad")
                .write(folder.resolve("layout"));
        run("./tidewaiter charter init --name acme --role build --role certifier").passed();
    }

    @AfterEach
    void forgetTheDoor() throws Exception {
        Files.deleteIfExists(SPEC);
    }

    private Program.Result run(String line) throws Exception {
        return Program.inShell(folder, environment(), line);
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.put("DOCKER_HOST", PrivateEngine.dockerAddress(engineFolder));
        return environment;
    }

    private String pushed(LoopbackRegistry registry, String name) throws Exception {
        return registry.push("oci:%s/layout:%s".formatted(folder, name), "shop/" + name + ":1");
    }

    /// @return once it listens
    private Process door(LoopbackRegistry registry) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                                "./tidewaiter",
                                "gate",
                                "docker",
                                "--stage=prod",
                                "--charter=acme.charter",
                                "--policy=rules.yaml",
                                "--clearances=clearances",
                                "--repository=%s/shop/*".formatted(registry.host()),
                                "--ledger=ledger.jsonl",
                                "--socket=" + folder.resolve("door.sock"),
                                "--discovery-file=" + SPEC)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("door.log").toFile());
        builder.environment().putAll(environment());
        var door = builder.start();
        for (int tries = 0; tries < 600; tries++) {
            if (isAnswered(folder.resolve("door.sock"))) {
                return door;
            }
            if (door.waitFor(Duration.ofMillis(100))) {
                break;
            }
        }
        throw new IOException("no door:\n" + Files.readString(folder.resolve("door.log")));
    }

    private static boolean isAnswered(Path socket) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void aDoorThatIsKilledLetsNothingPassAndOneThatEndsLeavesNothingBehind() throws Exception {
        try (var registry = LoopbackRegistry.start(folder)) {
            var good = pushed(registry, "good");
            var bad = pushed(registry, "bad");
            run("./tidewaiter sign --key acme-build.key " + good).passed();
            run(("./tidewaiter clear --stage prod --charter acme.charter --policy rules.yaml"
                                    + " --allow-sample --key acme-certifier.key ")
                            + good)
                    .passed();
            var door = door(registry);
            var engine =
                    PrivateEngine.docker(
                            engineFolder,
                            "--authorization-plugin="
                                    + SPEC.getFileName().toString().replace(".spec", ""));
            try {
                run("docker pull " + good).passed();
                run("docker pull " + bad).passed();
                var runs = "docker run --rm --network=none ";
                run(runs + good).passed();
                var refused = run(runs + bad);
                assertThat(refused.status()).isNotZero();
                assertThat(refused.err())
                        .contains(
                                "create of %s is refused at stage prod: no clearance for stage prod"
                                        .formatted(bad));

                door.destroyForcibly().waitFor();
                assertThat(run(runs + good).status()).as("nobody is at the door").isNotZero();

                door = door(registry);
                run(runs + good).passed();
                assertThat(run(runs + bad).status()).isNotZero();
            } finally {
                engine.stop();
                door.destroy();
            }
            assertThat(door.waitFor(Duration.ofSeconds(60))).isTrue();
            assertThat(folder.resolve("door.sock")).doesNotExist();
            run("./tidewaiter ledger verify --ledger ledger.jsonl").passed();
            assertThat(noted())
                    .anyMatch(line -> line.contains("let through") && line.contains(good))
                    .anyMatch(line -> line.contains("refused") && line.contains(bad));
        }
    }

    private List<String> noted() throws Exception {
        return run("./tidewaiter ledger show --ledger ledger.jsonl").passed().lines().toList();
    }
}
