package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.inventory.BuiltLayers.inventory;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.model.Purl;

/// What a lock file asks for needs what the same file says.
class LockedDependenciesTest {
    static Stream<Arguments> locks() {
        return Stream.of(
                lock(
                        "poetry.lock",
                        """
                        [[package]]
                        name = "requests"
                        version = "2.32.3"
                        [package.dependencies]
                        urllib3 = ">=1.21.1,<3"
                        PySocks = {version = ">=1.5.6", optional = true}
                        [[package]]
                        name = "urllib3"
                        version = "2.2.2"
                        """,
                        "requests 2.32.3 -> urllib3 2.2.2"),
                lock(
                        "uv.lock",
                        """
                        [[package]]
                        name = "app"
                        version = "0.1.0"
                        source = { editable = "." }
                        dependencies = [{ name = "requests" }]
                        [[package]]
                        name = "requests"
                        version = "2.32.3"
                        dependencies = [{ name = "urllib3", version = "2.2.2", marker = "sys_platform == 'linux'" }]
                        [[package]]
                        name = "urllib3"
                        version = "1.26.20"
                        [[package]]
                        name = "urllib3"
                        version = "2.2.2"
                        """,
                        "requests 2.32.3 -> urllib3 2.2.2"),
                lock(
                        "pdm.lock",
                        """
                        [[package]]
                        name = "requests"
                        version = "2.32.3"
                        dependencies = ["urllib3<3,>=1.21.1", "typing_extensions>=4; python_version < \\"3.8\\""]
                        [[package]]
                        name = "urllib3"
                        version = "2.2.2"
                        [[package]]
                        name = "typing-extensions"
                        version = "4.12.2"
                        """,
                        "requests 2.32.3 -> typing-extensions 4.12.2, urllib3 2.2.2"),
                lock(
                        "pylock.toml",
                        """
                        lock-version = "1.0"
                        [[packages]]
                        name = "requests"
                        version = "2.32.3"
                        dependencies = [{ name = "urllib3" }]
                        [[packages]]
                        name = "urllib3"
                        version = "2.2.2"
                        """,
                        "requests 2.32.3 -> urllib3 2.2.2"),
                lock(
                        "package-lock.json",
                        """
                        {"lockfileVersion": 3, "packages": {
                          "": {"name": "app", "dependencies": {"a": "^1"}},
                          "node_modules/a": {"version": "1.0.0", "dependencies": {"b": "^2", "other": "1"}},
                          "node_modules/a/node_modules/b": {"version": "2.0.0", "optionalDependencies": {"c": "*"}},
                          "node_modules/b": {"version": "1.0.0"},
                          "node_modules/c": {"version": "3.0.0"},
                          "node_modules/other": {"name": "@real/one", "version": "1.0.0"}}}
                        """,
                        "a 1.0.0 -> @real/one 1.0.0, b 2.0.0; b 2.0.0 -> c 3.0.0"),
                lock(
                        "yarn.lock",
                        """
                        # yarn lockfile v1

                        a@^1.0.0:
                          version "1.0.0"
                          dependencies:
                            "@s/b" "^2.0.0"
                            c "1.x"

                        "@s/b@^1.0.0":
                          version "1.0.0"

                        "@s/b@^2.0.0", "@s/b@^2.1.0":
                          version "2.2.0"

                        c@1.x:
                          version "1.9.0"
                        """,
                        "a 1.0.0 -> @s/b 2.2.0, c 1.9.0"),
                lock(
                        "yarn.lock",
                        """
                        __metadata:
                          version: 8
                        "a@npm:^1.0.0":
                          version: 1.0.0
                          resolution: "a@npm:1.0.0"
                          dependencies:
                            b: "npm:^2.0.0"
                            c: ^3.0.0
                        "b@npm:^2.0.0, b@npm:^2.1.0":
                          version: 2.2.0
                          resolution: "b@npm:2.2.0"
                        "b@npm:^1.0.0":
                          version: 1.0.0
                          resolution: "b@npm:1.0.0"
                        "c@npm:^3.0.0":
                          version: 3.0.0
                          resolution: "c@npm:3.0.0"
                        """,
                        "a 1.0.0 -> b 2.2.0, c 3.0.0"),
                lock(
                        "pnpm-lock.yaml",
                        """
                        lockfileVersion: '9.0'
                        importers:
                          .:
                            dependencies:
                              a:
                                specifier: ^1.0.0
                                version: 1.0.0(b@2.0.0)
                              b:
                                specifier: ^1.0.0
                                version: 1.0.0
                        packages:
                          a@1.0.0:
                            resolution: {integrity: sha512-x}
                          b@1.0.0:
                            resolution: {integrity: sha512-x}
                          b@2.0.0:
                            resolution: {integrity: sha512-x}
                        snapshots:
                          a@1.0.0(b@2.0.0):
                            dependencies:
                              b: 2.0.0
                              old: b@1.0.0
                          b@1.0.0: {}
                          b@2.0.0: {}
                        """,
                        "a 1.0.0 -> b 1.0.0, b 2.0.0"),
                lock(
                        "pnpm-lock.yaml",
                        """
                        lockfileVersion: 5.4
                        packages:
                          /a/1.0.0_b@2.0.0:
                            resolution: {integrity: sha512-x}
                            dependencies:
                              b: 2.0.0
                              '@s/c': 1.0.0_b@2.0.0
                              alias: /b/1.0.0
                          /b/1.0.0:
                            resolution: {integrity: sha512-x}
                          /b/2.0.0:
                            resolution: {integrity: sha512-x}
                          /@s/c/1.0.0_b@2.0.0:
                            resolution: {integrity: sha512-x}
                        """,
                        "a 1.0.0 -> @s/c 1.0.0, b 1.0.0, b 2.0.0"),
                lock(
                        "bun.lock",
                        """
                        {"lockfileVersion": 1, "packages": {
                          "a": ["a@1.0.0", "", {"dependencies": {"b": "^2", "@s/c": "1"}}, "sha512-x"],
                          "a/b": ["b@2.0.0", "", {"dependencies": {"@s/c": "1"}}, "sha512-x"],
                          "b": ["b@1.0.0", "", {}, "sha512-x"],
                          "@s/c": ["@s/c@1.0.0", "", {}, "sha512-x"],}}
                        """,
                        "a 1.0.0 -> @s/c 1.0.0, b 2.0.0; b 2.0.0 -> @s/c 1.0.0"),
                lock(
                        "packages.lock.json",
                        """
                        {"version": 1, "dependencies": {
                          "net8.0": {
                            "A": {"type": "Direct", "resolved": "1.0.0", "dependencies": {"b.core": "1.0.0"}},
                            "B.Core": {"type": "Transitive", "resolved": "1.5.0"}},
                          "net6.0": {"B.Core": {"type": "Transitive", "resolved": "1.4.0"}}}}
                        """,
                        "A 1.0.0 -> B.Core 1.5.0"),
                lock(
                        "obj/project.assets.json",
                        """
                        {"version": 3,
                         "targets": {"net8.0": {
                           "A/1.0.0": {"type": "package", "dependencies": {"B": "1.0.0"}},
                           "B/1.5.0": {"type": "package"}}},
                         "libraries": {"A/1.0.0": {"type": "package"}, "B/1.5.0": {"type": "package"}}}
                        """,
                        "A 1.0.0 -> B 1.5.0"),
                lock(
                        "Gemfile.lock",
                        """
                        GEM
                          remote: https://rubygems.org/
                          specs:
                            rack-test (2.1.0)
                              rack (>= 1.3)
                            rack (3.1.7)

                        DEPENDENCIES
                          rack-test
                        """,
                        "rack-test 2.1.0 -> rack 3.1.7"),
                lock(
                        "mix.lock",
                        """
                        %{
                          "plug": {:hex, :plug, "1.16.1", "aa", [:mix], [{:mime, "~> 1.0", [hex: :mime, repo: "hexpm", optional: false]}, {:telemetry, "~> 1.0", [hex: :telemetry, repo: "hexpm", optional: false]}], "hexpm", "bb"},
                          "mime": {:hex, :mime, "2.0.6", "aa", [:mix], [], "hexpm", "bb"},
                        }
                        """,
                        "plug 1.16.1 -> mime 2.0.6"),
                lock(
                        "Podfile.lock",
                        """
                        PODS:
                          - App/Core (1.0.0):
                            - Net/TLS (~> 2.0)
                            - App/Base
                          - App/Base (1.0.0)
                          - Net/TLS (2.1.0)
                        """,
                        "App 1.0.0 -> Net 2.1.0"),
                lock(
                        "Manifest.toml",
                        """
                        manifest_format = "2.0"
                        [[deps.A]]
                        deps = ["B", "Dates"]
                        git-tree-sha1 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                        uuid = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"
                        version = "1.0.0"
                        [[deps.B]]
                        git-tree-sha1 = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                        uuid = "bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb"
                        version = "2.0.0"
                        """,
                        "A 1.0.0 -> B 2.0.0"),
                lock(
                        "conda-lock.yml",
                        """
                        version: 1
                        package:
                        - name: numpy
                          version: 2.0.0
                          manager: conda
                          platform: linux-64
                          dependencies: {python: '>=3.9', __glibc: '>=2.17'}
                          url: https://conda.anaconda.org/conda-forge/linux-64/numpy-2.0.0-py312_0.conda
                          category: main
                        - name: python
                          version: 3.12.5
                          manager: conda
                          platform: linux-64
                          dependencies: {}
                          url: https://conda.anaconda.org/conda-forge/linux-64/python-3.12.5-h1_0.conda
                          category: main
                        """,
                        "numpy 2.0.0 -> python 3.12.5"));
    }

    private static Arguments lock(String path, String text, String edges) {
        return Arguments.of(path, text, edges);
    }

    @ParameterizedTest
    @MethodSource("locks")
    void aLockFileSaysWhatNeedsWhat(String path, String text, String edges) throws Exception {
        var said =
                inventory(tar().file("srv/app/" + path, text)).dependencies().stream()
                        .map(one ->
                                named(one.of())
                                        + " -> "
                                        + String.join(
                                                ", ",
                                                one.on().stream()
                                                        .map(LockedDependenciesTest::named)
                                                        .toList()))
                        .toList();
        assertThat(String.join("; ", said)).isEqualTo(edges);
    }

    private static String named(Purl purl) {
        return purl.ecosystemName() + " " + purl.version();
    }
}
