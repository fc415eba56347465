package org.tidewaiter.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Who signed, as far as the signature proves it.
public sealed interface Issuer {
    /// Whoever holds a key.
    ///
    /// @param fingerprint of the public key, as X.509 writes it
    /// @param name that the one who verifies has for it, for example its file; never the signer's
    record Key(Digest fingerprint, String name) implements Issuer {}

    /// Whoever a certificate names.
    ///
    /// @param subject as RFC 2253 writes it
    /// @param identities its alternative names (mail addresses, URIs, host names)
    /// @param provider who vouched for the identity to the authority; empty where it does not say
    /// @param key the fingerprint of its public key, as X.509 writes it
    /// @param authority the name of the trusted one to which the chain leads; its own where the
    ///   certificate itself is trusted
    /// @param authorityFingerprint of the authority's certificate, the whole of it
    /// @param notBefore and notAfter of the certificate, both included
    /// @param ways all by which it is believed; the first leads to `authority`
    record Certificate(
            String subject,
            List<String> identities,
            String provider,
            Digest key,
            String authority,
            Digest authorityFingerprint,
            Instant notBefore,
            Instant notAfter,
            List<Way> ways)
            implements Issuer {
        public Certificate {
            identities = List.copyOf(identities);
            ways = List.copyOf(ways);
        }

        /// A chain that is in order.
        ///
        /// @param authority the fingerprint of the trusted certificate to which it leads
        /// @param keys the fingerprints of all keys that certify on it
        public record Way(Digest authority, Set<Digest> keys) {
            public Way {
                keys = Set.copyOf(keys);
            }
        }
    }

    /// Whoever holds an OpenPGP key.
    ///
    /// @param fingerprint of the primary key, in lower-case hex digits
    /// @param users as the key names them; nobody vouches for that
    record OpenPgp(String fingerprint, List<String> users) implements Issuer {
        public OpenPgp {
            users = List.copyOf(users);
        }
    }

    /// In one line for people.
    default String words() {
        return switch (this) {
            case Key(var fingerprint, var name) -> "%s (%s)".formatted(name, fingerprint);
            case Certificate certificate ->
                    "%s, so says %s"
                            .formatted(
                                    certificate.identities().isEmpty()
                                            ? certificate.subject()
                                            : String.join(", ", certificate.identities()),
                                    certificate.authority());
            case OpenPgp(var fingerprint, var users) ->
                    "%s (%s)".formatted(String.join(", ", users), fingerprint);
        };
    }
}
