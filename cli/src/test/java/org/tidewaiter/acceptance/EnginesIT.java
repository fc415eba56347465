package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;

/// A real image in real engines, which the test starts for itself.
class EnginesIT {
    private static final String NAME = "example.org/app:1";

    @TempDir Path folder;
    private static ApplicationImage image;
    private static Json inventory;
    private static PrivateEngine docker;
    private static PrivateEngine podman;

    @BeforeAll
    static void loadTheImage() throws Exception {
        Program.output(Program.ROOT.resolve("testkit/oracles/install.sh").toString(), "engines");
        image = ApplicationImage.build();
        inventory = inventory(Map.of(), image.layout(), "--no-cache");
        docker = PrivateEngine.docker();
        docker.load(Path.of(image.dockerArchive()));
        podman = PrivateEngine.podman();
        podman.load(Path.of(image.dockerArchive()));
    }

    @AfterAll
    static void stopTheEngines() throws Exception {
        for (var engine : new PrivateEngine[] {docker, podman}) {
            if (engine != null) { // it did not come so far
                engine.stop();
            }
        }
    }

    @Test
    void dockerGivesTheInventoryOfTheLayoutByNameAndById() throws Exception {
        givesTheInventory(docker, "docker");
    }

    @Test
    void podmanGivesTheInventoryOfTheLayoutByNameAndById() throws Exception {
        givesTheInventory(podman, "podman");
    }

    private void givesTheInventory(PrivateEngine engine, String kind) throws Exception {
        var id = inventory.get("source").text("configDigest").substring("sha256:".length());
        var cache = "--cache-dir=" + folder;
        for (var name :
                List.of(
                        kind + ":" + NAME,
                        kind + ":" + id,
                        kind + ":" + id.substring(0, 12),
                        id.substring(0, 12),
                        NAME)) {
            var ours = inventory(engine.environment(), name, cache);
            assertThat(without("source", ours)).as(name).isEqualTo(without("source", inventory));
            assertThat(ours.get("source").text("kind")).isEqualTo(kind);
            assertThat(ours.get("source").text("configDigest")).isEqualTo("sha256:" + id);
            assertThat(instructions(ours)).isEqualTo(instructions(inventory));
        }
    }

    @Test
    void whatDockerRunsIsScannedOnceForAllItsContainers() throws Exception {
        whatRunsIsScanned(docker, "docker");
    }

    @Test
    void whatPodmanRunsIsScannedOnceForAllItsContainers() throws Exception {
        whatRunsIsScanned(podman, "podman");
    }

    private void whatRunsIsScanned(PrivateEngine engine, String kind) throws Exception {
        var names = List.of("api", "web");
        for (var name : names) {
            engine.run(name, NAME);
        }
        try {
            var out =
                    Program.tidewaiter(
                                    engine.environment(),
                                    "scan",
                                    "--running",
                                    kind,
                                    "--format=json",
                                    "--cache-dir=" + folder)
                            .passed();
            var images = JsonReader.read(out.getBytes(StandardCharsets.UTF_8)).get("images");
            assertThat(images.items()).hasSize(1);
            var running = images.items().getFirst();
            assertThat(running.get("containers").items())
                    .extracting(container -> container.text("name"))
                    .containsExactlyElementsOf(names);
            assertThat(running.get("containers").items())
                    .allMatch(container -> !container.text("startedAt").isEmpty());
            assertThat(running.get("report").get("source").text("configDigest"))
                    .isEqualTo(inventory.get("source").text("configDigest"));
        } finally {
            for (var name : names) {
                engine.remove(name);
            }
        }
    }

    private static List<String> instructions(Json inventory) {
        return inventory.get("source").get("layers").items().stream()
                .map(layer -> layer.text("diffId") + " " + layer.text("instruction"))
                .toList();
    }

    private static Json without(String member, Json object) {
        var members = new LinkedHashMap<>(object.members());
        members.remove(member);
        return new Json.JsonObject(members);
    }

    /// With no other engine than the one that the environment names.
    private static Json inventory(Map<String, String> engine, String name, String flag)
            throws Exception {
        var environment =
                new HashMap<>(
                        Map.of(
                                "DOCKER_HOST", "unix:///nonexistent/docker.sock",
                                "CONTAINER_HOST", "unix:///nonexistent/podman.sock"));
        environment.putAll(engine);
        var out =
                Program.tidewaiter(environment, "inventory", name, "--format", "json", flag)
                        .passed();
        return JsonReader.read(out.getBytes(StandardCharsets.UTF_8));
    }
}
