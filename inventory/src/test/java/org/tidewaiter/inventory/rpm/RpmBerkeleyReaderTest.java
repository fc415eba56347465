package org.tidewaiter.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.inventory.rpm.RpmListingTest.purls;
import static org.tidewaiter.testkit.packages.RpmBerkeley.PAGE_BYTES;
import static org.tidewaiter.testkit.packages.RpmBerkeley.rpmBerkeley;
import static org.tidewaiter.testkit.packages.RpmHeader.rpmHeader;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.packages.RpmHeader;

class RpmBerkeleyReaderTest {
    private static final String PATH = "var/lib/rpm/Packages";

    private final RpmBerkeleyReader reader = new RpmBerkeleyReader();

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void headersOfEveryLengthAreReadInEitherByteOrder(String order) throws Exception {
        var database =
                rpmBerkeley(
                        order.equals("BIG_ENDIAN")
                                ? ByteOrder.BIG_ENDIAN
                                : ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 200; i++) {
            database.with(verbose("a" + i, i * 70));
        }
        var reading = read(database.bytes());
        assertThat(reading.observations()).hasSize(200);
        assertThat(reading.gaps()).isEmpty();
    }

    @Test
    void aDatabaseWithoutPackagesIsNoGap() throws Exception {
        assertThat(read(rpmBerkeley(ByteOrder.LITTLE_ENDIAN).bytes())).isEqualTo(Reading.NOTHING);
    }

    @Test
    void whatACutFileStillHoldsIsKeptAndTheRestIsAGap() throws Exception {
        var bytes = smallAndLarge();
        var reading = read(Arrays.copyOf(bytes, bytes.length - PAGE_BYTES));
        assertThat(purls(reading)).containsExactly("pkg:rpm/small@1-1?arch=x86_64");
        assertThat(reading.gaps())
                .containsExactly(
                        "entries not read, a chain of pages that ends too early: page 4",
                        "the database ends before its last page: page 7");
    }

    @Test
    void aChainOfPagesThatLeadsToItselfIsAGap() throws Exception {
        var bytes = smallAndLarge();
        page(bytes, 5).putInt(16, 5);
        var reading = read(bytes);
        assertThat(purls(reading)).containsExactly("pkg:rpm/small@1-1?arch=x86_64");
        assertThat(reading.gaps())
                .containsExactly(
                        "entries not read, a chain of pages that meets another or itself: page 4");
    }

    @Test
    void aLengthThatNoChainHoldsIsAGap() throws Exception {
        var bytes = smallAndLarge();
        var page = page(bytes, 4);
        int item = page.getShort(28);
        page.putInt(item + 8, Integer.MAX_VALUE);
        assertThat(read(bytes).gaps())
                .containsExactly("entries not read, a chain of pages that ends too early: page 4");
    }

    @Test
    void entriesThatOverlapAreAGap() throws Exception {
        var bytes = smallAndLarge();
        page(bytes, 3).putShort(28, (short) PAGE_BYTES);
        assertThat(read(bytes).gaps())
                .containsExactly("entries not read, pages whose entries overlap: page 3");
    }

    @Test
    void pagesThatWereFreedAreNotRead() throws Exception {
        var bytes = smallAndLarge();
        bytes[3 * PAGE_BYTES + 25] = 0;
        var reading = read(bytes);
        assertThat(purls(reading)).containsExactly("pkg:rpm/large@1-1?arch=x86_64");
        assertThat(reading.gaps()).isEmpty();
    }

    @Test
    void anotherFileOfTheNameIsRefused() {
        assertThatThrownBy(() -> read(new byte[4_096])).isInstanceOf(MalformedFileException.class);
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            read(bytes);
        } catch (MalformedFileException _) {
            // refused
        }
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        smallAndLarge(),
                        rpmBerkeley(ByteOrder.BIG_ENDIAN).with(rpmHeader("a", "1", "1")).bytes())
                .flatMap(Damage::versions);
    }

    /// A small package on page 3, and a large one on page 4 and the three that follow.
    private static byte[] smallAndLarge() {
        return rpmBerkeley(ByteOrder.LITTLE_ENDIAN)
                .with(rpmHeader("small", "1", "1"))
                .with(verbose("large", 10_000))
                .bytes();
    }

    private static RpmHeader verbose(String name, int letters) {
        return rpmHeader(name, "1", "1").licence("l".repeat(letters));
    }

    private static ByteBuffer page(byte[] bytes, int number) {
        return ByteBuffer.wrap(bytes, number * PAGE_BYTES, PAGE_BYTES)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private Reading read(byte[] bytes) throws MalformedFileException {
        return reader.read(ClaimedFile.of(PATH, bytes));
    }
}
