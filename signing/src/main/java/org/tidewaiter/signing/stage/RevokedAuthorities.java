package org.tidewaiter.signing.stage;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Issuer.Certificate.Way;
import org.tidewaiter.signing.certificate.Certificate;
import org.tidewaiter.signing.certificate.MalformedCertificateException;
import org.tidewaiter.signing.charter.Authority;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Revocation;
import org.tidewaiter.signing.key.UnusableKeyException;

/// Authorities that are not believed any more, known by their certificates and by their keys: of
/// one key there may be several certificates, under several roots.
record RevokedAuthorities(Map<Revocation, Set<Digest>> marks) {
    /// @param revocations those that count; others than of authorities are passed over
    static RevokedAuthorities of(Charter charter, List<Revocation> revocations) {
        var marks = new LinkedHashMap<Revocation, Set<Digest>>();
        for (var one : revocations) {
            var known = charter.authorities().get(one.value());
            if (one.target() == Revocation.Target.AUTHORITY && known != null) {
                marks.put(one, marks(known));
            }
        }
        return new RevokedAuthorities(marks);
    }

    private static Set<Digest> marks(Authority authority) {
        var marks = new HashSet<Digest>();
        for (var der : authority.certificates()) {
            marks.add(VerifiedBytes.sha256(der));
            key(der).ifPresent(marks::add);
        }
        return marks;
    }

    /// @return nothing for what no chain can lead over
    private static Optional<Digest> key(byte[] der) {
        try {
            return Optional.of(Certificate.read(der).key().fingerprint());
        } catch (MalformedCertificateException | UnusableKeyException _) {
            return Optional.empty();
        }
    }

    /// Why a way leads nowhere.
    Optional<Revocation> of(Way way) {
        return marks.entrySet().stream()
                .filter(one ->
                        one.getValue().contains(way.authority())
                                || way.keys().stream().anyMatch(one.getValue()::contains))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
