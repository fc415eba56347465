package org.tidewaiter.inventory.rpm;

import java.util.Arrays;
import java.util.HexFormat;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;

/// Reads rpm's database in SQLite, as rpm has it since 4.16: a table of headers.
///
/// What a write-ahead log beside it holds counts, as it does for rpm. A rollback journal beside it
/// says that a change was broken off half-way; rpm would take the change back, we say that we did
/// not.
public final class RpmSqliteReader implements FileReader {
    private static final String LOG = "-wal";
    private static final String JOURNAL = "-journal";
    private static final byte[] JOURNAL_MAGIC = HexFormat.of().parseHex("d9d505f920a163d7");

    private static final String TABLE = "Packages";
    private static final int HEADER_COLUMN = 1;

    @Override
    public String name() {
        return "rpm-sqlite";
    }

    @Override
    public Claims claims() {
        return RpmListing.claims("rpmdb.sqlite").withCompanions(LOG, JOURNAL);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var listing = new RpmListing();
        if (isHot(companion(file, JOURNAL))) {
            listing.addFault("a change that was broken off is not taken back", JOURNAL);
        }
        var tables =
                new SqliteTables(SqlitePages.open(file.content(), companion(file, LOG)), listing);
        var root = tables.root(TABLE);
        if (root.isPresent()) {
            tables.read(root.get(), row -> listing.add(row.bytes(HEADER_COLUMN)));
        } else {
            listing.addFault("no table of packages", file.path());
        }
        return listing.reading();
    }

    private static byte[] companion(ClaimedFile file, String suffix) {
        return file.companions().getOrDefault(suffix, new byte[0]);
    }

    private static boolean isHot(byte[] journal) {
        return journal.length >= JOURNAL_MAGIC.length
                && Arrays.equals(
                        journal, 0, JOURNAL_MAGIC.length, JOURNAL_MAGIC, 0, JOURNAL_MAGIC.length);
    }
}
