package org.tidewaiter.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.inventory.rpm.RpmListingTest.purls;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.SourcePackage;

class RpmManifestReaderTest {
    private static final String PATH = "var/lib/rpmmanifest/container-manifest-2";

    @Test
    void everyLineIsAPackage() {
        var reading =
                read(
                        """
                        openssl-libs\t1.1.1k-29.cm2\t1718217961\t1709868384\tMicrosoft Corporation\t(none)\t4365824\tx86_64\t0\topenssl-1.1.1k-29.cm2.src.rpm
                        dbus\t1.15.2-3.azl3\t1\t1\tMicrosoft Corporation\t1\t2\taarch64\t1\tdbus-1.15.2-3.azl3.src.rpm
                        """);
        assertThat(purls(reading))
                .containsExactly(
                        "pkg:rpm/microsoft-corporation/openssl-libs@1.1.1k-29.cm2?arch=x86_64&upstream=openssl-1.1.1k-29.cm2.src.rpm",
                        "pkg:rpm/microsoft-corporation/dbus@1.15.2-3.azl3?arch=aarch64&epoch=1&upstream=dbus-1.15.2-3.azl3.src.rpm");
        assertThat(((PackageSeen) reading.observations().getFirst()).source())
                .isEqualTo(Optional.of(new SourcePackage("openssl", "1.1.1k-29.cm2")));
        assertThat(reading.gaps()).isEmpty();
    }

    @Test
    void aLineThatNamesNoPackageIsAGapAndTheRestIsRead() {
        var reading = read("error: no database\na\t1-1\t0\t0\tv\t(none)\t0\tnoarch\t0\t(none)\n");
        assertThat(purls(reading)).containsExactly("pkg:rpm/v/a@1-1?arch=noarch");
        assertThat(reading.gaps())
                .containsExactly("lines that do not name a package: error: no database");
    }

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        new RpmManifestReader().read(ClaimedFile.of(PATH, bytes));
    }

    private static Reading read(String text) {
        return new RpmManifestReader().read(ClaimedFile.of(PATH, text));
    }
}
