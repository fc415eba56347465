package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A host is recorded here and judged there.
class BenchFactsTest {
    @TempDir private Path folder;
    private Path root;

    @BeforeEach
    void aHost() throws Exception {
        root = folder.resolve("root");
        var file = Files.createDirectories(root.resolve("etc/docker")).resolve("daemon.json");
        Files.writeString(file, "{\"userland-proxy\":true}");
    }

    private static Typed.Result bench(Object... words) {
        return Typed.typed(
                        Stream.concat(
                                        Stream.of("bench"),
                                        Arrays.stream(words).map(Object::toString))
                                .toArray(String[]::new))
                .run();
    }

    private Path collected(Object... more) {
        var file = folder.resolve("host.facts.json");
        var words = Stream.of("collect", "--root", root, "--output", file);
        var result = bench(Stream.concat(words, Stream.of(more)).toArray());
        assertThat(result.status()).as(result.err()).isZero();
        return file;
    }

    private Path key(String name) {
        var made = Typed.typed("key", "generate", "--name", folder.resolve(name).toString()).run();
        assertThat(made.status()).as(made.err()).isZero();
        return folder.resolve(name + ".key");
    }

    @Test
    void recordedFactsAreJudgedAsTheHostIs() {
        var facts = collected();
        var there = bench("docker", "--facts", facts, "--show-passed");
        assertThat(there.status()).isZero();
        assertThat(there.out())
                .contains("read: /etc/docker/daemon.json: userland-proxy: true")
                .contains("recorded in " + facts)
                .contains("its facts are not signed: nobody vouches for them");
        assertThat(controls(there.out()))
                .isEqualTo(controls(bench("docker", "--root", root, "--show-passed").out()));
    }

    /// Without the head, which tells when it was asked.
    private static String controls(String table) {
        return table.substring(table.indexOf("1  Host"));
    }

    @Test
    void factsThatAreSignedByTheKeyAreJudged() {
        var signer = key("fleet");
        var facts = collected("--key", signer);
        var judged = bench("docker", "--facts", facts, "--facts-key", folder.resolve("fleet.pub"));
        assertThat(judged.status()).as(judged.err()).isZero();
        assertThat(judged.out()).contains("its facts are signed by", "userland-proxy: true");
        assertThat(bench("docker", "--facts", facts).out())
                .contains("its facts are signed, and nobody looked by whom");
    }

    @Test
    void factsOfAnotherKeyOrOfNoneOrThatWereChangedAreNotJudged() throws Exception {
        key("other");
        var pub = folder.resolve("other.pub");
        assertThat(bench("docker", "--facts", collected("--key", key("fleet")), "--facts-key", pub))
                .satisfies(BenchFactsTest::isNotTrusted);
        assertThat(bench("docker", "--facts", collected(), "--facts-key", pub))
                .satisfies(BenchFactsTest::isNotTrusted);

        var facts = collected("--key", folder.resolve("other.key"));
        var text = Files.readString(facts);
        int place = text.indexOf("\"payload\"") + 40;
        var other = text.charAt(place) == 'A' ? 'B' : 'A';
        Files.writeString(facts, text.substring(0, place) + other + text.substring(place + 1));
        assertThat(bench("docker", "--facts", facts, "--facts-key", pub))
                .satisfies(BenchFactsTest::isNotTrusted);
    }

    private static void isNotTrusted(Typed.Result result) {
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("error[facts-not-trusted]");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void whatHoldsNoFactsIsAProblem() throws Exception {
        var file = Files.writeString(folder.resolve("no.json"), "{\"schema\":\"other\"}");
        assertThat(bench("docker", "--facts", file).err())
                .contains("error[facts-unreadable]", "'schema' is not tidewaiter-host-facts-1");
        assertThat(bench("docker", "--facts", folder.resolve("none")).err())
                .contains("error[facts-unreadable]");
        Files.writeString(file, "{\"payloadType\":\"x\",\"payload\":\"eA==\",\"signatures\":[]}");
        assertThat(bench("docker", "--facts", file).err()).contains("error[facts-unreadable]");
    }

    @Test
    void factsAndAHostTogetherAreWrongUse() {
        assertThat(bench("docker", "--facts", "f", "--root", root).err()).contains("error[usage]");
        assertThat(bench("docker", "--facts-key", "k").err()).contains("error[usage]");
    }
}
