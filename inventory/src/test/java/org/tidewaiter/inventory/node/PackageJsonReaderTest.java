package org.tidewaiter.inventory.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;

class PackageJsonReaderTest {
    private static final String PATH = "app/node_modules/left-pad/package.json";

    private final PackageJsonReader reader = new PackageJsonReader();

    @Test
    void anInstalledPackageIsItsNameVersionLicenceAndDirectory() throws Exception {
        assertThat(only("{'name': 'left-pad', 'version': '1.3.0', 'license': 'WTFPL'}"))
                .isEqualTo(
                        new PackageSeen(
                                NpmName.parse("left-pad").orElseThrow().purl("1.3.0"),
                                Optional.empty(),
                                List.of("WTFPL"),
                                false,
                                "",
                                List.of("app/node_modules/left-pad/")));
    }

    @Test
    void aScopeIsTheNamespace() throws Exception {
        assertThat(only("{'name': '@babel/core', 'version': '7.24.0'}").purl())
                .hasToString("pkg:npm/%40babel/core@7.24.0");
    }

    @Test
    void anAliasedDirectoryDoesNotHideTheRealName() throws Exception {
        var reading =
                reader.read(
                        ClaimedFile.of(
                                "app/node_modules/lodash-old/package.json",
                                "{\"name\": \"lodash\", \"version\": \"3.0.0\"}"));
        assertThat(seen(reading).purl()).hasToString("pkg:npm/lodash@3.0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'license': 'MIT' | [MIT]",
                "'license': 'Apache 2.0' | [Apache-2.0]",
                "'license': '(MIT OR GPL-3.0-or-later)' | [(MIT OR GPL-3.0-or-later)]",
                "'license': {'type': 'BSD', 'url': 'http://example.org'} | [BSD]",
                "'licenses': [{'type': 'MIT'}, {'type': 'Apache-2.0'}] | [MIT, Apache-2.0]",
                "'licenses': ['MIT', 'ISC'] | [MIT, ISC]",
                "'license': ['MIT', 'ISC'] | [MIT, ISC]",
                "'licenses': {'type': 'MIT'} | [MIT]",
                "'license': 'MIT', 'licenses': [{'type': 'MIT'}] | [MIT]",
                "'license': 'SEE LICENSE IN EULA' | [SEE LICENSE IN EULA]",
                "'license': null | []",
                "'license': 7 | []",
            },
            quoteCharacter = '`')
    void aLicenceIsReadInEveryFormItEverHad(String member, String licences) throws Exception {
        assertThat(only("{'name': 'a', 'version': '1.0.0', " + member + "}").licences())
                .hasToString(licences);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name': 'a', 'name': 'b', 'version': '1.0.0'}",
                "{'name': 'a'}",
                "{'version': '1.0.0'}",
                "{'name': '../../etc', 'version': '1.0.0'}",
                "{'name': 'a', 'version': '1.0.0'",
                "[]",
                "",
            })
    void whatCannotBeJudgedIsRefusedWithASentence(String json) {
        assertThatThrownBy(() -> only(json))
                .isInstanceOf(MalformedFileException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void theDirectoriesOfToolsAreNoPackages() throws Exception {
        assertThat(reader.read(ClaimedFile.of("app/node_modules/.cache/package.json", "{}")))
                .isEqualTo(Reading.NOTHING);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            reader.read(ClaimedFile.of(PATH, bytes));
        } catch (MalformedFileException _) {
            // refused
        }
    }

    private PackageSeen only(String json) throws MalformedFileException {
        return seen(reader.read(ClaimedFile.of(PATH, json.replace('\'', '"'))));
    }

    private static PackageSeen seen(Reading reading) {
        assertThat(reading.gaps()).isEmpty();
        return (PackageSeen) reading.observations().getFirst();
    }
}
