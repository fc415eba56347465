package org.tidewaiter.inventory.homebrew;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;
import org.tidewaiter.model.Observation.LicencesSeen;
import org.tidewaiter.model.PackageKey;

class HomebrewReaderTest {
    private static final String KEG = "home/linuxbrew/.linuxbrew/Cellar/jq/1.7.1_1/";

    @Test
    void aReceiptIsAFormulaOfTheVersionOfItsDirectory() throws Exception {
        var reading =
                file("INSTALL_RECEIPT.json")
                        .read(
                                """
                                {"homebrew_version": "4.3.0", "poured_from_bottle": true,
                                 "source": {"tap": "homebrew/core",
                                            "versions": {"stable": "1.7.1"}}}
                                """);
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:brew/jq@1.7.1_1");
        assertThat(ReadFile.packages(reading).getFirst().files()).containsExactly(KEG);
    }

    @Test
    void aFormulaOfAnotherTapHasTheTapAsNamespace() throws Exception {
        assertThat(file("INSTALL_RECEIPT.json").purls("{\"source\": {\"tap\": \"a/b\"}}"))
                .containsExactly("pkg:brew/a/b/jq@1.7.1_1");
    }

    @Test
    void theLicenceOfTheFormulaIsItsOwn() throws Exception {
        assertThat(file(".brew/jq.rb").read("class Jq < Formula\n  license \"MIT\"\nend\n"))
                .isEqualTo(
                        Reading.of(
                                new LicencesSeen(
                                        new PackageKey("brew", "jq", ""), List.of("MIT"))));
        assertThat(file(".brew/jq.rb").read("  license all_of: [\"MIT\", \"ISC\"]\n"))
                .isEqualTo(Reading.NOTHING);
    }

    @Test
    void aCaskIsKnownByTheFolderOfItsRecord() throws Exception {
        var caskroom = "home/linuxbrew/.linuxbrew/Caskroom/font-hack/";
        var reading =
                new ReadFile(
                                new HomebrewReader(),
                                caskroom
                                        + ".metadata/3.003/20240709120000.000/Casks/font-hack.json")
                        .read("{}");
        assertThat(ReadFile.purls(reading))
                .containsExactly("pkg:brew/homebrew/cask/font-hack@3.003");
        assertThat(ReadFile.packages(reading).getFirst().files()).containsExactly(caskroom);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        file("INSTALL_RECEIPT.json").readOrRefuse(bytes);
        file(".brew/jq.rb").readOrRefuse(bytes);
    }

    private static ReadFile file(String name) {
        return new ReadFile(new HomebrewReader(), KEG + name);
    }
}
