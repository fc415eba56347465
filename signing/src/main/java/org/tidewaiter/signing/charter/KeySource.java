package org.tidewaiter.signing.charter;

import java.util.List;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.VerificationKey;

/// Gives the keys and certificates that a draft names by their files. What is signed has them in
/// it.
public interface KeySource {
    /// @param where the draft names it
    /// @throws RefusedException if there are none in it
    List<VerificationKey> keys(String file, String where) throws RefusedException;

    /// @return of X.509, each in DER
    /// @throws RefusedException if there are none in it
    List<byte[]> certificates(String file, String where) throws RefusedException;
}
