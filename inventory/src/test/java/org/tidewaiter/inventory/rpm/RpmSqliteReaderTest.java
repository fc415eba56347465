package org.tidewaiter.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.inventory.rpm.RpmListingTest.purls;
import static org.tidewaiter.testkit.packages.RpmHeader.rpmHeader;
import static org.tidewaiter.testkit.packages.RpmSqlite.rpmSqlite;
import static org.tidewaiter.testkit.packages.RpmSqlite.withSmallPages;
import static org.tidewaiter.testkit.packages.SqliteLog.sqliteLog;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.packages.RpmHeader;
import org.tidewaiter.testkit.packages.SqliteLog;

class RpmSqliteReaderTest {
    private static final String PATH = "usr/lib/sysimage/rpm/rpmdb.sqlite";

    private static final int PAGE_BYTES = 4_096;
    private static final byte[] BEFORE = rpmSqlite().with(rpmHeader("a", "1", "1")).bytes();
    private static final byte[] AFTER =
            rpmSqlite()
                    .with(verbose("a", 20_000).text(1001, "2"))
                    .with(rpmHeader("b", "1", "1"))
                    .bytes();

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

    @Test
    void whatTheLogCommittedCounts() throws Exception {
        assertThat(purls(read(BEFORE, log().change(BEFORE, AFTER).bytes())))
                .containsExactly("pkg:rpm/a@2-1?arch=x86_64", "pkg:rpm/b@1-1?arch=x86_64");
    }

    @Test
    void aLogOfAMachineOfTheOtherByteOrderIsRead() throws Exception {
        var log = sqliteLog(PAGE_BYTES, ByteOrder.BIG_ENDIAN).change(BEFORE, AFTER);
        assertThat(purls(read(BEFORE, log.bytes()))).hasSize(2);
    }

    @Test
    void aDatabaseThatIsOnlyInTheLogIsRead() throws Exception {
        var onlyHeader = Arrays.copyOf(AFTER, PAGE_BYTES);
        Arrays.fill(onlyHeader, 100, PAGE_BYTES, (byte) 0);
        assertThat(purls(read(onlyHeader, log().change(onlyHeader, AFTER).bytes()))).hasSize(2);
    }

    @Test
    void theLastOfSeveralCommitsCounts() throws Exception {
        var log = log().change(BEFORE, AFTER).change(AFTER, BEFORE);
        assertThat(read(BEFORE, log.bytes())).isEqualTo(read(BEFORE, new byte[0]));
    }

    @Test
    void framesThatWereNotCommittedDoNotCount() throws Exception {
        var log = log();
        for (int page = 1; page <= AFTER.length / PAGE_BYTES; page++) {
            log.frame(
                    page, 0, Arrays.copyOfRange(AFTER, (page - 1) * PAGE_BYTES, page * PAGE_BYTES));
        }
        assertThat(read(BEFORE, log.bytes())).isEqualTo(read(BEFORE, new byte[0]));
    }

    @Test
    void framesOfAnEarlierAgeOfTheLogDoNotCount() throws Exception {
        var log = log().withOtherSalt().change(BEFORE, AFTER);
        assertThat(read(BEFORE, log.bytes())).isEqualTo(read(BEFORE, new byte[0]));
    }

    @Test
    void fromAFrameWithAWrongChecksumOnNothingCounts() throws Exception {
        var bytes = log().change(BEFORE, AFTER).change(AFTER, AFTER).bytes();
        bytes[32 + 24 + 200] ^= 1;
        assertThat(read(BEFORE, bytes)).isEqualTo(read(BEFORE, new byte[0]));
    }

    @Test
    void aLogThatIsCutCountsUpToItsLastCommit() throws Exception {
        var whole = log().change(BEFORE, AFTER).change(AFTER, BEFORE).bytes();
        assertThat(purls(read(BEFORE, Arrays.copyOf(whole, whole.length - 1)))).hasSize(2);
    }

    @Test
    void aChangeThatWasBrokenOffIsAGap() throws Exception {
        var journal = HexFormat.of().parseHex("d9d505f920a163d7000000010000");
        var reading = reader.read(ClaimedFile.of(PATH, BEFORE).withCompanion("-journal", journal));
        assertThat(reading.observations()).hasSize(1);
        assertThat(reading.gaps())
                .containsExactly("a change that was broken off is not taken back: -journal");
    }

    @Test
    void aFinishedJournalIsNoGap() throws Exception {
        var reading =
                reader.read(ClaimedFile.of(PATH, BEFORE).withCompanion("-journal", new byte[512]));
        assertThat(reading.gaps()).isEmpty();
    }

    private static SqliteLog log() {
        return sqliteLog(PAGE_BYTES);
    }

    private static RpmHeader verbose(String name, int letters) {
        return rpmHeader(name, "1", "1").licence("l".repeat(letters));
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
        var deep = withSmallPages();
        for (int i = 0; i < 20; i++) {
            deep.with(verbose("a" + i, i * 100));
        }
        return Stream.of(rpmSqlite().with(rpmHeader("a", "1", "1")).bytes(), deep.bytes())
                .flatMap(Damage::versions);
    }

    @MethodSource("logs")
    @FuzzTest
    void anyLogIsAppliedOrPassedOver(byte[] log) throws Exception {
        assertThat(read(BEFORE, log).observations()).isNotNull();
    }

    static Stream<byte[]> logs() {
        return Stream.of(log().change(BEFORE, AFTER).bytes()).flatMap(Damage::versions);
    }

    private Reading read(byte[] bytes, byte[] log) throws MalformedFileException {
        return reader.read(ClaimedFile.of(PATH, bytes).withCompanion("-wal", log));
    }

    private Reading read(byte[] bytes) throws MalformedFileException {
        return reader.read(ClaimedFile.of(PATH, bytes));
    }
}
