package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.cli.Typed.Result;
import org.tidewaiter.image.cache.Answer;
import org.tidewaiter.image.cache.AnswerCache;
import org.tidewaiter.image.consulted.FileState;
import org.tidewaiter.model.Digest;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.DockerArchives;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;

/// What was answered once is answered again only while it would be answered so anew.
///
/// Whether an answer was a kept one is seen by the layers: a scan that works its answer out keeps
/// what it read of them.
@Timeout(120)
class KeptAnswerTest {
    /// Of whose day all files of a test are old enough.
    private static final InstantSource LATER =
            InstantSource.offset(InstantSource.system(), Duration.ofMinutes(1));

    private static final Installation JARS = new Installation(Path.of("nowhere"), "f00d");

    @TempDir private Path folder;
    private Path layout;
    private Path cache;

    @BeforeEach
    void anImage() throws IOException {
        layout = write(image("4.17.20"));
        cache = folder.resolve("cache");
    }

    private static BuiltImage image(String version) {
        return ImageBuilder.image()
                .layer(tar().file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\n"))
                .layer(
                        tar().file(
                                        "app/node_modules/lodash/package.json",
                                        "{\"name\": \"lodash\", \"version\": \"%s\"}"
                                                .formatted(version)))
                .build();
    }

    private Path write(BuiltImage image) throws IOException {
        return OciLayouts.layout().image(image, "1").write(folder.resolve("image"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan IMAGE:1",
                "scan oci:IMAGE",
                "image IMAGE --format json --scanners vuln",
                "scan IMAGE -o sarif --fail-on low --allow-sample",
                "scan IMAGE --format cyclonedx --with-files -q",
                "inventory IMAGE --format spdx",
                "sbom IMAGE --format cyclonedx --with-files"
            })
    void theSameQuestionIsAnsweredOnce(String line) {
        var words = line.replace("IMAGE", layout.toString()).split(" ", -1);
        var first = run(words);
        assertThat(first.status()).isNotEqualTo(ExitCodes.PROBLEM);
        assertThat(first.out()).isNotEmpty().isEqualTo(Typed.run(words).out());
        assertAnsweredFromCache(first, words);
    }

    @Test
    void theExitCodeIsKept() {
        var words = scan("--fail-on", "low", "--allow-sample", "--exit-code", "7");
        assertThat(run(words).status()).isEqualTo(7);
        assertAnsweredFromCache(new Result(7, run(words).out(), ""), words);
    }

    @Test
    void archivesAndBillsAreFilesToo() throws IOException {
        var archive = folder.resolve("image.tar");
        Files.write(
                archive, DockerArchives.archive().image(image("4.17.20"), "app:1").tar().bytes());
        var bill = folder.resolve("bill.json");
        Files.writeString(bill, run("inventory", layout.toString(), "-f", "cyclonedx").out());
        for (var file : List.of(archive, bill)) {
            var words = new String[] {"scan", file.toString(), "-f", "json"};
            var first = run(words);
            assertThat(first.out()).contains("CVE-2021-23337");
            assertThat(answers()).isNotEmpty();
            Files.write(file, new byte[] {'{'});
            assertThat(run(words)).isEqualTo(Typed.run(words)).isNotEqualTo(first);
        }
    }

    private void assertAnsweredFromCache(Result first, String... words) {
        delete(cache.resolve("layers"));
        assertThat(run(words)).isEqualTo(first);
        assertThat(cache.resolve("layers")).as("the layers were read anew").doesNotExist();
    }

    @Test
    void anotherQuestionIsAnsweredAnew() {
        var words = scan("--format", "table");
        run(words);
        assertAnew(typed(words).with("ANYTHING", "1"));
        assertAnew(typed(words).at(new Terminal(70, false, false)));
        assertAnew(typed(words).at(new Terminal(0, false, true)));
        assertAnew(typed(words).from(new Installation(JARS.folder(), "beef")));
        assertAnew(typed(words).by(InstantSource.offset(LATER, Duration.ofDays(1))));
        var usual = Locale.getDefault(Locale.Category.FORMAT);
        try {
            Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertAnew(typed(words));
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, usual);
        }
        assertAnew(typed(scan("--format", "table", "-q")));
        assertAnew(typed(scan("--format", "json")));
    }

    /// Shells count how deep they are.
    @Test
    void whatShellsNoteForThemselvesIsNoPartOfTheQuestion() {
        var words = scan();
        var first = typed(words).with("SHLVL", "1").with("_", "/bin/sh").run();
        delete(cache.resolve("layers"));
        assertThat(typed(words).with("SHLVL", "2").with("OLDPWD", "/").run()).isEqualTo(first);
        assertThat(cache.resolve("layers")).doesNotExist();
    }

    private void assertAnew(Typed question) {
        delete(cache.resolve("layers"));
        assertThat(question.run().status()).isZero();
        assertThat(cache.resolve("layers")).as("the layers are read").exists();
    }

    @Test
    void anotherImageUnderTheNameIsSeen() throws IOException {
        var words = scan("--format", "json");
        assertThat(run(words).out()).contains("CVE-2021-23337");
        delete(layout);
        write(image("4.17.21"));
        assertThat(run(words).out()).doesNotContain("CVE-2021-23337").contains("4.17.21");
    }

    /// Each of them, whichever it is, is needed for the answer.
    @Test
    void everyFileOfTheImageThatIsGoneOrOtherIsSeen() throws IOException {
        var words = scan("--format", "json");
        var right = run(words);
        for (var state : only(answers()).files()) {
            var file = Path.of(state.path());
            if (!Files.isRegularFile(file)) {
                continue;
            }
            var moved = Files.move(file, folder.resolve("moved"));
            assertLayersAreAsked(words);
            Files.writeString(file, "other");
            assertLayersAreAsked(words);
            Files.move(moved, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(run(words)).isEqualTo(right);
        }
    }

    /// A layer that is known is never opened, but the answer is of its blob.
    @Test
    void aLayerThatIsKnownAndNeverOpenedCountsToo() throws IOException {
        run(scan("--format", "csv"));
        run(scan("--format", "json"));
        assertThat(answers()).hasSize(2);
        assertThat(answers())
                .extracting(one -> Set.copyOf(one.files()))
                .containsOnly(Set.copyOf(answers().getFirst().files()));
    }

    private void assertLayersAreAsked(String... words) {
        delete(cache.resolve("layers"));
        var result = run(words);
        assertThat(result.status() == ExitCodes.PROBLEM || Files.exists(cache.resolve("layers")))
                .as("worked out anew: %s", result)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--config", "--vex", "--ignorefile", "--template", "--with"})
    void everyFileThatAFlagNamesCounts(String flag) throws IOException {
        var file = folder.resolve("named");
        var one = new ArrayList<>(List.of(scan(flag, file.toString())));
        if (flag.equals("--template")) {
            one.addAll(List.of("-f", "template"));
        }
        var words = one.toArray(String[]::new);
        Files.writeString(file, content(flag, "CVE-2021-23337"));
        var first = run(words);
        assertThat(first.status()).as(first.err()).isZero();
        assertAnsweredFromCache(first, words);
        Files.writeString(file, content(flag, "CVE-2020-8203"));
        assertThat(run(words)).isEqualTo(Typed.run(words)).isNotEqualTo(first);
        Files.delete(file);
        assertThat(run(words).status()).isEqualTo(ExitCodes.PROBLEM);
    }

    private static String content(String flag, String id) {
        return switch (flag) {
            case "--config" ->
                    """
                    waivers:
                      - id: %s
                        reason: known
                        owner: ann@example.org
                        approved-by: bob@example.org
                        expires: 2099-01-01
                    """
                            .formatted(id);
            case "--vex" ->
                    """
                    {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "x", "author": "Ann",
                     "timestamp": "2026-01-01T00:00:00Z", "version": 1, "statements": [
                     {"vulnerability": {"name": "%s"},
                      "products": [{"@id": "pkg:npm/lodash@4.17.20"}], "status": "fixed"}]}
                    """
                            .formatted(id);
            case "--with" ->
                    """
                    {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "other"}},
                     "results": [{"ruleId": "%s", "level": "error", "message": {"text": "x"}}]}]}
                    """
                            .formatted(id);
            default -> id + "\n";
        };
    }

    @Test
    void theAdvisoriesCount() throws IOException {
        var store = folder.resolve("store.db");
        var feed = Files.createDirectories(folder.resolve("feed"));
        advisory(feed, "GHSA-aaaa-aaaa-aaaa");
        build(feed, store);
        var words = scan("--advisories", store.toString(), "-f", "json");
        var first = run(words);
        assertThat(first.out()).contains("GHSA-aaaa-aaaa-aaaa");
        assertAnsweredFromCache(first, words);
        advisory(feed, "GHSA-bbbb-bbbb-bbbb");
        build(feed, store);
        assertThat(run(words).out()).contains("GHSA-bbbb-bbbb-bbbb");
    }

    @Test
    void aStoreThatAppearsWhereNoneWasIsUsed() throws IOException {
        var words = scan("-f", "json");
        run(words);
        var feed = Files.createDirectories(folder.resolve("feed"));
        advisory(feed, "GHSA-cccc-cccc-cccc");
        build(feed, cache.resolve("advisories.db"));
        assertThat(run(words).out()).contains("GHSA-cccc-cccc-cccc");
    }

    private static void advisory(Path feed, String id) throws IOException {
        Files.writeString(
                feed.resolve("one.json"),
                """
                {"id": "%s", "modified": "2026-01-01T00:00:00Z", "summary": "x",
                 "affected": [{"package": {"ecosystem": "npm", "name": "lodash"},
                 "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}]}
                """
                        .formatted(id));
    }

    private static void build(Path feed, Path store) {
        var built =
                Typed.run(
                        "db", "build", "--from", feed.toString(), "--advisories", store.toString());
        assertThat(built.status()).as(built.err()).isZero();
    }

    @Test
    void aBaseThatIsNotedLaterIsNamed() throws IOException {
        var base = base();
        var words = scan();
        var first = run(words);
        assertAnsweredFromCache(first, words);
        assertThat(Typed.run("base", "add", base.toString(), "--cache-dir", cache + "").status())
                .isZero();
        assertThat(run(words).out()).contains("the lowest 1 of 2").isNotEqualTo(first.out());
    }

    /// The name is looked for as a path first.
    @Test
    void aFileThatTakesTheNameIsSeen() throws IOException {
        var words = new String[] {"inventory", layout + ":1", "-f", "json"};
        var first = run(words);
        assertAnsweredFromCache(first, words);
        Files.writeString(Path.of(layout + ":1"), "FROM scratch\n");
        assertThat(run(words)).isNotEqualTo(first);
    }

    @Test
    void whatHasChangedJustNowIsNotBuiltUpon() {
        typed(scan()).by(InstantSource.system()).run();
        assertThat(answers()).isEmpty();
        typed(scan()).by(InstantSource.offset(LATER, Duration.ofMinutes(-59))).run();
        assertThat(answers()).isEmpty();
        run(scan());
        assertThat(answers()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan oci:IMAGE -v",
                "scan oci:IMAGE --no-cache",
                "scan oci:IMAGE -o json=IMAGE.json",
                "scan oci:IMAGE -o table -o json=IMAGE.json",
                "scan oci:IMAGE --vex attached",
                "scan oci:IMAGE --trust-attached-vex",
                "scan oci:IMAGE --vex IMAGE/vex",
                "scan oci:IMAGE:none",
                "scan dir:IMAGE",
                "scan IMAGE/blobs",
                "scan IMAGE/fifo",
                "explain IMAGE CVE-2021-23337",
                "inventory diff IMAGE IMAGE",
                "files IMAGE",
                "fix IMAGE",
                "--help",
                "scan --help"
            })
    void whatIsInDoubtIsNotKept(String line) throws Exception {
        Files.createDirectories(layout.resolve("vex"));
        var fifo = layout.resolve("fifo").toString();
        assertThat(new ProcessBuilder("mkfifo", fifo).start().waitFor()).isZero();
        if (line.contains("fifo")) {
            new ProcessBuilder("sh", "-c", "exec timeout 20 cat /dev/null > '" + fifo + "'")
                    .start();
        }
        run(line.replace("IMAGE", layout.toString()).split(" ", -1));
        assertThat(answers()).isEmpty();
    }

    /// A reader that goes away takes nothing from the verdict.
    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "Broken pipe"})
    void whatCouldNotBePrintedIsNotKept(String why) {
        var closed =
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException(why);
                    }
                };
        var words = scan("--fail-on", "low", "--allow-sample");
        assertThat(typed(words).run(closed).status()).isNotZero();
        assertThat(answers()).isEmpty();
        assertThat(run(words).status()).isEqualTo(ExitCodes.REFUSED);
        assertThat(answers()).hasSize(1);
    }

    /// A failure may end with the exit code that the answer would have had.
    @Test
    void aReportThatBreaksOffIsNotKept() {
        var answer = KeptAnswer.to(Optional.of(JARS), scan(), Typed.PIPE, Map.of(), LATER);
        var out = StandardOutput.to(OutputStream.nullOutputStream());
        var whole = AnswerCache.in(cache, 0, LATER);
        answer.begin(whole, ExitCodes.PROBLEM, Set.of(), out);
        out.print("{ \"half\": ");
        answer.end(ExitCodes.PROBLEM, out);
        assertThat(files()).isEmpty();

        answer.begin(whole, ExitCodes.PROBLEM, Set.of(), out);
        out.print("{}");
        answer.confirm();
        answer.drop();
        answer.end(ExitCodes.PROBLEM, out);
        assertThat(files()).isEmpty();

        answer.begin(whole, ExitCodes.PROBLEM, Set.of(), out);
        out.print("{}");
        answer.confirm();
        answer.end(ExitCodes.PROBLEM, out);
        assertThat(files()).hasSize(1);
    }

    @Test
    void byAClockThatIsSetBackNothingIsKept() {
        var times = new ArrayDeque<Instant>();
        times.add(LATER.instant());
        typed(scan()).by(() -> times.size() > 1 ? times.pop() : times.peek()).run();
        assertThat(answers()).hasSize(1);
        delete(cache);
        times.add(times.peek().minusSeconds(1));
        typed(scan()).by(() -> times.size() > 1 ? times.pop() : times.peek()).run();
        assertThat(answers()).isEmpty();
    }

    /// What there is to say was said.
    @Test
    void whatCannotBeKeptForWantOfAnythingTakesNothingFromTheRun() {
        var clock =
                new InstantSource() {
                    private boolean broken;

                    @Override
                    public Instant instant() {
                        if (broken) {
                            throw new OutOfMemoryError("simulated");
                        }
                        return LATER.instant();
                    }
                };
        var answer = KeptAnswer.to(Optional.of(JARS), scan(), Typed.PIPE, Map.of(), clock);
        var out = StandardOutput.to(OutputStream.nullOutputStream());
        answer.begin(AnswerCache.in(cache, 0, clock), 0, Set.of(), out);
        answer.confirm();
        clock.broken = true;
        answer.end(0, out);
        assertThat(answer.known(scan("--cache-dir=\0"), Map.of())).isEmpty();
    }

    @Test
    void aProgramThatIsNotKnownKeepsAndUsesNothing() {
        var words = scan();
        var unknown = Typed.typed(words).with("TIDEWAITER_CACHE_DIR", cache.toString()).by(LATER);
        assertThat(unknown.run().status()).isZero();
        assertThat(answers()).isEmpty();
        run(words);
        assertAnew(unknown);
    }

    @Test
    void aBrokenAnswerIsWorkedOutAnewAndReplaced() throws IOException {
        var words = scan("-f", "json");
        var right = run(words);
        var file = only(files());
        var whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i += whole.length / 23) {
            Files.write(file, Arrays.copyOf(whole, i));
            assertThat(run(words)).as("%d bytes", i).isEqualTo(right);
            assertThat(answers()).hasSize(1);
            var bad = whole.clone();
            bad[i] ^= 1;
            Files.write(file, bad);
            assertThat(run(words)).as("byte %d", i).isEqualTo(right);
            assertThat(answers()).hasSize(1);
        }
    }

    @Test
    void anAnswerUnderTheNameOfAnotherIsNotBelieved() throws IOException {
        var words = scan("-f", "json");
        var right = run(words);
        var file = only(files());
        run(scan("-f", "csv"));
        for (var other : files()) {
            if (!other.equals(file)) {
                Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        assertThat(run(words)).isEqualTo(right);
    }

    /// Java says which files it read; those of itself, of the program and of its cache aside, the
    /// answer must know each. Of files that are mapped it says nothing, so the store is named here.
    @ParameterizedTest
    @ValueSource(strings = {"layout", "archive", "compressed", "bill", "based"})
    void everyFileThatIsReadIsKnownToTheAnswer(String kind) throws IOException {
        var config = Files.writeString(folder.resolve("c"), content("--config", "CVE-2020-8203"));
        var vex = Files.writeString(folder.resolve("v"), content("--vex", "CVE-2020-8203"));
        var ignored = Files.writeString(folder.resolve("i"), "CVE-2020-8203\n");
        var template = Files.writeString(folder.resolve("t.html"), "{{image}}\n");
        var sarif = Files.writeString(folder.resolve("s"), content("--with", "x"));
        var store = folder.resolve("store.db");
        var feed = Files.createDirectories(folder.resolve("feed"));
        advisory(feed, "GHSA-aaaa-aaaa-aaaa");
        build(feed, store);
        Files.createDirectories(cache);
        var bases = Files.writeString(cache.resolve("bases.txt"), "");
        var image = named(kind);
        var words =
                new ArrayList<>(
                        List.of(
                                "scan",
                                image.toString(),
                                "--advisories=" + store,
                                "--config=" + config,
                                "--vex=" + vex,
                                "--ignorefile=" + ignored,
                                "--template=" + template,
                                "--with=" + sarif,
                                "--format=template"));
        var base = base();
        if (kind.equals("based")) {
            words.add("--base=" + base);
        }
        var run = typed(words.toArray(String[]::new));
        var read = filesReadBy(() -> assertThat(run.run()).returns(0, Result::status));

        var known =
                only(answers()).files().stream().map(FileState::path).collect(Collectors.toSet());
        assertThat(known).containsAll(read).contains(store.toString());
        assertThat(read)
                .contains(
                        config.toString(),
                        vex.toString(),
                        ignored.toString(),
                        template.toString(),
                        sarif.toString(),
                        (Files.isDirectory(image) ? image.resolve("index.json") : image).toString(),
                        (kind.equals("based") ? base.resolve("index.json") : bases).toString());
    }

    private Path named(String kind) throws IOException {
        var archive = DockerArchives.archive().image(image("4.17.20"), "app:1").tar().bytes();
        return switch (kind) {
            case "archive" -> Files.write(folder.resolve("image.tar"), archive);
            case "compressed" -> {
                var file = folder.resolve("image.tar.gz");
                try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
                    out.write(archive);
                }
                yield file;
            }
            case "bill" ->
                    Files.writeString(
                            folder.resolve("bill.json"),
                            run("inventory", layout.toString(), "-f", "cyclonedx", "--no-cache")
                                    .out());
            default -> layout;
        };
    }

    private Path base() throws IOException {
        var lowest = tar().file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\n");
        return OciLayouts.layout()
                .image(ImageBuilder.image().layer(lowest).build(), "1")
                .write(folder.resolve("base"));
    }

    @Test
    void theUsualConfigurationCountsAlsoWhereThereIsNone() {
        run(scan());
        assertThat(only(answers()).files())
                .contains(
                        new FileState("tidewaiter.yaml", "missing"),
                        new FileState(".tidewaiter.yaml", "missing"),
                        new FileState(cache.resolve("advisories.db").toString(), "missing"),
                        new FileState(cache.resolve("bases.txt").toString(), "missing"));
    }

    /// @return those that are neither Java's nor the program's nor the system's, but for the cache
    private Set<String> filesReadBy(Runnable work) throws IOException {
        var file = folder.resolve("recording.jfr");
        try (var recording = new Recording()) {
            recording.enable("jdk.FileRead").withThreshold(Duration.ZERO).withoutStackTrace();
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        var own = programFiles();
        own.addAll(List.of(System.getProperty("java.home"), "/proc/", "/sys/"));
        own.addAll(List.of(cache.resolve("layers") + "/", cache.resolve("answers") + "/"));
        var read = new TreeSet<String>();
        for (var event : RecordingFile.readAllEvents(file)) {
            var path = event.getString("path");
            if (path != null && own.stream().noneMatch(path::startsWith)) {
                read.add(path);
            }
        }
        return read;
    }

    /// Folders and jars, however whoever runs tests has them loaded.
    private static List<String> programFiles() {
        var files = new ArrayList<String>();
        for (var property : List.of("java.class.path", "jdk.module.path")) {
            files.addAll(List.of(System.getProperty(property, "").split(File.pathSeparator)));
        }
        if (KeptAnswerTest.class.getClassLoader() instanceof URLClassLoader loader) {
            Arrays.stream(loader.getURLs()).map(URL::getPath).forEach(files::add);
        }
        files.removeIf(String::isEmpty);
        return files;
    }

    private String[] scan(String... more) {
        var words = new ArrayList<>(List.of("scan", "oci:" + layout));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private Result run(String... words) {
        return typed(words).run();
    }

    private Typed typed(String... words) {
        return Typed.typed(words)
                .with("TIDEWAITER_CACHE_DIR", cache.toString())
                .from(JARS)
                .by(LATER);
    }

    private List<Answer> answers() {
        return files().stream()
                .map(file -> new Digest("sha256", file.getFileName().toString()))
                .map(question -> AnswerCache.in(cache, 0, LATER).find(question).orElseThrow())
                .toList();
    }

    private List<Path> files() {
        try (var files = Files.list(cache.resolve("answers"))) {
            return files.toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.getFirst();
    }

    private static void delete(Path tree) {
        try {
            Files.walkFileTree(
                    tree,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                                throws IOException {
                            Files.delete(folder);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException _) {
            return; // there is none
        }
    }
}
