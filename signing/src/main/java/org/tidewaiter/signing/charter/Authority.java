package org.tidewaiter.signing.charter;

import java.util.Arrays;
import java.util.List;

/// Who certifies.
///
/// @param certificates X.509 in DER, each an anchor; at least one
public record Authority(List<byte[]> certificates) {
    public Authority {
        certificates = List.copyOf(certificates);
    }

    /// The same certificates in the same order.
    @Override
    public boolean equals(Object other) {
        return other instanceof Authority it
                && Arrays.deepEquals(certificates.toArray(), it.certificates.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(certificates.toArray());
    }
}
