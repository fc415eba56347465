package org.tidewaiter.inventory.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.packages.Jar.jar;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.packages.Jar;

class JmodReaderTest {
    private static final String DESCRIPTOR = "classes/module-info.class";

    @Test
    void aModuleIsWhatItsDescriptorSays() throws Exception {
        var module = jar().with(DESCRIPTOR, ModuleInfo.of("com.example.ship", "2.1"));
        assertThat(read(jmod(module)))
                .isEqualTo(
                        Reading.of(
                                PackageSeen.installed(
                                        Purl.of("maven", "", "com.example.ship", "2.1"))));
    }

    @Test
    void aDescriptorOfALaterJavaIsReadToo() throws Exception {
        var descriptor = ModuleInfo.of("com.example.ship", "2.1");
        descriptor[7] = 99;
        assertThat(read(jmod(jar().with(DESCRIPTOR, descriptor))).observations()).hasSize(1);
    }

    @Test
    void aModuleOfTheJdkBelongsToIt() throws Exception {
        var module = jar().with(DESCRIPTOR, ModuleInfo.of("jdk.jlink", "25.0.1"));
        assertThat(read(jmod(module))).isEqualTo(Reading.NOTHING);
    }

    @Test
    void whatDoesNotBeginAsOneIsSomebodyElses() throws Exception {
        assertThat(read(jar().bytes())).isEqualTo(Reading.NOTHING);
    }

    @Test
    void oneWithoutADescriptorOrWithABrokenOneIsMalformed() {
        assertThatThrownBy(() -> read(jmod(jar().with("classes/A.class", ""))))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("no module descriptor of at most 1 MiB is in it");
        assertThatThrownBy(() -> read(jmod(jar().with(DESCRIPTOR, "rubbish"))))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("its module descriptor is broken");
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            read(bytes);
        } catch (MalformedFileException _) {
            // refused
        }
    }

    static Stream<byte[]> seeds() {
        return Damage.versions(
                jmod(jar().with(DESCRIPTOR, ModuleInfo.of("com.example.ship", "2.1"))));
    }

    private static byte[] jmod(Jar archive) {
        var zip = archive.bytes();
        return ByteBuffer.allocate(4 + zip.length)
                .put(new byte[] {'J', 'M', 1, 0})
                .put(zip)
                .array();
    }

    private static Reading read(byte[] bytes) throws MalformedFileException {
        return new JmodReader().read(ClaimedFile.of("opt/jmods/ship.jmod", bytes));
    }
}
