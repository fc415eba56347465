package org.tidewaiter.inventory.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.testkit.Property;

class PackageLockReaderTest {
    private static final String PATH = "app/package-lock.json";

    private final PackageLockReader reader = new PackageLockReader();

    @Test
    void versionThreeListsPackagesByPath() throws Exception {
        assertThat(
                        purls(
                                """
                                {'name': 'app', 'lockfileVersion': 3, 'packages': {
                                  '': {'name': 'app', 'version': '1.0.0'},
                                  'node_modules/a': {'version': '1.2.3'},
                                  'node_modules/a/node_modules/@s/b': {'version': '2.0.0'},
                                  'node_modules/c': {'version': '3.0.0', 'optional': true},
                                  'node_modules/d': {'version': '4.0.0', 'inBundle': true}}}
                                """))
                .containsExactly(
                        "pkg:npm/a@1.2.3",
                        "pkg:npm/%40s/b@2.0.0",
                        "pkg:npm/c@3.0.0",
                        "pkg:npm/d@4.0.0");
    }

    @Test
    void whatAPackageNeedsIsTheNearestOfThatName() throws Exception {
        assertThat(
                        ReadFile.needs(
                                read(
                                        """
                                        {'lockfileVersion': 3, 'packages': {
                                          'node_modules/a': {'version': '1',
                                            'dependencies': {'b': '', 'gone': ''}},
                                          'node_modules/b': {'name': 'real', 'version': '1',
                                            'optionalDependencies': {'@s/c': ''}},
                                          'node_modules/a/node_modules/b': {'version': '2',
                                            'dependencies': {'@s/c': ''}},
                                          'node_modules/@s/c': {'version': '1'},
                                          'sub/node_modules/d': {'version': '1',
                                            'dependencies': {'b': '', '@s/c': ''}},
                                          'sub/node_modules/@s/c': {'version': '3'}}}
                                        """)))
                .containsExactly(
                        "pkg:npm/a@1 needs [[b@2]] provides []",
                        "pkg:npm/real@1 needs [[@s/c@1]] provides []",
                        "pkg:npm/b@2 needs [[@s/c@1]] provides []",
                        "pkg:npm/d@1 needs [[real@1], [@s/c@3]] provides []");
    }

    @Test
    @Timeout(20)
    void pathsThatNestDeeperThanAnyInstallAreRefused() {
        var needs = new StringJoiner(",");
        for (int i = 0; i < 200_000; i++) {
            needs.add("'n%d': ''".formatted(i));
        }
        var text =
                "{'packages': {'%s': {'version': '1', 'dependencies': {%s}}}}"
                        .formatted("node_modules/a/".repeat(3_000) + "node_modules/a", needs);
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void versionTwoIsReadFromItsPackagesOnly() throws Exception {
        assertThat(
                        purls(
                                """
                                {'lockfileVersion': 2,
                                 'packages': {'node_modules/a': {'version': '1.0.0'}},
                                 'dependencies': {'a': {'version': '9.9.9'}}}
                                """))
                .containsExactly("pkg:npm/a@1.0.0");
    }

    @Test
    void versionOneNestsDependencies() throws Exception {
        assertThat(
                        purls(
                                """
                                {'lockfileVersion': 1, 'dependencies': {
                                  'a': {'version': '1.0.0', 'dependencies': {
                                    '@s/b': {'version': '2.0.0', 'bundled': true}}},
                                  'c': {'version': '3.0.0', 'dev': true}}}
                                """))
                .containsExactly("pkg:npm/a@1.0.0", "pkg:npm/%40s/b@2.0.0");
    }

    @Test
    void anAliasGivesTheNameOfWhatIsInstalled() throws Exception {
        assertThat(
                        purls(
                                """
                                {'lockfileVersion': 3, 'packages': {
                                  'node_modules/old': {'name': 'lodash', 'version': '3.0.0'}}}
                                """))
                .containsExactly("pkg:npm/lodash@3.0.0");
        assertThat(
                        purls(
                                """
                                {'lockfileVersion': 1, 'dependencies': {
                                  'old': {'version': 'npm:@s/lodash@3.0.0'}}}
                                """))
                .containsExactly("pkg:npm/%40s/lodash@3.0.0");
    }

    @Test
    void workspacesAndWhatOnlyDevelopmentNeedsAreLeftOut() throws Exception {
        var reading =
                read(
                        """
                        {'lockfileVersion': 3, 'packages': {
                          'packages/mine': {'name': 'mine', 'version': '1.0.0'},
                          'node_modules/mine': {'resolved': 'packages/mine', 'link': true},
                          'node_modules/jest': {'version': '29.0.0', 'dev': true}}}
                        """);
        assertThat(reading).isEqualTo(Reading.NOTHING);
    }

    @Test
    void aPackageFromGitSaysWhichCommit() throws Exception {
        assertThat(
                        purls(
                                """
                                {'lockfileVersion': 3, 'packages': {'node_modules/a': {
                                  'version': '1.0.0',
                                  'resolved': 'git+ssh://git@example.org/a.git#0123abc'}}}
                                """))
                .containsExactly(
                        "pkg:npm/a@1.0.0?vcs_url=git%2Bssh://git%40example.org/a.git%400123abc");
        assertThat(
                        purls(
                                """
                                {'lockfileVersion': 1, 'dependencies': {
                                  'a': {'version': 'github:someone/a#0123abc'}}}
                                """))
                .containsExactly("pkg:npm/a?vcs_url=git%2Bhttps://github.com/someone/a%400123abc");
    }

    @Test
    void whatHasNoVersionIsAGapAndNotAPackage() throws Exception {
        var reading =
                read(
                        """
                        {'lockfileVersion': 1, 'dependencies': {
                          'a': {'version': 'file:../a.tgz'},
                          'b': {}}}
                        """);
        assertThat(reading.observations()).isEmpty();
        assertThat(reading.gaps())
                .containsExactly(
                        "'a' comes from 'file:../a.tgz', its version is not said",
                        "'b' has no version");
    }

    @Test
    void whatIsListedIsDeclaredOnly() throws Exception {
        assertThat(
                        read("{'lockfileVersion': 3, 'packages': {'node_modules/a': {'version': '1'}}}")
                                .observations())
                .allMatch(seen -> ((PackageSeen) seen).declared());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/node_modules/.package-lock.json",
                "app/node_modules/a/npm-shrinkwrap.json",
                "node_modules/a/package-lock.json",
                "var/lib/gems/3.1.0/gems/a-1.0/package-lock.json"
            })
    void aLockFileInsideOfAnInstalledPackageIsNotTheImagesOwn(String path) throws Exception {
        assertThat(
                        reader.read(
                                ClaimedFile.of(
                                        path,
                                        "{\"packages\":{\"node_modules/a\":{\"version\":\"1\"}}}")))
                .isEqualTo(Reading.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{'packages': {'a': {}, 'a': {}}}"})
    void whatIsNoLockFileIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void aThousandBrokenNamesMakeAShortListOfGaps() throws Exception {
        var json = new StringBuilder("{'packages': {");
        for (int i = 0; i < 1000; i++) {
            json.append("'node_modules/.").append(i).append("x".repeat(400)).append("': {},");
        }
        var reading = read(json.append("'': {}}}").toString());
        assertThat(reading.gaps()).hasSize(101).allMatch(gap -> gap.length() < 300);
    }

    @Test
    void allVersionsOfOneLockFileSayTheSame() {
        Property.forAll(
                random ->
                        IntStream.range(0, random.nextInt(6))
                                .mapToObj(i -> (random.nextBoolean() ? "@s/p" : "p") + i)
                                .toList(),
                names -> {
                    var packages = new StringJoiner(",", "{'packages': {", "}}");
                    var dependencies = new StringJoiner(",", "{'dependencies': {", "}}");
                    for (var name : names) {
                        packages.add("'node_modules/%s': {'version': '1.0.0'}".formatted(name));
                        dependencies.add("'%s': {'version': '1.0.0'}".formatted(name));
                    }
                    assertThat(purls(packages.toString()))
                            .hasSize(names.size())
                            .isEqualTo(purls(dependencies.toString()));
                });
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            reader.read(ClaimedFile.of(PATH, bytes));
        } catch (MalformedFileException _) {
            // refused
        }
    }

    private List<String> purls(String json) throws MalformedFileException {
        var reading = read(json);
        assertThat(reading.gaps()).isEmpty();
        return reading.observations().stream()
                .map(seen -> ((PackageSeen) seen).purl().toString())
                .toList();
    }

    private Reading read(String json) throws MalformedFileException {
        return reader.read(ClaimedFile.of(PATH, json.replace('\'', '"')));
    }
}
