package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.acceptance.Program.Result;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.FakeRegistry;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.ServerCertificate;
import org.tidewaiter.testkit.packages.ApkInstalled;

/// The archive that `./tidewaiter dist` makes, unpacked elsewhere, where there is no Java.
class DistributionIT {
    private static final long MOST_BYTES = 45_000_000;
    private static final String MAIN = "org/tidewaiter/cli/Main.class";

    /// Java then ends with an error where it cannot use its cache.
    private static final Map<String, String> CACHE_REQUIRED =
            Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");

    @TempDir private static Path folder;
    private static Path archive;
    private static Path program;
    private static Path cache;
    private static Path jar;
    private static Path kept;

    @BeforeAll
    static void makeAndUnpackElsewhere() throws IOException, InterruptedException {
        var target = Files.createDirectories(folder.resolve("made"));
        var made =
                Program.output(
                        Program.ROOT.resolve("cli/src/dist/archive").toString(),
                        System.getProperty("java.home"),
                        Program.ROOT.resolve("cli/target/dist/lib").toString(),
                        target.toString());
        archive = Path.of(made.strip());
        var elsewhere = Files.createDirectories(folder.resolve("else where"));
        Program.output("tar", "-xzf", archive.toString(), "-C", elsewhere.toString());
        Program.output("rm", "-rf", archive.toString().replace(".tar.gz", ""));
        var tree = only(elsewhere, "*");
        program = tree.resolve("tidewaiter");
        cache = only(tree.resolve("lib"), "start-*.aot");
        jar = only(tree.resolve("lib"), "tidewaiter-cli-*.jar");
        kept = Files.copy(jar, folder.resolve("kept.jar"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    @AfterEach
    void putTheJarBack() throws IOException {
        Files.copy(
                kept, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void theArchiveIsNotLarge() throws IOException {
        assertThat(Files.size(archive)).isLessThanOrEqualTo(MOST_BYTES);
    }

    /// A debugger would want the variables; the lines are for people who report a bug.
    @Test
    void classesOfLibrariesHaveTheirLinesAndNoNamesOfVariables() throws IOException {
        var library = only(jar.getParent(), "picocli-*.jar");
        try (var classes = new JarFile(library.toFile())) {
            var main = classes.getEntry("picocli/CommandLine.class");
            var code =
                    ClassFile.of()
                            .parse(classes.getInputStream(main).readAllBytes())
                            .methods()
                            .stream()
                            .flatMap(method -> method.code().stream())
                            .map(CodeAttribute.class::cast)
                            .toList();
            assertThat(code)
                    .isNotEmpty()
                    .allMatch(one -> one.findAttribute(Attributes.lineNumberTable()).isPresent())
                    .noneMatch(
                            one -> one.findAttribute(Attributes.localVariableTable()).isPresent());
        }
    }

    @Test
    void itNeedsNothingOnThePath() throws Exception {
        assertThat(start(program, Map.of(), "--version"))
                .isEqualTo(new Result(0, "tidewaiter 0.1.0\n", ""));
        assertThat(start(program, Map.of(), "scan", "--help").passed())
                .isEqualTo(Program.tidewaiter("scan", "--help").passed());
    }

    /// With what is left of Bouncy Castle in it.
    @Test
    void itSignsWithAnEncryptedKeyAndVerifies() throws Exception {
        var password = Map.of("TIDEWAITER_PASSWORD", "not that secret");
        var key = folder.resolve("team.key").toString();
        var file = Files.writeString(folder.resolve("file"), "what is signed").toString();
        var name = folder.resolve("team").toString();
        assertThat(start(program, password, "key", "generate", "--name", name).status()).isZero();
        assertThat(Files.readString(Path.of(key))).contains("ENCRYPTED");
        var bundle = folder.resolve("bundle").toString();
        assertThat(
                        start(
                                program,
                                password,
                                "sign",
                                "--key",
                                key,
                                "--blob",
                                file,
                                "--bundle",
                                bundle))
                .isEqualTo(new Result(0, "", ""));
        var ours = name + ".pub";
        assertThat(
                        start(
                                        program,
                                        Map.of(),
                                        "verify",
                                        "--key",
                                        ours,
                                        "--blob",
                                        file,
                                        "--bundle",
                                        bundle)
                                .status())
                .isZero();
    }

    @Test
    void itPrintsPagesThatWereMadeOfItsOwnJarsAlone() throws Exception {
        var page = only(only(jar.getParent(), "help-*"), "tidewaiter-scan-100");
        var right = Program.tidewaiter(Map.of("TIDEWAITER_HEAP", "300m"), "scan", "--help");
        assertThat(page).hasContent(right.passed());
        Files.writeString(page, "made");
        try {
            assertThat(start(program, Map.of(), "scan", "--help").out()).isEqualTo("made");
            replaceVersion();
            assertThat(start(program, Map.of(), "scan", "--help")).isEqualTo(right);
        } finally {
            Files.writeString(page, right.out());
        }
    }

    @Test
    void anAnswerOfOtherJarsIsNotGiven() throws Exception {
        OciLayouts.layout().image(image(), "kept").write(folder.resolve("kept"));
        var words = new String[] {"scan", "oci:" + folder.resolve("kept") + ":kept", "-f", "json"};
        var own = folder.resolve("answers of jars");
        var kept = Map.of("TIDEWAITER_CACHE_DIR", own.toString());
        Program.output("sleep", "2.5");
        var first = start(program, kept, words);
        Program.output("rm", "-r", own.resolve("layers").toString());
        assertThat(start(program, kept, words)).isEqualTo(first);
        assertThat(own.resolve("layers")).as("nothing was read").doesNotExist();
        replaceVersion();
        assertThat(start(program, kept, words)).isEqualTo(first);
        assertThat(own.resolve("layers")).as("it was worked out anew").exists();
    }

    @Test
    void itStartsThroughALink() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("link"), program);
        var tools = Files.createDirectories(folder.resolve("tools"));
        for (var tool : List.of("dirname", "readlink")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        assertThat(start(link, Map.of("PATH", tools.toString()), "--version"))
                .isEqualTo(new Result(0, "tidewaiter 0.1.0\n", ""));
    }

    @Test
    void itScansFromTheCacheWhatTheCheckoutScans() throws Exception {
        OciLayouts.layout().image(image(), "app").write(folder.resolve("layout"));
        var name = "oci:" + folder.resolve("layout") + ":app";
        for (var words :
                List.of(
                        List.of("scan", name, "--format", "json", "--as-of", "2026-01-01"),
                        List.of("inventory", name, "--format", "cyclonedx"))) {
            var command = words.toArray(String[]::new);
            // Each reads the layers itself
            var own = Map.of("TIDEWAITER_CACHE_DIR", folder.resolve("own").toString());
            var here = Program.tidewaiter(own, command);
            var there = start(program, CACHE_REQUIRED, with("--no-cache", command));
            assertThat(there.passed()).isEqualTo(here.passed()).contains("alpine");
            if (command[0].equals("inventory")) {
                assertThat(there.out()).contains("hafen");
            }
        }
        // In the cache of layers the code has one name wherever it is
        Program.tidewaiter("inventory", name, "--cache-dir", folder.resolve("both").toString());
        var again =
                start(
                        program,
                        CACHE_REQUIRED,
                        "inventory",
                        name,
                        "--verbose",
                        "--cache-dir",
                        folder.resolve("both").toString());
        assertThat(again.err()).contains("known from the cache");
    }

    @Test
    void aLayerOfZstdIsReadWithoutALibraryInTheFolderForTemporaryFiles() throws Exception {
        var temporary = Files.createDirectory(folder.resolve("temporary"));
        var layer = tar().file("etc/os-release", "ID=alpine\n");
        OciLayouts.layout()
                .image(ImageBuilder.image().layer(LayerBytes.zstd(layer)).build(), "zstd")
                .write(folder.resolve("zstd"));
        var java = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary + " -XX:AOTMode=on");
        var name = "oci:" + folder.resolve("zstd") + ":zstd";
        assertThat(start(program, java, "inventory", name).passed()).contains("1 recognised");
        assertThat(temporary).isEmptyDirectory();
    }

    /// From a signed jar Java takes no class into its cache.
    @Test
    void noJarIsSignedAndTheTextOfALicenceIsKept() throws IOException {
        requireUnsigned(jar.getParent());
        requireUnsigned(Program.ROOT.resolve("cli/target/dist/lib"));
        var library = only(jar.getParent(), "bcprov-*.jar");
        try (var file = new JarFile(library.toFile())) {
            assertThat(file.getEntry("META-INF/LICENSE.md")).isNotNull();
        }
    }

    private static void requireUnsigned(Path folder) throws IOException {
        try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (var one : jars) {
                try (var file = new JarFile(one.toFile())) {
                    assertThat(file.getManifest().getEntries()).as("%s", one).isEmpty();
                    assertThat(file.stream().map(ZipEntry::getName))
                            .as("%s", one)
                            .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)"));
                }
            }
        }
    }

    @Test
    void noJarIsSealed() throws IOException {
        try (var jars = Files.newDirectoryStream(jar.getParent(), "*.jar")) {
            for (var one : jars) {
                try (var file = new JarFile(one.toFile())) {
                    var sealed = file.getManifest().getMainAttributes().getValue("Sealed");
                    assertThat(sealed).as("%s", one).isNotEqualTo("true");
                }
            }
        }
    }

    @Test
    void itReadsFromARegistryOverTls() throws Exception {
        var certificate = ServerCertificate.make(Files.createDirectory(folder.resolve("tls")));
        try (var registry = FakeRegistry.startTls(certificate).image("app", "1", image())) {
            var inventory =
                    start(
                            program,
                            CACHE_REQUIRED,
                            "inventory",
                            "registry:" + registry.host() + "/app:1",
                            "--no-cache",
                            "--ca-certificate",
                            certificate.pem().toString());
            assertThat(inventory.passed()).contains("musl");
        }
    }

    @Test
    void aReplacedJarIsNoticedWhateverItsTime() throws Exception {
        var time = Files.getLastModifiedTime(jar);
        replaceVersion();
        assertThat(start(program, Map.of(), "--version").out()).isEqualTo("tidewaiter 9.9.9\n");
        Files.setLastModifiedTime(jar, time);
        assertThat(start(program, Map.of(), "--version").out()).isEqualTo("tidewaiter 9.9.9\n");
        assertThat(start(program, Map.of(), "scan", "--help").passed()).startsWith("Usage: ");
        putTheJarBack();
        assertThat(start(program, Map.of(), "--version").out()).isEqualTo("tidewaiter 0.1.0\n");
    }

    @Test
    void aLibraryThatWasReplacedIsNoticedAndOneThatIsGoneIsTold() throws Exception {
        var library = only(jar.getParent(), "tidewaiter-model-*.jar");
        var whole = Files.readAllBytes(library);
        try {
            try (var changed = new ZipOutputStream(Files.newOutputStream(library))) {
                changed.putNextEntry(new ZipEntry("empty"));
            }
            assertDamaged();
            Files.delete(library);
            assertDamaged();
        } finally {
            Files.write(library, whole);
        }
    }

    private static void assertDamaged() throws Exception {
        var result = start(program, Map.of(), "inventory", "oci:" + folder + ":none");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("error[program-damaged]: ")
                .contains("\n  mend: ")
                .doesNotContain("\tat ");
    }

    @Test
    void aBrokenCacheIsNotUsedAndNothingIsSaidOfIt() throws Exception {
        var whole = Files.readAllBytes(cache);
        try {
            Files.write(cache, "no cache".getBytes(StandardCharsets.UTF_8));
            assertThat(start(program, CACHE_REQUIRED, "--version").status()).isNotZero();
            assertThat(start(program, Map.of(), "--version"))
                    .isEqualTo(new Result(0, "tidewaiter 0.1.0\n", ""));
            Files.delete(cache);
            assertThat(start(program, Map.of(), "--version"))
                    .isEqualTo(new Result(0, "tidewaiter 0.1.0\n", ""));
        } finally {
            Files.write(cache, whole);
        }
    }

    private static BuiltImage image() {
        return ImageBuilder.image()
                .layer(
                        tar().file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\n")
                                .file(
                                        "lib/apk/db/installed",
                                        ApkInstalled.apkInstalled().with("musl", "1.2.5-r0").text())
                                .file("opt/hafen.jar", jarWithPom()))
                .build();
    }

    /// In a charset that is not Java's own.
    private static byte[] jarWithPom() {
        var coordinates =
                """
                groupId=org.example
                artifactId=hafen
                version=1.0
                """;
        var pom =
                """
                <?xml version="1.0" encoding="ISO-8859-1"?>
                <project><groupId>org.example</groupId><artifactId>hafen</artifactId>\
                <version>1.0</version><licenses><license><name>H\u00e4fen</name></license></licenses></project>
                """;
        var bytes = new ByteArrayOutputStream();
        try (var jar = new ZipOutputStream(bytes)) {
            jar.putNextEntry(new ZipEntry("META-INF/maven/org.example/hafen/pom.properties"));
            jar.write(coordinates.getBytes(StandardCharsets.ISO_8859_1));
            jar.putNextEntry(new ZipEntry("META-INF/maven/org.example/hafen/pom.xml"));
            jar.write(pom.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String[] with(String flag, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.add(flag);
        return all.toArray(String[]::new);
    }

    /// Runs it with nothing in its environment, a `PATH` that leads nowhere, and what is given.
    private static Result start(Path program, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/usr/bin/env", "-i", "PATH=/nowhere"));
        command.add("HOME=" + folder);
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add(program.toString());
        command.addAll(List.of(words));
        return Program.run(folder, Map.of(), command);
    }

    /// Another version in the same number of bytes.
    private static void replaceVersion() throws IOException {
        try (var old = new ZipFile(kept.toFile());
                var out = Files.newOutputStream(jar);
                var changed = new ZipOutputStream(out)) {
            for (var entry : old.stream().toList()) {
                changed.putNextEntry(new ZipEntry(entry.getName()));
                var bytes = old.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(MAIN)) {
                    var text = new String(bytes, StandardCharsets.ISO_8859_1);
                    assertThat(text).contains("tidewaiter 0.1.0");
                    bytes =
                            text.replace("tidewaiter 0.1.0", "tidewaiter 9.9.9")
                                    .getBytes(StandardCharsets.ISO_8859_1);
                }
                changed.write(bytes);
            }
        }
    }

    private static Path only(Path folder, String glob) throws IOException {
        try (var files = Files.newDirectoryStream(folder, glob)) {
            return files.iterator().next();
        }
    }
}
