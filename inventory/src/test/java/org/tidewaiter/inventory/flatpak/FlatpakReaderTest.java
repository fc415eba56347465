package org.tidewaiter.inventory.flatpak;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;

class FlatpakReaderTest {
    private static final String ROOT = "var/lib/flatpak/app/org.example.Edit/x86_64/stable/0a1b/";
    private static final ReadFile RUNTIME =
            new ReadFile(
                    new FlatpakReader(),
                    "var/lib/flatpak/runtime/org.example.Platform/x86_64/23.08/0a1b/metadata");

    @Test
    void anApplicationHasTheVersionOfItsNewestRelease() throws Exception {
        var reading =
                metadata("org.example.Edit")
                        .read(
                                """
                                <?xml version="1.0" encoding="UTF-8"?>
                                <component type="desktop-application">
                                  <id>org.example.Edit</id>
                                  <project_license>GPL-2.0-or-later</project_license>
                                  <releases>
                                    <release version="46.2" date="2024-05-01"/>
                                    <release version="46.1" date="2024-04-01"/>
                                  </releases>
                                </component>
                                """);
        assertThat(ReadFile.purls(reading))
                .containsExactly("pkg:flatpak/org.example.Edit@46.2?arch=x86_64");
        var seen = ReadFile.packages(reading).getFirst();
        assertThat(seen.files()).containsExactly(ROOT);
        assertThat(seen.licences()).containsExactly("GPL-2.0-or-later");
    }

    @Test
    void anApplicationThatDoesNotSayItsVersionIsAGap() throws Exception {
        var reading = metadata("org.example.Edit").read("<component/>");
        assertThat(ReadFile.purls(reading))
                .containsExactly("pkg:flatpak/org.example.Edit?arch=x86_64");
        assertThat(reading.gaps()).containsExactly("it does not say its version");
    }

    @Test
    void metadataOfAPartOfAnApplicationIsNotItsOwn() throws Exception {
        assertThat(metadata("org.example.Plugin").read("<component/>")).isEqualTo(Reading.NOTHING);
    }

    @Test
    void aRuntimeHasItsBranchAsVersion() throws Exception {
        assertThat(RUNTIME.purls("[Runtime]\nname=org.example.Platform\n"))
                .containsExactly("pkg:flatpak/org.example.Platform@23.08?arch=x86_64");
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        metadata("org.example.Edit").readOrRefuse(bytes);
        RUNTIME.readOrRefuse(bytes);
    }

    private static ReadFile metadata(String id) {
        return new ReadFile(
                new FlatpakReader(), ROOT + "files/share/metainfo/" + id + ".metainfo.xml");
    }
}
