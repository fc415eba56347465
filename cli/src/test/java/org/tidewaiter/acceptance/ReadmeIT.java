package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.packages.ApkInstalled.apkInstalled;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.cli.ExitCodes;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.DockerArchives;
import org.tidewaiter.testkit.image.FakeEngine;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.OciRegistry;
import org.tidewaiter.testkit.image.SavedImages;
import org.tidewaiter.testkit.signing.GpgKey;

/// Every command of the README and of the pages about reports and checks ends as it says there, in
/// the order in which it stands there. The network is replaced: image names by those of a registry
/// and an engine on this host, the upstreams of advisories by a mirror on this host, and this
/// machine's own file system by a small one.
class ReadmeIT {
    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w+)\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern INLINE =
            Pattern.compile("`((?:source )?[^`\n]*\\./tidewaiter [^`\n]*)`");

    @TempDir private static Path folder;
    private static FakeRegistry registry;
    private static OciRegistry shop;
    private static FakeEngine engine;
    private static HttpServer mirror;

    @BeforeAll
    static void makeWhatTheCommandsName() throws IOException {
        for (var name : List.of("tidewaiter", "docs")) {
            Files.createSymbolicLink(folder.resolve(name), Program.ROOT.resolve(name));
        }
        Files.writeString(folder.resolve("tidewaiter.yaml"), firstBlock("README.md", "yaml"));
        Files.writeString(
                folder.resolve("flaws.md.mustache"), firstBlock("docs/reports.md", "mustache"));
        Files.writeString(
                folder.resolve("app.cdx.json"),
                """
                {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library",
                 "name": "lodash", "version": "4.17.21", "purl": "pkg:npm/lodash@4.17.21"}]}
                """);
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY app /app\nUSER 1000\n");
        Files.writeString(
                folder.resolve("semgrep.sarif"),
                """
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Semgrep"}},
                 "results": [{"ruleId": "todo", "level": "note", "message": {"text": "to do"}}]}]}
                """);
        var key = GpgKey.of("Release <release@example.com>");
        Files.writeString(folder.resolve("release.asc"), key.privateText());
        Files.writeString(folder.resolve("release.pub"), key.publicText());
        write(
                folder.resolve("registries.d/default.yaml"),
                "default-docker: {lookaside: '%1$s', lookaside-staging: '%1$s'}\n"
                        .formatted(folder.resolve("signatures").toUri()));
        Files.writeString(
                folder.resolve("policy.json"),
                """
                {"default": [{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "%s"}]}
                """
                        .formatted(folder.resolve("release.pub")));
        var image = image();
        registry =
                FakeRegistry.start()
                        .image("alpine", "3.20", image)
                        .image("team/app", "1", image)
                        .image("app", "1", image)
                        .image("app", "2", image);
        shop = OciRegistry.start().image("shop/app", "1", image);
        engine =
                FakeEngine.start()
                        .image("app:1", image, SavedImages.DOCKER_20)
                        .image("85dee29954cd", image, SavedImages.PODMAN_4)
                        .image(image.configDigest().toString(), image, SavedImages.DOCKER_20)
                        .runs(List.of(container(image)));
        OciLayouts.layout().image(image, "app").write(folder.resolve("build/layout"));
        Files.write(
                folder.resolve("build/image.tar"),
                DockerArchives.archive().image(image, "app:1").tar().bytes());
        mirror = startMirror(folder.resolve("mirror"));
    }

    @AfterAll
    static void stop() throws IOException {
        engine.close();
        registry.close();
        shop.close();
        mirror.stop(0);
    }

    @TestFactory
    Stream<DynamicTest> everyCommandEndsWell() throws IOException {
        var commands = new ArrayList<>(commands(page("README.md")));
        assertThat(commands).hasSizeGreaterThan(15);
        commands.addAll(commands(page("docs/reports.md")));
        commands.addAll(commands(page("docs/checks.md")));
        return commands.stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> endsWell(command)));
    }

    private static String page(String name) throws IOException {
        return Files.readString(Program.ROOT.resolve(name));
    }

    private static void endsWell(String command) throws IOException, InterruptedException {
        var result = Program.inShell(folder, environment(), withoutNetwork(command));
        int expected = command.contains("# refused: ") ? ExitCodes.REFUSED : ExitCodes.PASSED;
        assertThat(result.status()).as(result.out() + result.err()).isEqualTo(expected);
    }

    /// Those of the program: that the tests pass is said by whoever runs this one.
    private static List<String> commands(String readme) {
        var commands = new LinkedHashMap<Integer, String>();
        var block = BLOCK.matcher(readme);
        while (block.find()) {
            if (block.group(1).equals("sh")) {
                int line = 0;
                for (var command : block.group(2).lines().toList()) {
                    commands.put(block.start() + line++, command);
                }
            }
        }
        var inline = INLINE.matcher(readme);
        while (inline.find()) {
            commands.putIfAbsent(inline.start(), inline.group(1));
        }
        var ordered = new ArrayList<>(commands.entrySet());
        ordered.sort(Map.Entry.comparingByKey());
        return ordered.stream()
                .map(Map.Entry::getValue)
                .filter(command -> !command.equals("mvn verify"))
                .toList();
    }

    private static String withoutNetwork(String command) {
        return command.replace("alpine:3.20", registry.host() + "/alpine:3.20")
                .replace("registry.example/shop", shop.host() + "/shop")
                .replace("registry.example", registry.host())
                .replace(" app:1", " " + registry.host() + "/app:1")
                .replace(" app:2", " " + registry.host() + "/app:2")
                .replace("/etc/containers/policy.json", "policy.json")
                .replace("scan / ", "scan root ");
    }

    private static Map<String, String> environment() {
        return Map.of(
                "XDG_STATE_HOME",
                folder.resolve("state").toString(),
                "TIDEWAITER_REGISTRIES_D",
                folder.resolve("registries.d").toString(),
                "TIDEWAITER_CACHE_DIR",
                folder.resolve("cache").toString(),
                "DOCKER_CONFIG",
                folder.resolve("docker").toString(),
                "DOCKER_HOST",
                engine.url(),
                "CONTAINER_HOST",
                engine.url(),
                "TIDEWAITER_USERNAME",
                "ann",
                "TIDEWAITER_LOGIN_PASSWORD",
                "secret",
                "TIDEWAITER_MIRROR",
                "http://localhost:" + mirror.getAddress().getPort() + "/");
    }

    private static String firstBlock(String page, String language) throws IOException {
        var block = BLOCK.matcher(page(page));
        while (block.find()) {
            if (block.group(1).equals(language)) {
                return block.group(2);
            }
        }
        throw new AssertionError(page + " shows no " + language);
    }

    private static FakeEngine.Container container(BuiltImage image) {
        return new FakeEngine.Container(
                "web", "app:1", image.configDigest(), "2026-11-22T09:00:00Z");
    }

    private static BuiltImage image() throws IOException {
        var files =
                Map.of(
                        "etc/os-release",
                        "ID=alpine\nVERSION_ID=3.20.3\n",
                        "lib/apk/db/installed",
                        apkInstalled().with("openssl", "3.3.2-r0", "usr/bin/openssl").text());
        var layer = tar();
        for (var file : files.entrySet()) {
            layer.file(file.getKey(), file.getValue());
            write(folder.resolve("root").resolve(file.getKey()), file.getValue());
        }
        return ImageBuilder.image().platform("linux", "arm64").layer(layer).build();
    }

    /// Serves what upstream serves, as much as the commands need.
    private static HttpServer startMirror(Path root) throws IOException {
        var today = LocalDate.now(ZoneOffset.UTC);
        write(
                root.resolve(
                        "www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json"),
                """
                {"catalogVersion": "1", "dateReleased": "%1$sT00:00:00Z",
                 "vulnerabilities": [{"cveID": "CVE-2024-1", "dateAdded": "%1$s"}]}
                """
                        .formatted(today));
        var records = root.resolve("osv-vulnerabilities.storage.googleapis.com/Maven/all.zip");
        Files.createDirectories(records.getParent());
        try (var zip = new ZipOutputStream(Files.newOutputStream(records))) {
            zip.putNextEntry(new ZipEntry("GHSA-jfh8-3a1q-hjz9.json"));
            zip.write(
                    """
                    {"id": "GHSA-jfh8-3a1q-hjz9", "aliases": ["CVE-2021-44228"], "affected": [
                     {"package": {"ecosystem": "Maven", "name": "org.apache.logging.log4j:log4j-core"},
                      "ranges": [{"type": "ECOSYSTEM", "events": [
                       {"introduced": "2.13.0"}, {"fixed": "2.15.0"}]}]}],
                     "modified": "%sT00:00:00Z"}
                    """
                            .formatted(today)
                            .getBytes(StandardCharsets.UTF_8));
        }
        var server =
                SimpleFileServer.createFileServer(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        root,
                        SimpleFileServer.OutputLevel.NONE);
        server.start();
        return server;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
