package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.cli.Typed.Result;
import org.tidewaiter.testkit.image.OciLayouts;

/// Bills of materials as they are written, read back and scanned.
class BillOfMaterialsTest {
    private static final Pattern SHA_256 = Pattern.compile("sha256:([0-9a-f]{64})");

    @TempDir Path folder;
    private String layout;

    @BeforeEach
    void anImage() throws Exception {
        layout =
                OciLayouts.layout()
                        .image(SmallImage.build(), "1")
                        .write(folder.resolve("image"))
                        .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cyclonedx", "cyclonedx-xml", "spdx-json", "spdx", "spdx-tag-value"})
    void aBillOfMaterialsIsScannedAsItsImage(String format) {
        var bill = bill(format);
        var flaws = run("scan", bill).out().lines().filter(line -> line.contains("CVE-")).toList();
        assertThat(flaws)
                .isNotEmpty()
                .isEqualTo(
                        run("scan", layout)
                                .out()
                                .lines()
                                .filter(line -> line.contains("CVE-"))
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sbom:"})
    void theReportSaysThatItWasABillOfMaterials(String prefix) {
        var name = prefix + bill("cyclonedx");
        assertThat(run("scan", name, "--format", "json").out())
                .contains("\"kind\": \"sbom\"", "\"name\": \"%s\"".formatted(name));
    }

    @Test
    void fromOneFormToAnotherAndBackNothingIsLost() throws Exception {
        var first = bill("cyclonedx");
        var second = folder.resolve("app.spdx").toString();
        assertThat(run("convert", first, "-o", "spdx=" + second).status()).isZero();
        assertThat(run("convert", second, "--format", "purls").out())
                .isEqualTo(run("inventory", layout, "--format", "purls").out())
                .isNotEmpty();
        assertThat(run("convert", second, "--format", "cyclonedx-json").out())
                .isEqualTo(run("convert", first, "--format", "cyclonedx").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cyclonedx", "cyclonedx-xml", "spdx-json", "spdx"})
    void onRequestABillListsTheFilesAndLosesNoPackageByIt(String format) throws Exception {
        var bill = folder.resolve("files." + format);
        var written = run("inventory", layout, "--with-files", "-o", format + "=" + bill);
        assertThat(written.status()).as(written.err()).isZero();
        var text = Files.readString(bill);
        var digests =
                run("files", layout, "-f", "csv")
                        .out()
                        .lines()
                        .flatMap(line -> SHA_256.matcher(line).results())
                        .map(one -> one.group(1))
                        .toList();
        assertThat(digests).isNotEmpty().allMatch(text::contains);
        assertThat(run("convert", bill.toString(), "-f", "purls").out())
                .isEqualTo(run("inventory", layout, "-f", "purls").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "purls"})
    void aFormWithoutRoomForFilesIsRefused(String format) {
        var refused = run("inventory", layout, "--with-files", "-f", format);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("no-files-in-format", format, "mend:");
    }

    @Test
    void aScanListsTheFilesInItsBillAndChangesNothingElse() throws Exception {
        var bill = folder.resolve("scan.cdx.json");
        var arguments = new String[] {"scan", layout, "-f", "json", "-o", "cyclonedx=" + bill};
        var plain = run(arguments);
        assertThat(Files.readString(bill)).doesNotContain("\"type\": \"file\"");
        var listed =
                run(
                        Stream.concat(Stream.of(arguments), Stream.of("--with-files"))
                                .toArray(String[]::new));
        assertThat(listed.out()).isEqualTo(plain.out()).contains("CVE-");
        assertThat(Files.readString(bill))
                .contains("\"type\": \"file\"", "\"alg\": \"SHA-256\"", "CVE-")
                .contains("tidewaiter:state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "sarif"})
    void aScanThatWritesNoBillIsRefusedTheFiles(String format) {
        var refused = run("scan", layout, "--with-files", "-f", format);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("no-files-in-format", "mend:");
    }

    @Test
    void aBillOfMaterialsHasNoFilesToListOrToJudge() {
        var bill = bill("cyclonedx");
        var judged = run("scan", bill, "--fail-on", "unexplained>=3%");
        assertThat(judged.status()).isEqualTo(1);
        assertThat(judged.err()).contains("no-files", "unexplained>=3%", "mend:");
        assertThat(run("files", bill).err()).contains("no-files", "mend:");
    }

    @Test
    void anArchiveOfYoctoIsABillByItsNameOrThePrefix() throws Exception {
        var archive =
                tar().file(
                                "image.spdx.json",
                                """
                                {"name": "image", "documentNamespace": "http://x/1",
                                 "externalDocumentRefs": [
                                   {"externalDocumentId": "DocumentRef-a", "spdxDocument": "http://x/2"}],
                                 "relationships": [
                                   {"spdxElementId": "SPDXRef-Image", "relationshipType": "CONTAINS",
                                    "relatedSpdxElement": "DocumentRef-a:SPDXRef-Package-a"}]}
                                """)
                        .file(
                                "a.spdx.json",
                                """
                                {"documentNamespace": "http://x/2",
                                 "packages": [{"SPDXID": "SPDXRef-Package-a", "name": "a", "versionInfo": "1"}]}
                                """)
                        .bytes();
        var named = Files.write(folder.resolve("image.spdx.tar"), archive);
        var other = Files.write(folder.resolve("image.tar"), archive);
        assertThat(run("inventory", named.toString(), "-f", "purls").out())
                .isEqualTo(run("inventory", "sbom:" + other, "-f", "purls").out())
                .isEqualTo("pkg:yocto/a@1\n");
    }

    @Test
    void anImageIsRefusedForWhatIsUnexplainedAlsoOnTheSample() throws Exception {
        var root = folder.resolve("root");
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/os-release"), "ID=alpine\nVERSION_ID=3.20.3\n");
        Files.writeString(root.resolve("stray"), "no package brought it");
        var refused = run("scan", "dir:" + root, "--fail-on", "unexplained>=0.0001%");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out()).contains("files are unexplained", "unexplained files break");
        assertThat(run("scan", "dir:" + root, "--fail-on", "unexplained>=100%").status()).isZero();
    }

    @Test
    void whatIsNoBillOfMaterialsIsAProblemWithAMend() throws Exception {
        var file = Files.writeString(folder.resolve("package.json"), "{}").toString();
        assertThat(run("scan", file).err()).contains("sbom-broken", "mend:", ".spdx.tar.zst");
        assertThat(run("convert", file).status()).isEqualTo(1);
        assertThat(run("convert", file + ".not").err()).contains("sbom-not-found");
        assertThat(run("scan", "sbom:" + file + ".not").err()).contains("sbom-not-found");
    }

    private String bill(String format) {
        var file = folder.resolve("app.bill").toString();
        assertThat(run("inventory", layout, "-o", format + "=" + file).status()).isZero();
        return file;
    }

    private Result run(String... arguments) {
        return typed(arguments)
                .with("TIDEWAITER_CACHE_DIR", folder.resolve("cache").toString())
                .run();
    }
}
