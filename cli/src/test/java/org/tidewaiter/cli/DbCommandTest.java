package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.cli.Typed.Result;

/// The commands that keep and show the advisories.
class DbCommandTest {
    private static final String RECORD =
            """
            {"id": "GHSA-aaaa-bbbb-cccc", "modified": "2026-11-20T00:00:00Z",
             "aliases": ["CVE-2026-1"], "summary": "It breaks",
             "affected": [{"package": {"ecosystem": "npm", "name": "left-pad"},
              "ranges": [{"type": "SEMVER",
               "events": [{"introduced": "0"}, {"fixed": "1.3.1"}]}]}]}
            """;

    @TempDir Path folder;

    @BeforeEach
    void aFeed() throws IOException {
        Files.createDirectories(folder.resolve("feeds/npm"));
        Files.writeString(folder.resolve("feeds/npm/GHSA-aaaa-bbbb-cccc.json"), RECORD);
    }

    @Test
    void whatIsBuiltIsWhatIsShownAndSearched() {
        var built = build();
        assertThat(built.status()).isZero();
        assertThat(built.out()).contains("advisories  1 (0 withdrawn)");
        assertThat(built.err()).isEmpty();
        assertThat(run("db", "info").out()).isEqualTo(built.out());
        assertThat(run("db", "info", "--verify").out()).isEqualTo(built.out());
        for (var query : new String[] {"CVE-2026-1", "GHSA-aaaa-bbbb-cccc", "left-pad"}) {
            assertThat(run("db", "search", query).out())
                    .as(query)
                    .contains("GHSA-aaaa-bbbb-cccc", "It breaks", "from 0, fixed in 1.3.1");
        }
    }

    @Test
    void withoutAStoreThereIsTheSample() {
        assertThat(run("db", "info").out()).contains("the built-in sample", "tidewaiter db update");
    }

    @Test
    void theCountIsShownOnATerminalAndLeavesNothing() {
        var shown = here("db", "build", "--from", feeds()).at(new Terminal(80, true, true)).run();
        assertThat(shown.err()).endsWith("\r\u001b[K");
        for (var flag : new String[] {"-q", "--no-progress", "-v"}) {
            var hidden = here("db", "build", "--from", feeds(), flag);
            assertThat(hidden.at(new Terminal(80, true, true)).run().err()).as(flag).isEmpty();
        }
    }

    @Test
    void aFolderWithoutAdvisoriesIsAProblem() throws IOException {
        var empty = Files.createDirectory(folder.resolve("empty"));
        var result = run("db", "build", "--from", empty.toString());
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("error[feeds-empty]: ");
    }

    @Test
    void aStoreThatCannotBeWrittenIsNamed() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        var store = file.resolve("store.db").toString();
        var result = run("db", "build", "--from", feeds(), "--advisories", store);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("error[advisories-unwritable]: ").contains(store);
    }

    @Test
    void whatIsNotInTheStoreIsAProblem() {
        build();
        var result = run("db", "search", "CVE-1999-1");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("error[advisory-not-found]: ").contains("CVE-1999-1");
    }

    @Test
    void aMirrorHasAnAddress() {
        assertThat(run("db", "update", "--mirror", "mirror").err())
                .startsWith("error[usage]: 'mirror' is no address of a mirror");
    }

    private Result build() {
        return run("db", "build", "--from", feeds());
    }

    private String feeds() {
        return folder.resolve("feeds").toString();
    }

    private Result run(String... words) {
        return here(words).run();
    }

    private Typed here(String... words) {
        return typed(words).with("TIDEWAITER_CACHE_DIR", folder.resolve("cache").toString());
    }
}
