package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.packages.ApkInstalled.apkInstalled;
import static org.tidewaiter.testkit.packages.DpkgStatus.dpkgStatus;
import static org.tidewaiter.testkit.packages.GoBinary.goBinary;
import static org.tidewaiter.testkit.packages.Jar.jar;
import static org.tidewaiter.testkit.packages.RpmHeader.rpmHeader;
import static org.tidewaiter.testkit.packages.RpmSqlite.rpmSqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.image.pass.Progress;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.Purl;
import org.tidewaiter.scan.InventoryTaking;
import org.tidewaiter.vulnerability.match.Explaining;
import org.tidewaiter.vulnerability.match.Explanation;
import org.tidewaiter.vulnerability.store.AdvisoryStore;

/// Eighty-four questions about real packages and real advisories, whose answers were known before
/// the matcher was run (`known-answers.tsv` says how they were drawn).
class KnownAnswersIT {
    private static final LocalDate AS_OF = LocalDate.of(2025, 3, 1);

    private static final Map<String, String> PROGRAM_FILES =
            Map.of(
                    "mariadb", "mariadbd",
                    "postgresql", "postgres",
                    "redis", "redis-server");

    private static final Map<String, String> PROGRAM_WORDS =
            Map.of(
                    "busybox", "BusyBox v%s (2024-05-19 00:00:00 UTC)",
                    "curl", "CLIENT libcurl %s",
                    "git", "git/%s",
                    "haproxy", "HA-Proxy version %s",
                    "mariadb", "\0%s-MariaDB",
                    "nginx", "nginx version: nginx/%s",
                    "node", "node.js/v%s",
                    "php", "X-Powered-By: PHP/%s",
                    "postgresql", "postgres (PostgreSQL) %s",
                    "redis", "\0%s\0c11-builtin");

    @TempDir private Path folder;

    @Test
    void everyKnownAnswerIsGiven() throws Exception {
        var feeds = BulkFeeds.folder();
        if (feeds.isEmpty()) {
            System.out.println("bulk tests run: 0 of 1 (there is no folder of feeds)");
            return;
        }
        var file = folder.resolve("advisories.db");
        Program.tidewaiter(
                        "db",
                        "build",
                        "--quiet",
                        "--from",
                        feeds.get().toString(),
                        "--advisories",
                        file.toString())
                .passed();
        var store = AdvisoryStore.open(file);
        var rows = rows();
        assertThat(rows).hasSize(84);
        for (var row : rows) {
            assertThat(answer(row, store))
                    .as("%s in %s (%s)", row.id, row.purl, row.why)
                    .isEqualTo(row.answer);
        }
        System.out.println("bulk tests run: 1 of 1 (84 known answers)");
    }

    private record Row(String image, Purl purl, String id, String answer, String why) {}

    private static List<Row> rows() throws IOException {
        try (var in = KnownAnswersIT.class.getResourceAsStream("/acceptance/known-answers.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(parts ->
                            new Row(
                                    parts[0],
                                    Purl.parse(parts[1]).orElseThrow(),
                                    parts[2],
                                    parts[3],
                                    parts[4]))
                    .toList();
        }
    }

    private String answer(Row row, AdvisoryStore store) throws Exception {
        var root = Files.createTempDirectory(folder, "rootfs");
        install(row, root);
        var taking =
                new InventoryTaking(
                        OpenOptions.standard(RegistryOptions.standard(Map.of())),
                        LayerCache.none(),
                        PassOptions.standard(),
                        Progress.SILENT);
        var inventory = taking.take("dir:" + root);
        assertThat(inventory.packages())
                .as("the package of the question is found")
                .anyMatch(one -> one.purl().name().equals(row.purl.name()));
        var explanations = new Explaining(inventory, store, AS_OF).explain(row.id);
        if (explanations.stream().anyMatch(Explanation.Reported.class::isInstance)) {
            return "AFFECTED";
        }
        boolean known =
                explanations.stream()
                        .anyMatch(one ->
                                one instanceof Explanation.Outside
                                        || one instanceof Explanation.Cleared);
        return known ? "NOT_AFFECTED" : "ABSENT";
    }

    private static void install(Row row, Path root) throws IOException {
        var purl = row.purl;
        var upstream = purl.qualifier("upstream");
        switch (purl.type()) {
            case "deb" -> {
                write(
                        root.resolve("etc/os-release"),
                        row.image.startsWith("ubuntu")
                                ? "ID=ubuntu\nVERSION_ID=\"22.04\"\nVERSION_CODENAME=jammy\n"
                                : "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n");
                var status = dpkgStatus();
                write(
                        root.resolve("var/lib/dpkg/status"),
                        (upstream.isEmpty()
                                        ? status.with(purl.name(), purl.version(), "amd64")
                                        : status.with(
                                                purl.name(),
                                                purl.version(),
                                                "amd64",
                                                "Source: " + upstream))
                                .text());
            }
            case "apk" -> {
                write(root.resolve("etc/os-release"), "ID=alpine\nVERSION_ID=3.20.3\n");
                var origin = upstream.isEmpty() ? purl.name() : upstream;
                write(
                        root.resolve("lib/apk/db/installed"),
                        apkInstalled().withOrigin(purl.name(), purl.version(), origin).text());
            }
            case "rpm" -> installRpm(row, root);
            case "npm" ->
                    write(
                            root.resolve(
                                    "app/node_modules/" + purl.ecosystemName() + "/package.json"),
                            "{\"name\":\"%s\",\"version\":\"%s\"}"
                                    .formatted(purl.ecosystemName(), purl.version()));
            case "pypi" ->
                    write(
                            root.resolve(
                                    "app/%s-%s.dist-info/METADATA"
                                            .formatted(purl.name(), purl.version())),
                            "Metadata-Version: 2.1\nName: %s\nVersion: %s\n\n"
                                    .formatted(purl.name(), purl.version()));
            case "maven" ->
                    write(
                            root.resolve("app/" + purl.name() + "-" + purl.version() + ".jar"),
                            jar().pom(purl.namespace(), purl.name(), purl.version()).bytes());
            case "golang" ->
                    write(
                            root.resolve("app/program"),
                            goBinary("go1.22.3")
                                    .main("example.org/program", "(devel)")
                                    .dep(purl.ecosystemName(), purl.version())
                                    .bytes());
            case "cargo" ->
                    write(
                            root.resolve("app/Cargo.lock"),
                            """
                            version = 3

                            [[package]]
                            name = "%s"
                            version = "%s"
                            source = "registry+https://github.com/rust-lang/crates.io-index"
                            """
                                    .formatted(purl.name(), purl.version()));
            case "gem" ->
                    write(
                            root.resolve(
                                    "usr/lib/ruby/gems/3.1.0/specifications/%s-%s.gemspec"
                                            .formatted(purl.name(), purl.version())),
                            """
                            Gem::Specification.new do |s|
                              s.name = "%s".freeze
                              s.version = "%s"
                            end
                            """
                                    .formatted(purl.name(), purl.version()));
            case "composer" ->
                    write(
                            root.resolve("app/vendor/composer/installed.json"),
                            "{\"packages\":[{\"name\":\"%s\",\"version\":\"%s\"}]}"
                                    .formatted(purl.ecosystemName(), purl.version()));
            case "nuget" ->
                    write(
                            root.resolve("app/app.deps.json"),
                            """
                            {"runtimeTarget":{"name":".NETCoreApp,Version=v8.0"},
                             "targets":{".NETCoreApp,Version=v8.0":{
                               "%1$s/%2$s":{"runtime":{"lib/net8.0/%1$s.dll":{}}}}},
                             "libraries":{"%1$s/%2$s":{"type":"package","serviceable":true,"sha512":""}}}
                            """
                                    .formatted(purl.name(), purl.version()));
            case "generic" -> installProgram(purl, root);
            default -> throw new IllegalStateException(purl.type());
        }
    }

    /// @param row of an image called `rhel-9.2`, or `rhel-9.2+repository`
    private static void installRpm(Row row, Path root) throws IOException {
        var image = row.image.split("\\+", 2);
        int hyphen = image[0].lastIndexOf('-');
        write(
                root.resolve("etc/os-release"),
                "ID=%s\nVERSION_ID=%s\nNAME=x\n"
                        .formatted(image[0].substring(0, hyphen), image[0].substring(hyphen + 1)));
        if (image.length > 1) {
            write(
                    root.resolve("root/buildinfo/content_manifests/a.json"),
                    "{\"content_sets\": [\"%s\"]}".formatted(image[1]));
        }
        var purl = row.purl;
        int dash = purl.version().lastIndexOf('-');
        var header =
                rpmHeader(
                        purl.name(),
                        purl.version().substring(0, dash),
                        purl.version().substring(dash + 1));
        if (!purl.qualifier("epoch").isEmpty()) {
            header.epoch(Integer.parseInt(purl.qualifier("epoch")));
        }
        if (!purl.qualifier("upstream").isEmpty()) {
            header.source(purl.qualifier("upstream"));
        }
        if (!purl.qualifier("rpmmod").isEmpty()) {
            header.module(purl.qualifier("rpmmod"));
        }
        write(root.resolve("var/lib/rpm/rpmdb.sqlite"), rpmSqlite().with(header).bytes());
    }

    /// A program is known by words of its own, a Java runtime by its file `release`; with an
    /// `upstream` a package of Debian owns that.
    private static void installProgram(Purl purl, Path root) throws IOException {
        if (purl.namespace().isEmpty()) {
            write(
                    root.resolve("opt/bin/" + PROGRAM_FILES.getOrDefault(purl.name(), purl.name())),
                    "\177ELF\0" + PROGRAM_WORDS.get(purl.name()).formatted(purl.version()));
            return;
        }
        write(
                root.resolve("opt/java/runtime/release"),
                "IMPLEMENTOR=\"%s\"\nIMAGE_TYPE=\"%s\"\nJAVA_VERSION=\"%s\"\n"
                                .formatted(
                                        purl.namespace(),
                                        purl.name().toUpperCase(Locale.ROOT),
                                        purl.version())
                        + "JAVA_RUNTIME_VERSION=\"%s\"\n".formatted(purl.version()));
        var owner = purl.qualifier("upstream");
        if (!owner.isEmpty()) {
            write(root.resolve("etc/os-release"), "ID=debian\nVERSION_ID=\"12\"\n");
            write(
                    root.resolve("var/lib/dpkg/status"),
                    dpkgStatus().with(owner, purl.version(), "amd64").text());
            write(
                    root.resolve("var/lib/dpkg/info/" + owner + ".list"),
                    "/.\n/opt/java/runtime/release\n");
        }
    }

    private static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
