package org.tidewaiter.signing.charter;

import java.util.List;

/// Who certifies.
///
/// @param certificates X.509 in DER, each an anchor; at least one
public record Authority(List<byte[]> certificates) {
    public Authority {
        certificates = List.copyOf(certificates);
    }
}
