package org.tidewaiter.inventory.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.tidewaiter.inventory.java.JimageFile.jimage;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.module.ModuleFinder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.testkit.Damage;

class JimageReaderTest {
    private static final byte[] SHIP = ModuleInfo.of("com.example.ship", "2.1");
    private static final byte[] BASE = ModuleInfo.of("java.base", "25.0.1");

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aModuleThatWasLinkedInIsAPackageAndThoseOfTheJdkAreNot(ByteOrder order) throws Exception {
        var reading =
                read(jimage(order).with("java.base", BASE).with("com.example.ship", SHIP).bytes());
        assertThat(purls(reading)).containsExactly("pkg:maven/com.example.ship@2.1");
        assertThat(reading.gaps()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aCompressedDescriptorIsRead(ByteOrder order) throws Exception {
        var file = jimage(order).withCompressed("com.example.ship", SHIP, "zip").bytes();
        assertThat(purls(read(file))).containsExactly("pkg:maven/com.example.ship@2.1");
    }

    @Test
    void aModuleWhoseDescriptorIsNotReadHasNoVersionAndIsAGap() throws Exception {
        var reading = read(jimage().withCompressed("com.example.ship", SHIP, "compact-cp").bytes());
        assertThat(purls(reading)).containsExactly("pkg:maven/com.example.ship");
        assertThat(reading.gaps())
                .containsExactly("the version of the module com.example.ship cannot be read");
    }

    @Test
    void ofAFileThatIsTooLargeTheIndexGivesTheNames() throws Exception {
        var whole = jimage().with("java.base", BASE).with("com.example.ship", SHIP).bytes();
        var index = Arrays.copyOf(whole, whole.length - SHIP.length);
        var reading =
                new JimageReader()
                        .read(
                                new ClaimedFile(
                                        "opt/app/lib/modules",
                                        200L << 20,
                                        0644,
                                        Arrays.copyOf(whole, 30),
                                        List.of(new Window(0, 1, index))));
        assertThat(purls(reading)).containsExactly("pkg:maven/com.example.ship");
        assertThat(reading.gaps()).hasSize(1);
    }

    @Test
    void theModulesOfTheRunningJavaAreThoseThatItNamesItself() throws Exception {
        var file = Path.of(System.getProperty("java.home"), "lib", "modules");
        assumeThat(file).exists();
        byte[] index;
        try (var in = Files.newInputStream(file)) {
            index = in.readNBytes(JimageReader.INDEX_BYTES);
        }
        assertThat(Jimage.of(ByteBuffer.wrap(index)).descriptors())
                .extracting(Jimage.Descriptor::module)
                .containsExactlyInAnyOrderElementsOf(
                        ModuleFinder.ofSystem().findAll().stream()
                                .map(one -> one.descriptor().name())
                                .toList());
    }

    @Test
    void anIndexThatReachesBeyondTheFileIsMalformed() {
        var whole = jimage().with("com.example.ship", SHIP).bytes();
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, 60)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("the index of the jimage reaches beyond what is read");
    }

    @Test
    void aModuleWithoutANameIsMalformed() {
        assertThatThrownBy(() -> read(jimage().with("", SHIP).bytes()))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("the index of the jimage names no module");
    }

    @Test
    void anIndexWithoutEndIsMalformed() {
        var whole = jimage().with("com.example.ship", SHIP).bytes();
        int locations = 28 + 2 * 2 * Integer.BYTES;
        Arrays.fill(whole, locations, whole.length, (byte) (1 << 3));
        assertThatThrownBy(() -> read(whole))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("the index of the jimage has unknown attributes");
    }

    @Test
    void aDescriptorThatIsBrokenCostsOnlyItsVersion() throws Exception {
        var broken = jimage().with("a.b", new byte[] {1, 2, 3}).with("com.example.ship", SHIP);
        var reading = read(broken.bytes());
        assertThat(purls(reading))
                .containsExactly("pkg:maven/a.b", "pkg:maven/com.example.ship@2.1");
        assertThat(reading.gaps()).containsExactly("the version of the module a.b cannot be read");
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
        return Stream.of(
                        jimage().with("java.base", BASE).with("com.example.ship", SHIP).bytes(),
                        jimage().withCompressed("com.example.ship", SHIP, "zip").bytes())
                .flatMap(Damage::versions);
    }

    private static Reading read(byte[] bytes) throws MalformedFileException {
        return new JimageReader().read(ClaimedFile.of("opt/app/lib/modules", bytes));
    }

    private static List<String> purls(Reading reading) {
        return reading.observations().stream()
                .map(one -> ((PackageSeen) one).purl().toString())
                .toList();
    }
}
