package org.tidewaiter.inventory.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.testkit.Property;

class PythonMetadataReaderTest {
    private static final String PATH = "venv/site-packages/a-1.dist-info/METADATA";

    private final PythonMetadataReader reader = new PythonMetadataReader();

    @Test
    void aDistributionIsItsNormalisedNameAndItsVersion() throws Exception {
        assertThat(
                        read("""
                        Metadata-Version: 2.1
                        Name: Zope.Interface__Extra
                        Version: 5.4.0
                        """)
                                .purl())
                .hasToString("pkg:pypi/zope-interface-extra@5.4.0");
    }

    @Test
    void theDescriptionIsNoHeader() throws Exception {
        assertThat(read("Name: a\nVersion: 1\n\nName: b\nVersion: 2\n").purl())
                .hasToString("pkg:pypi/a@1");
    }

    @Test
    void linesThatEndAsOnWindowsAreReadAlike() throws Exception {
        assertThat(read("Name: a\r\nVersion: 1\r\nLicense: MIT\r\n\r\nText: x\r\n").licences())
                .containsExactly("MIT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "License-Expression: mit OR Apache-2.0;License: BSD | [MIT OR Apache-2.0]",
                "License: MIT | [MIT]",
                "License: UNKNOWN | []",
                "License: BSD | [BSD]",
                "License: BSD;Classifier: License :: OSI Approved :: BSD License"
                        + " | [BSD, BSD License]",
                "License: Apache 2.0;Classifier: License :: OSI Approved :: Apache Software License"
                        + " | [Apache-2.0]",
                "License: MIT OR Apache-2.0;Classifier: License :: OSI Approved :: MIT License"
                        + " | [MIT OR Apache-2.0]",
                "License: see file;Classifier: License :: OSI Approved :: MIT License | [MIT]",
                "Classifier: License :: OSI Approved;Classifier: Topic :: Utilities | []",
                "License: MIT License;  ;        Copyright (c) 2020 somebody | [MIT]",
            })
    void licencesAreSaidAsExactlyAsTheMetadataAllows(String headers, String licences)
            throws Exception {
        var text = "Name: a\nVersion: 1\n" + headers.replace(';', '\n') + "\n";
        assertThat(read(text).licences()).hasToString(licences);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Name: a\n", "Version: 1\n", "Name: ../a\nVersion: 1\n", "\nName: a\n"})
    void metadataWithoutANameAndAVersionIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void readingUndoesWriting() {
        Property.forAll(
                random ->
                        IntStream.range(0, 3)
                                .mapToObj(_ ->
                                        "n"
                                                + random.nextInt(100)
                                                + "._-".charAt(random.nextInt(3))
                                                + "x")
                                .toList(),
                names -> {
                    var text =
                            "Classifier: %s\nName: %s\n folded\nVersion: 1\n\nName: %s\n"
                                    .formatted(names.get(0), names.get(1), names.get(2));
                    assertThatThrownBy(() -> read(text)).hasMessageContaining("folded");
                    assertThat(read(text.replace(" folded\n", "")).purl().name())
                            .isEqualTo(names.get(1).replace('.', '-').replace('_', '-'));
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

    private PackageSeen read(String text) throws MalformedFileException {
        return (PackageSeen) reader.read(ClaimedFile.of(PATH, text)).observations().getFirst();
    }
}
