package org.tidewaiter.signing.charter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tidewaiter.signing.certificate.Authorities;
import org.tidewaiter.signing.certificate.Certificate;
import org.tidewaiter.signing.certificate.MalformedCertificateException;

/// Who certifies.
///
/// @param certificates X.509 in DER, each an anchor; at least one
public record Authority(List<byte[]> certificates) {
    public Authority {
        certificates = List.copyOf(certificates);
    }

    /// @throws MalformedCertificateException if one is none by which others can be certified
    void requireCertifying() throws MalformedCertificateException {
        var anchors = new ArrayList<Certificate>();
        for (var certificate : certificates) {
            anchors.add(Certificate.read(certificate));
        }
        Authorities.ofAny(anchors, List.of());
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
