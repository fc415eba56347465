package org.tidewaiter.inventory.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;

/// The lock files of Pipenv, uv and PDM, and the one that all share.
class PythonLockFilesTest {
    private final ReadFile pipfile = new ReadFile(new PipfileLockReader(), "app/Pipfile.lock");
    private final ReadFile uv = new ReadFile(new UvLockReader(), "app/uv.lock");
    private final ReadFile pdm = new ReadFile(new PdmLockReader(), "app/pdm.lock");
    private final ReadFile pylock = new ReadFile(new PylockReader(), "app/pylock.toml");

    @Test
    void pipenvListsByCategoryAndDevelopmentIsLeftOut() throws Exception {
        var text =
                """
                {"_meta": {"pipfile-spec": 6},
                 "default": {
                   "Flask": {"version": "==2.3.3"},
                   "a": {"git": "https://example.org/a.git", "ref": "0123abc"},
                   "mine": {"editable": true, "path": "."}},
                 "extra": {"click": {"version": "===8.1.7"}},
                 "develop": {"pytest": {"version": "==7.4.2"}}}
                """;
        assertThat(pipfile.purls(text))
                .containsExactly(
                        "pkg:pypi/flask@2.3.3",
                        "pkg:pypi/a?vcs_url=git%2Bhttps://example.org/a.git%400123abc",
                        "pkg:pypi/click@8.1.7");
        assertThat(ReadFile.packages(pipfile.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void uvIsFollowedFromTheProjectsOwnPackages() throws Exception {
        var text =
                """
                version = 1

                [[package]]
                name = "app"
                version = "0.1.0"
                source = { virtual = "." }
                dependencies = [{ name = "requests", extra = ["socks"] }]
                [package.optional-dependencies]
                fast = [{ name = "orjson" }]
                [package.dev-dependencies]
                dev = [{ name = "pytest" }]

                [[package]]
                name = "requests"
                version = "2.31.0"
                source = { registry = "https://pypi.org/simple" }
                dependencies = [{ name = "idna" }]
                [package.optional-dependencies]
                socks = [{ name = "pysocks" }]
                security = [{ name = "unused" }]

                [[package]]
                name = "idna"
                version = "3.4"
                source = { git = "https://example.org/idna.git?rev=main#0123abc" }

                [[package]]
                name = "pysocks"
                version = "1.7.1"
                source = { registry = "https://pypi.org/simple" }

                [[package]]
                name = "orjson"
                version = "3.9.0"
                source = { registry = "https://pypi.org/simple" }

                [[package]]
                name = "pytest"
                version = "7.4.2"
                source = { registry = "https://pypi.org/simple" }

                [[package]]
                name = "unused"
                version = "1.0"
                source = { registry = "https://pypi.org/simple" }
                """;
        assertThat(uv.purls(text))
                .containsExactly(
                        "pkg:pypi/requests@2.31.0",
                        "pkg:pypi/idna@3.4?vcs_url=git%2Bhttps://example.org/idna.git%400123abc",
                        "pkg:pypi/pysocks@1.7.1",
                        "pkg:pypi/orjson@3.9.0");
    }

    @Test
    void pdmSaysTheGroupsThatNeedAPackage() throws Exception {
        assertThat(
                        pdm.purls(
                                """
                                [metadata]
                                groups = ["default", "dev"]

                                [[package]]
                                name = "flask"
                                version = "2.3.3"
                                groups = ["default", "dev"]

                                [[package]]
                                name = "pytest"
                                version = "7.4.2"
                                groups = ["dev"]

                                [[package]]
                                name = "a"
                                version = "1.0"
                                git = "https://example.org/a.git"
                                revision = "0123abc"

                                [[package]]
                                name = "mine"
                                version = "0.1"
                                path = "./mine"
                                """))
                .containsExactly(
                        "pkg:pypi/flask@2.3.3",
                        "pkg:pypi/a@1.0?vcs_url=git%2Bhttps://example.org/a.git%400123abc");
    }

    @Test
    void theSharedFormNeedsNoVersionForWhatIsFromGit() throws Exception {
        assertThat(
                        pylock.purls(
                                """
                                lock-version = "1.0"
                                created-by = "uv"

                                [[packages]]
                                name = "flask"
                                version = "2.3.3"

                                [[packages]]
                                name = "a"
                                vcs = { type = "git", url = "https://example.org/a.git", commit-id = "0123abc" }

                                [[packages]]
                                name = "mine"
                                directory = { path = "." }
                                """))
                .containsExactly(
                        "pkg:pypi/flask@2.3.3",
                        "pkg:pypi/a?vcs_url=git%2Bhttps://example.org/a.git%400123abc");
    }

    @Test
    void aPackageWithoutAVersionIsAGap() throws Exception {
        var toml = "lock-version = '1'\n[[%s]]\nname = 'a'\nsource = { registry = 'x' }\n";
        for (var reading :
                List.of(
                        pipfile.read("{\"_meta\": {}, \"default\": {\"a\": {}}}"),
                        uv.read(toml.formatted("package")),
                        pdm.read(toml.formatted("package")),
                        pylock.read(toml.formatted("packages")))) {
            assertThat(reading.gaps())
                    .containsExactly("a package without a usable name and version: 'a'");
        }
    }

    @Test
    void whatIsNoLockFileIsRefused() {
        for (var form : List.of(pipfile, uv, pdm, pylock)) {
            assertThatThrownBy(() -> form.read("<<<<<<< HEAD\n"))
                    .isInstanceOf(MalformedFileException.class);
        }
        assertThatThrownBy(() -> pipfile.read("{}")).isInstanceOf(MalformedFileException.class);
        assertThatThrownBy(() -> pylock.read("a = 1")).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void aLockFileInsideOfAnInstalledPackageIsNotTheImagesOwn() throws Exception {
        assertThat(
                        new ReadFile(
                                        new UvLockReader(),
                                        "usr/lib/python3/site-packages/a/tests/uv.lock")
                                .read("[[package]]\nname = 'a'\nversion = '1'\n"))
                .isEqualTo(Reading.NOTHING);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        for (var form : List.of(pipfile, uv, pdm, pylock)) {
            form.readOrRefuse(bytes);
        }
    }
}
