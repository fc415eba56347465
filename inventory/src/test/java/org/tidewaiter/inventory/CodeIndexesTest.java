package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.packages.GoBinary.goBinary;
import static org.tidewaiter.testkit.packages.Jar.jar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.pass.Seen;
import org.tidewaiter.inventory.bill.BillReader;
import org.tidewaiter.inventory.document.FilesFormat;
import org.tidewaiter.inventory.document.InventoryFormats;
import org.tidewaiter.model.CodeIndex;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.NameSet;
import org.tidewaiter.model.Observation.CodeSeen;
import org.tidewaiter.model.Presence;
import org.tidewaiter.testkit.image.TarBuilder;

class CodeIndexesTest {
    private static final TarBuilder IMAGE =
            tar().file("bin/app", goBinary("go1.22.3").withFunctions("os.Read").bytes())
                    .file("lib/io-2.jar", jar().pom("g", "io", "2").withClass("io/Files").bytes())
                    .file("lib/one-1.jar", jar().pom("g", "one", "1").withClass("One").bytes());

    @Test
    void aFileThatWouldHaveMoreNamesThanAnImageMayHaveIsLeftOutAndThatIsAGap() throws Exception {
        var packages = BuiltLayers.inventory(IMAGE).packages();
        var seen =
                List.of(
                        code("bin/app", "os", "os.Read"),
                        code("lib/io-2.jar", "io", "io.Files", "io.Paths"),
                        code("lib/one-1.jar", "one", "one.One"));

        var all = CodeIndexes.of(seen, packages, 7);
        var some = CodeIndexes.of(seen, packages, 4);

        assertThat(all.kept())
                .extracting(CodeIndex::path)
                .containsExactly("bin/app", "lib/io-2.jar", "lib/one-1.jar");
        assertThat(all.gap()).isEmpty();
        assertThat(some.kept())
                .extracting(CodeIndex::path)
                .containsExactly("bin/app", "lib/one-1.jar");
        assertThat(some.gap())
                .contains(
                        new Gap(
                                "lib/io-2.jar",
                                OptionalInt.empty(),
                                "code: more than 4 names of functions and classes in the image;"
                                        + " files whose names are not kept: 1"));
    }

    @Test
    void ofTwoArchivesOfOneNameNeitherTellsAllOfTheClasses() throws Exception {
        var packages = BuiltLayers.inventory(IMAGE).packages();
        var twice =
                List.of(
                        code("lib/io-2.jar", "io", "io.Files"),
                        code("lib/io-2.jar", "io", "io.Paths"));

        assertThat(CodeIndexes.of(twice, packages).kept())
                .singleElement()
                .matches(index -> !index.complete());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cyclonedx", "cyclonedx-xml", "spdx-json", "spdx"})
    void classesAreInABillThatListsTheFilesAndProgramsInAny(String format) throws Exception {
        var inventory = BuiltLayers.inventory(IMAGE);
        var form = (FilesFormat) InventoryFormats.named(format).orElseThrow();
        var brief = new ByteArrayOutputStream();
        var whole = new ByteArrayOutputStream();
        form.write(inventory, LayerScope.SQUASHED, brief);
        form.write(inventory, LayerScope.SQUASHED, BuiltLayers.files(IMAGE), whole);

        assertThat(read(brief).code()).extracting(CodeIndex::path).containsExactly("bin/app");
        assertThat(read(whole).code()).isEqualTo(inventory.code()).hasSize(3);
    }

    private static Inventory read(ByteArrayOutputStream bill) throws Exception {
        return BillReader.read(new ByteArrayInputStream(bill.toByteArray()), "bill");
    }

    private static Seen code(String path, String... names) {
        return new Seen(
                "reader",
                path,
                OptionalInt.of(0),
                Presence.LIVE,
                new CodeSeen("", "", true, NameSet.of(List.of(names))));
    }
}
