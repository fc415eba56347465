package org.tidewaiter.inventory.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;

class PackageNoteReaderTest {
    @Test
    void anExecutableSaysForWhichPackageItWasBuilt() throws Exception {
        assertThat(
                        packages(
                                """
                                {"type":"deb","os":"debian","osVersion":"12","name":"ship",
                                 "version":"1.2-3","architecture":"amd64"}\0\0\
                                """))
                .containsExactly("pkg:deb/debian/ship@1.2-3?arch=amd64&distro=debian-12");
    }

    @Test
    void aDistributionIsToldByItsCpe() throws Exception {
        assertThat(
                        packages(
                                """
                                {"type":"rpm","name":"ship","version":"9.4-7.fc40",
                                 "osCpe":"cpe:/o:fedoraproject:fedora:40"}\0\
                                """))
                .containsExactly("pkg:rpm/fedora/ship@9.4-7.fc40?distro=fedora-40");
    }

    @Test
    void aPackageOfNoDistributionIsGeneric() throws Exception {
        assertThat(packages("{\"type\":\"other\",\"name\":\"ship\",\"version\":\"1.0\"}\0"))
                .containsExactly("pkg:generic/ship@1.0");
    }

    @Test
    void aNoteWithoutAVersionIsAGap() throws Exception {
        assertThat(read("{\"type\":\"deb\",\"name\":\"ship\"}\0").gaps())
                .containsExactly("a package without a usable name and version: 'ship'");
    }

    @Test
    void aNoteWithoutAnEndIsAGap() {
        assertThatThrownBy(() -> read("{\"type\":\"deb\""))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("the note of its package has no end");
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            read(bytes);
        } catch (MalformedFileException _) {
            // a gap
        }
    }

    private static List<String> packages(String description) throws MalformedFileException {
        return read(description).observations().stream()
                .map(one -> ((PackageSeen) one).purl().toString())
                .toList();
    }

    private static Reading read(String description) throws MalformedFileException {
        return read(description.getBytes(UTF_8));
    }

    private static Reading read(byte[] description) throws MalformedFileException {
        var note =
                ByteBuffer.allocate(8 + description.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(0xcafe1a7e)
                        .put("FDO\0".getBytes(UTF_8))
                        .put(description)
                        .array();
        return new PackageNoteReader()
                .read(
                        new ClaimedFile(
                                "opt/ship",
                                1 << 20,
                                0755,
                                new byte[0],
                                List.of(new Window(700, 0, note))));
    }
}
