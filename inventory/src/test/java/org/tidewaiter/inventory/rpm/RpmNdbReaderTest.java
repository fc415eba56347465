package org.tidewaiter.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.inventory.rpm.RpmListingTest.purls;
import static org.tidewaiter.testkit.packages.RpmHeader.rpmHeader;
import static org.tidewaiter.testkit.packages.RpmNdb.rpmNdb;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.testkit.Damage;

class RpmNdbReaderTest {
    private static final String PATH = "usr/lib/sysimage/rpm/Packages.db";
    private static final int SLOTS_AT = 32;
    private static final int SLOT_BYTES = 16;

    private final RpmNdbReader reader = new RpmNdbReader();

    @Test
    void theHeadersOfAllSlotsAreRead() throws Exception {
        var database = rpmNdb();
        for (int i = 0; i < 1_000; i++) {
            database.with(rpmHeader("a" + i, "1", "1"));
        }
        var reading = read(database.bytes());
        assertThat(reading.observations()).hasSize(1_000);
        assertThat(reading.gaps()).isEmpty();
    }

    @Test
    void aDatabaseWithoutPackagesIsNoGap() throws Exception {
        assertThat(read(rpmNdb().bytes())).isEqualTo(Reading.NOTHING);
    }

    @Test
    void whatACutFileStillHoldsIsKeptAndTheRestIsAGap() throws Exception {
        var bytes = two();
        var reading = read(Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(purls(reading)).containsExactly("pkg:rpm/a@1-1?arch=x86_64");
        assertThat(reading.gaps())
                .containsExactly("slots not read, blocks that are not there: byte 80");
    }

    @Test
    void slotsThatLeadToOneHeaderAreNotTwoPackages() throws Exception {
        var bytes = two();
        var file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int first = SLOTS_AT + SLOT_BYTES;
        int second = first + 2 * SLOT_BYTES;
        file.putInt(second + 8, file.getInt(first + 8));
        var reading = read(bytes);
        assertThat(purls(reading)).containsExactly("pkg:rpm/a@1-1?arch=x86_64");
        assertThat(reading.gaps())
                .containsExactly(
                        "slots not read, blocks that hold another header or none: byte 80");
    }

    @Test
    void headersOfOneAndTheSameBytesAreReadOnce() throws Exception {
        var bytes = rpmNdb().with(rpmHeader("a", "1", "1").licence("l".repeat(5_000))).bytes();
        var slot = Arrays.copyOfRange(bytes, SLOTS_AT + SLOT_BYTES, SLOTS_AT + 2 * SLOT_BYTES);
        for (int at = SLOTS_AT; at < 4_096; at += SLOT_BYTES) {
            System.arraycopy(slot, 0, bytes, at, SLOT_BYTES);
        }
        var reading = read(bytes);
        assertThat(reading.observations()).hasSize(1);
        assertThat(reading.gaps()).singleElement().asString().contains("headers that overlap");
    }

    @Test
    void moreSlotsThanTheFileHasAreAGap() throws Exception {
        var bytes = rpmNdb().bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(12, -1);
        assertThat(read(bytes).gaps())
                .containsExactly("the database ends before its last slot: byte 4096");
    }

    @Test
    void anotherFileOfTheNameIsRefused() {
        assertThatThrownBy(() -> read(new byte[4_096]))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("not an NDB database of version 0");
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
        return Stream.of(two()).flatMap(Damage::versions);
    }

    private static byte[] two() {
        return rpmNdb().with(rpmHeader("a", "1", "1")).with(rpmHeader("b", "1", "1")).bytes();
    }

    private Reading read(byte[] bytes) throws MalformedFileException {
        return reader.read(ClaimedFile.of(PATH, bytes));
    }
}
