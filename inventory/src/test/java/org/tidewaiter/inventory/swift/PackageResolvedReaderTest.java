package org.tidewaiter.inventory.swift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class PackageResolvedReaderTest {
    private final ReadFile resolved =
            new ReadFile(new PackageResolvedReader(), "app/Package.resolved");

    @ParameterizedTest
    @CsvSource({
        "https://github.com/apple/swift-nio.git, pkg:swift/github.com/apple/swift-nio@2.58.0",
        "https://github.com/apple/swift-nio, pkg:swift/github.com/apple/swift-nio@2.58.0",
        "git@gitlab.example:team/sub/a.git, pkg:swift/gitlab.example/team/sub/a@2.58.0",
        "ssh://git@example.org:22/team/a, pkg:swift/example.org/team/a@2.58.0"
    })
    void aPackageIsNamedAfterItsRepository(String location, String purl) throws Exception {
        var state = "\"state\": {\"revision\": \"0123abc\", \"version\": \"2.58.0\"}";
        assertThat(
                        resolved.purls(
                                "{\"version\": 2, \"pins\": [{\"location\": \"%s\", %s}]}"
                                        .formatted(location, state)))
                .containsExactly(purl);
        assertThat(
                        resolved.purls(
                                "{\"version\": 1, \"object\": {\"pins\": [{\"repositoryURL\": \"%s\", %s}]}}"
                                        .formatted(location, state)))
                .containsExactly(purl);
    }

    @Test
    void aPackagePinnedToACommitHasNoVersion() throws Exception {
        assertThat(
                        resolved.purls(
                                """
                                {"version": 2, "pins": [
                                  {"kind": "remoteSourceControl",
                                   "location": "https://example.org/team/a.git",
                                   "state": {"branch": "main", "revision": "0123abc"}},
                                  {"kind": "localSourceControl", "location": "/src/mine",
                                   "state": {"version": "1.0.0"}}]}
                                """))
                .containsExactly(
                        "pkg:swift/example.org/team/a?vcs_url=git%2Bhttps://example.org/team/a.git"
                                + "%400123abc");
    }

    @Test
    void aPackageFromNowhereIsAGap() throws Exception {
        assertThat(resolved.read("{\"pins\": [{\"identity\": \"a\"}]}").gaps())
                .containsExactly("a package from nowhere: ''");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]"})
    void whatIsNoLockFileIsRefused(String text) {
        assertThatThrownBy(() -> resolved.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        resolved.readOrRefuse(bytes);
    }
}
