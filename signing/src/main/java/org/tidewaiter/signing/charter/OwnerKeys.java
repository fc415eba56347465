package org.tidewaiter.signing.charter;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.key.VerificationKey;

/// The keys by which the owners of a charter sign its versions.
///
/// @param holders who has the key, of those that count
/// @param revoked keys of owners that do not count, whatever the date of their revocation: nobody
///   witnesses when a charter was signed
record OwnerKeys(Map<VerificationKey, String> holders, Set<VerificationKey> revoked) {
    static OwnerKeys none() {
        return new OwnerKeys(Map.of(), Set.of());
    }

    static OwnerKeys of(Charter charter) {
        var revokedHolders = new HashSet<String>();
        var revokedKeys = new HashSet<String>();
        for (var one : charter.revocations()) {
            switch (one.target()) {
                case HOLDER -> revokedHolders.add(one.value());
                case KEY -> revokedKeys.add(one.value());
                case AUTHORITY, IDENTITY -> {}
            }
        }
        var holders = new LinkedHashMap<VerificationKey, String>();
        var revoked = new HashSet<VerificationKey>();
        for (var name : charter.members(charter.owners().holders())) {
            var holder = Optional.ofNullable(charter.holders().get(name));
            for (var key : holder.map(Holder::keys).orElseThrow()) {
                if (revokedHolders.contains(name)
                        || revokedKeys.contains(key.fingerprint().toString())) {
                    revoked.add(key);
                } else {
                    holders.put(key, name);
                }
            }
        }
        return new OwnerKeys(holders, revoked);
    }

    Optional<VerificationKey> named(Digest fingerprint) {
        return holders.keySet().stream()
                .filter(key -> key.fingerprint().equals(fingerprint))
                .findFirst();
    }

    boolean isRevoked(Digest fingerprint) {
        return revoked.stream().anyMatch(key -> key.fingerprint().equals(fingerprint));
    }
}
