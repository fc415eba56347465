package org.tidewaiter.image.registry;

import java.net.Socket;
import java.net.URI;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Which hosts asked for a certificate of ours when there was none to show, or none of an authority
/// that they named. One that insists ends the connection, in TLS 1.3 only after the handshake, and
/// whether its reason or the end arrives first is chance: that it asked is certain.
///
/// @see "RFC 8446, 4.3.2 Certificate Request, 4.4.2.4 Receiving a Certificate Message"
final class CertificateRequests {
    /// `host:port`
    private final Set<String> unmet = ConcurrentHashMap.newKeySet();

    /// Those that ask, but do not insist.
    private final Set<String> answering = ConcurrentHashMap.newKeySet();

    /// To be called when a host has answered a request.
    void answered(URI host) {
        answering.add(place(host));
    }

    /// Whether a host that ended the connection without an answer did so for want of a certificate.
    boolean areUnmetBy(URI host) {
        return unmet.contains(place(host)) && !answering.contains(place(host));
    }

    private static String place(URI uri) {
        return place(uri.getHost(), uri.getPort() < 0 ? 443 : uri.getPort());
    }

    private static String place(@Nullable String host, int port) {
        var name = String.valueOf(host).replaceFirst("^\\[(.*)]$", "$1").toLowerCase(Locale.ROOT);
        return name + ":" + port;
    }

    /// Gives what `keys` gives, and notes who got nothing.
    X509ExtendedKeyManager noting(X509ExtendedKeyManager keys) {
        return new Noting(keys);
    }

    private final class Noting extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;

        Noting(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public @Nullable String chooseEngineClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
            var chosen = keys.chooseEngineClientAlias(keyTypes, issuers, engine);
            if (chosen == null) {
                unmet.add(place(engine.getPeerHost(), engine.getPeerPort()));
            }
            return chosen;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return keys.chooseClientAlias(keyTypes, issuers, socket);
        }

        @Override
        public String @Nullable [] getClientAliases(
                String keyType, Principal @Nullable [] issuers) {
            return keys.getClientAliases(keyType, issuers);
        }

        @Override
        public String @Nullable [] getServerAliases(
                String keyType, Principal @Nullable [] issuers) {
            return keys.getServerAliases(keyType, issuers);
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return keys.chooseServerAlias(keyType, issuers, socket);
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }
}
