package org.tidewaiter.inventory.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class BunLockReaderTest {
    private final ReadFile lock = new ReadFile(new BunLockReader(), "app/bun.lock");

    @Test
    void everyPackageIsDeclaredByItsRealName() throws Exception {
        var text =
                """
                {
                  "lockfileVersion": 1,
                  "workspaces": {"": {"name": "app", "dependencies": {"a": "^1.0.0",},},},
                  "packages": {
                    "a": ["a@1.0.0", "", { "dependencies": { "b": "2" } }, "sha512-aa=="],

                    "a/b": ["b@2.0.0", "", {}, "sha512-aa=="],

                    "@s/old": ["@s/real@3.0.0", "", {}, "sha512-aa=="],

                    "git": ["git@github:someone/git#0123abc", {}, "someone-git-0123abc"],

                    "mine": ["mine@workspace:packages/mine"],
                  }
                }
                """;
        assertThat(lock.purls(text))
                .containsExactly(
                        "pkg:npm/a@1.0.0",
                        "pkg:npm/b@2.0.0",
                        "pkg:npm/%40s/real@3.0.0",
                        "pkg:npm/git?vcs_url=git%2Bhttps://github.com/someone/git%400123abc");
        assertThat(ReadFile.packages(lock.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void whatAPackageNeedsIsTheNearestOfThatName() throws Exception {
        assertThat(
                        ReadFile.needs(
                                lock.read(
                                        """
                                        {"lockfileVersion": 1, "packages": {
                                          "@s/a": ["@s/a@1", {"dependencies": {"b": "", "@s/c": ""}}],
                                          "b": ["b@1", {"optionalDependencies": {"@s/c": ""}}],
                                          "@s/a/b": ["b@2", {"dependencies": {"@s/c": "", "d": ""}}],
                                          "@s/c": ["@s/c@1"], "@s/a/@s/c": ["@s/c@2"]}}
                                        """)))
                .containsExactly(
                        "pkg:npm/%40s/a@1 needs [[b@2], [@s/c@2]] provides []",
                        "pkg:npm/b@1 needs [[@s/c@1]] provides []",
                        "pkg:npm/b@2 needs [[@s/c@2]] provides []");
    }

    @Test
    @Timeout(20)
    void pathsThatNestDeeperThanAnyInstallAreRefused() {
        var needs = new StringJoiner(",");
        for (int i = 0; i < 50_000; i++) {
            needs.add("\"n%d\":\"\"".formatted(i));
        }
        var bytes =
                """
                {"lockfileVersion": 1, "packages": {"%s": ["a@1", {"dependencies": {%s}}]}}
                """
                        .formatted(String.join("/", Collections.nCopies(100_000, "a")), needs)
                        .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> lock.reader().read(ClaimedFile.of(lock.path(), bytes)))
                .isInstanceOf(MalformedFileException.class);
    }

    @Test
    void aPackageWithoutAVersionIsAGap() throws Exception {
        assertThat(lock.read("{\"lockfileVersion\": 1, \"packages\": {\"a\": []}}").gaps())
                .containsExactly("'a' has no version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"lockfileVersion\": 1"})
    void whatIsNoLockFileIsRefused(String text) {
        assertThatThrownBy(() -> lock.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        lock.readOrRefuse(bytes);
    }
}
