package org.tidewaiter.signing.exchange;

import java.time.Instant;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.KeySource;
import org.tidewaiter.signing.check.RefusedException;

/// A format in which another program keeps whom it believes. To add one: write it in a class of its
/// own, and add a line to [TrustFormats#BUILT_IN].
public interface TrustFormat {
    /// As it is typed.
    String name();

    /// @param stage one of the charter's; what only its roles say is written
    /// @param now whoever is revoked by then is left out
    Exported write(Charter charter, String stage, Instant now);

    /// @param files gives the keys that the file names
    /// @throws RefusedException if it does not follow the format
    Imported read(byte[] file, KeySource files) throws RefusedException;
}
