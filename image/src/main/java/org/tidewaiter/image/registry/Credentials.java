package org.tidewaiter.image.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What proves to a registry who asks. Never printed.
public sealed interface Credentials {
    record Anonymous() implements Credentials {}

    record Password(String user, String password) implements Credentials {
        /// The value of an `Authorization` header, or of one for a proxy.
        public String basic() {
            var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(both);
        }

        @Override
        public String toString() {
            return "Password[user=" + user + "]";
        }
    }

    /// An OAuth2 refresh token, from which access tokens are made.
    record IdentityToken(String token) implements Credentials {
        @Override
        public String toString() {
            return "IdentityToken[]";
        }
    }

    /// A token that the registry itself takes.
    record RegistryToken(String token) implements Credentials {
        @Override
        public String toString() {
            return "RegistryToken[]";
        }
    }
}
