package org.tidewaiter.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.inventory.rpm.RpmListingTest.purls;
import static org.tidewaiter.testkit.packages.RpmHeader.rpmHeader;
import static org.tidewaiter.testkit.packages.RpmSqlite.rpmSqlite;
import static org.tidewaiter.testkit.packages.RpmSqlite.withSmallPages;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.testkit.packages.RpmHeader;

class RpmSqliteReaderTest {
    private static final String PATH = "usr/lib/sysimage/rpm/rpmdb.sqlite";

    private final RpmSqliteReader reader = new RpmSqliteReader();

    @Test
    void everyHeaderOfTheTableIsRead() throws Exception {
        var database = rpmSqlite().with(rpmHeader("a", "1", "1")).with(rpmHeader("b", "2", "1"));
        assertThat(purls(read(database.bytes())))
                .containsExactly("pkg:rpm/a@1-1?arch=x86_64", "pkg:rpm/b@2-1?arch=x86_64");
    }

    @Test
    void headersOfEveryLengthAreReadFromADeepTree() throws Exception {
        var database = withSmallPages();
        for (int i = 0; i < 500; i++) {
            database.with(verbose("a" + i, i * 7));
        }
        var reading = read(database.bytes());
        assertThat(reading.observations()).hasSize(500);
        assertThat(reading.gaps()).isEmpty();
    }

    @Test
    void aDatabaseWithoutPackagesIsNoGap() throws Exception {
        assertThat(read(rpmSqlite().bytes())).isEqualTo(Reading.NOTHING);
    }

    @Test
    void whatACutFileStillHoldsIsKeptAndTheRestIsAGap() throws Exception {
        var database = withSmallPages();
        for (int i = 0; i < 40; i++) {
            database.with(rpmHeader("a" + i, "1", "1"));
        }
        var whole = database.bytes();
        var reading = read(Arrays.copyOf(whole, whole.length / 512 / 2 * 512 + 511));
        assertThat(reading.gaps()).isNotEmpty();
    }

    @Test
    void aChainOfPagesThatLeadsToItselfIsAGap() throws Exception {
        var bytes = rpmSqlite().with(verbose("a", 20_000)).with(rpmHeader("b", "1", "1")).bytes();
        ByteBuffer.wrap(bytes).putInt(2 * 4_096, 3); // the second page of the row leads to itself
        var reading = read(bytes);
        assertThat(purls(reading)).containsExactly("pkg:rpm/b@1-1?arch=x86_64");
        assertThat(reading.gaps()).hasSize(1).first().asString().contains("in two places");
    }

    private static RpmHeader verbose(String name, int letters) {
        return rpmHeader(name, "1", "1").licence("l".repeat(letters));
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
        var deep = withSmallPages();
        for (int i = 0; i < 20; i++) {
            deep.with(verbose("a" + i, i * 100));
        }
        return Stream.of(rpmSqlite().with(rpmHeader("a", "1", "1")).bytes(), deep.bytes());
    }

    private Reading read(byte[] bytes) throws MalformedFileException {
        return reader.read(ClaimedFile.of(PATH, bytes));
    }
}
