package org.tidewaiter.inventory.rpm;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;

/// Reads rpm's database in SQLite, as rpm has it since 4.16: a table of headers. What a write-ahead
/// log beside it holds counts, as it does for rpm.
public final class RpmSqliteReader implements FileReader {
    private static final String TABLE = "Packages";
    private static final int HEADER_COLUMN = 1;

    @Override
    public String name() {
        return "rpm-sqlite";
    }

    @Override
    public Claims claims() {
        return RpmListing.claims("rpmdb.sqlite");
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var listing = new RpmListing();
        var tables = new SqliteTables(SqlitePages.open(file.head(), new byte[0]), listing);
        var root = tables.root(TABLE);
        if (root.isPresent()) {
            tables.read(root.get(), row -> listing.add(row.bytes(HEADER_COLUMN)));
        } else {
            listing.addFault("no table of packages", file.path());
        }
        return listing.reading();
    }
}
