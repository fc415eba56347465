package org.tidewaiter.inventory.rpm;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;

/// Reads rpm's database in Berkeley DB, as rpm had it until 4.15: a hash of headers, in the byte
/// order of the machine that made it.
public final class RpmBerkeleyReader implements FileReader {
    @Override
    public String name() {
        return "rpm-berkeley";
    }

    @Override
    public Claims claims() {
        return RpmListing.claims("Packages");
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var listing = new RpmListing();
        BerkeleyHash.open(file.content(), listing).read(listing::add);
        return listing.reading();
    }
}
