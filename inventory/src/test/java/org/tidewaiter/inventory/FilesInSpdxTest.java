package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spdx.core.InvalidSPDXAnalysisException;
import org.spdx.library.model.v2.Checksum;
import org.spdx.library.model.v2.SpdxFile;
import org.spdx.library.model.v2.SpdxPackage;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.inventory.bill.BillReader;
import org.tidewaiter.inventory.document.FilesFormat;
import org.tidewaiter.inventory.document.InventoryFormats;
import org.tidewaiter.inventory.document.SpdxLibrary;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.testkit.image.TarBuilder;

/// The files of an image in SPDX, judged by SPDX's own library.
class FilesInSpdxTest {
    private static final TarBuilder IMAGE =
            tar().file("app/node_modules/a/package.json", "{\"name\": \"a\", \"version\": \"1\"}")
                    .file("app/node_modules/a/\u001b<&\"\n漢.js", "2")
                    .file("srv/same", "1")
                    .file("srv/empty", "");

    @ParameterizedTest
    @ValueSource(strings = {"spdx-json", "spdx"})
    void theLibraryFindsNothingWrong(String format) throws Exception {
        assertThat(SpdxLibrary.read(format, written(format)).verify()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spdx-json", "spdx"})
    void theImageContainsEveryFileWithItsDigestsAndWhoAnswersForIt(String format) throws Exception {
        assertThat(files(format))
                .hasSize(4)
                .contains(
                        "./srv/same SHA1 356a192b7913b04c54574d18c28d46e6395428ab"
                                + " SHA256 6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
                                + " tidewaiter:state=unexplained")
                .anyMatch(one ->
                        one.startsWith("./app/node_modules/a/package.json SHA1 ")
                                && one.endsWith(
                                        " tidewaiter:state=owned tidewaiter:owner=pkg:npm/a@1"));
    }

    /// By the recipe of the specification, from what `sha1sum` says of the four contents.
    @ParameterizedTest
    @ValueSource(strings = {"spdx-json", "spdx"})
    void theVerificationCodeIsOfTheSha1sOfTheFilesInTheirOrder(String format) throws Exception {
        var image = image(format);
        assertThat(image.isFilesAnalyzed()).isTrue();
        assertThat(image.getPackageVerificationCode().orElseThrow().getValue())
                .isEqualTo("484631ed23adea2fb776d5a5accc15b834ac07a7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spdx-json", "spdx"})
    void aFileThatWasNotReadIsNamedAsLeftOut(String format) throws Exception {
        var document = written(format, BuiltLayers.filesWithout("srv/s*", IMAGE));
        assertThat(SpdxLibrary.read(format, document).verify()).isEmpty();
        assertThat(document).contains("./srv/same").doesNotContain("356a192b7913b04c54574d18c28d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spdx-json", "spdx"})
    void readBackTheFilesAreNoPackages(String format) throws Exception {
        var bytes = written(format).getBytes(StandardCharsets.UTF_8);
        assertThat(BillReader.read(new ByteArrayInputStream(bytes), "a").packages())
                .extracting(one -> one.purl().toString())
                .containsExactly("pkg:npm/a@1");
    }

    @Test
    void theTwoFormsSayTheSame() throws Exception {
        assertThat(files("spdx"))
                .containsAll(
                        files("spdx-json").stream().filter(one -> !one.contains("<")).toList());
    }

    private static SpdxPackage image(String format) throws Exception {
        return (SpdxPackage)
                SpdxLibrary.read(format, written(format)).getDocumentDescribes().iterator().next();
    }

    private static List<String> files(String format) throws Exception {
        return image(format).getFiles().stream().map(FilesInSpdxTest::line).toList();
    }

    private static String line(SpdxFile file) {
        try {
            var checksums =
                    file.getChecksums().stream()
                            .map(FilesInSpdxTest::spelled)
                            .sorted()
                            .collect(Collectors.joining());
            var properties =
                    file.getComment()
                            .orElseThrow()
                            .lines()
                            .filter(one -> one.matches("tidewaiter:(state|owner)=.*"))
                            .map(one -> " " + one)
                            .collect(Collectors.joining());
            return file.getName().orElseThrow() + checksums + properties;
        } catch (InvalidSPDXAnalysisException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String spelled(Checksum one) {
        try {
            return " " + one.getAlgorithm() + " " + one.getValue();
        } catch (InvalidSPDXAnalysisException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String written(String format) throws Exception {
        return written(format, BuiltLayers.files(IMAGE));
    }

    private static String written(String format, FileLedger files) throws Exception {
        var out = new ByteArrayOutputStream();
        var form = (FilesFormat) InventoryFormats.named(format).orElseThrow();
        form.write(BuiltLayers.inventory(IMAGE), LayerScope.SQUASHED, files, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
