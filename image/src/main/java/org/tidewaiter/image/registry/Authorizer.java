package org.tidewaiter.image.registry;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.image.registry.Credentials.Anonymous;
import org.tidewaiter.image.registry.Credentials.IdentityToken;
import org.tidewaiter.image.registry.Credentials.Password;
import org.tidewaiter.image.registry.Credentials.RegistryToken;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// Answers a registry's challenge.
///
/// @see "distribution, Docker Registry v2 authentication via central service; Token Authentication
///   Implementation; OAuth2 Token Authentication"
record Authorizer(Patience patience) {
    private static final int MAX_TOKEN_BYTES = 1 << 20;
    private static final String CLIENT = "tidewaiter";

    /// @param challenges as the registry at `registry` gave them
    /// @param scope what is to be done, `repository:NAME:pull`; empty to prove only who asks
    /// @return the value of an `Authorization` header; nothing where no challenge can be met
    Optional<String> answer(
            List<Challenge> challenges, URI registry, String scope, Credentials credentials)
            throws ProblemException, IOException {
        for (var challenge : challenges) {
            if (challenge.scheme().equals("bearer")) {
                return token(challenge, registry, scope, credentials).map(it -> "Bearer " + it);
            }
        }
        boolean basic = challenges.stream().anyMatch(it -> it.scheme().equals("basic"));
        return basic && credentials instanceof Password password
                ? Optional.of(password.basic())
                : Optional.empty();
    }

    private Optional<String> token(
            Challenge challenge, URI registry, String scope, Credentials credentials)
            throws ProblemException, IOException {
        if (credentials instanceof RegistryToken(var token)) {
            return Optional.of(token);
        }
        var realm = realm(challenge, registry);
        var parameters = new TreeMap<String, String>();
        if (!scope.isEmpty()) {
            parameters.put("scope", scope);
        }
        if (!challenge.parameter("service").isEmpty()) {
            parameters.put("service", challenge.parameter("service"));
        }
        var request =
                switch (credentials) {
                    case IdentityToken(var token) -> {
                        parameters.put("grant_type", "refresh_token");
                        parameters.put("refresh_token", token);
                        parameters.put("client_id", CLIENT);
                        yield post(realm, parameters);
                    }
                    case Password password ->
                            get(realm, parameters).setHeader("Authorization", password.basic());
                    case Anonymous() -> get(realm, parameters);
                    case RegistryToken _ -> throw new IllegalStateException();
                };
        return send(request.build());
    }

    /// A registry that is spoken to by TLS may not have our password sent in the clear.
    private static URI realm(Challenge challenge, URI registry) throws IOException {
        var text = challenge.parameter("realm");
        try {
            var realm = registry.resolve(text);
            boolean https = "https".equals(realm.getScheme());
            boolean http = "http".equals(realm.getScheme());
            if (realm.getHost() != null && (https || (http && isHttp(registry)))) {
                return realm;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new IOException("it names a place for tokens that may not be used: '" + text + "'");
    }

    private static boolean isHttp(URI registry) {
        return registry.getScheme().equals("http");
    }

    private static HttpRequest.Builder get(URI realm, Map<String, String> parameters) {
        var separator = realm.getRawQuery() == null ? "?" : "&";
        return HttpRequest.newBuilder(URI.create(realm + separator + encoded(parameters)));
    }

    private static HttpRequest.Builder post(URI realm, Map<String, String> parameters) {
        return HttpRequest.newBuilder(realm)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(parameters)));
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry ->
                        entry.getKey()
                                + "="
                                + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// @return nothing where the token is refused
    private Optional<String> send(HttpRequest request) throws ProblemException, IOException {
        var response = patience.send(request);
        try (var body = response.body()) {
            int status = response.statusCode();
            if (status == 401 || status == 403) {
                return Optional.empty();
            }
            if (status == 429) {
                throw RegistryProblems.busyWithTokens(request.uri().getHost(), response);
            }
            if (status != 200) {
                throw new IOException(
                        "%s answers %d when asked for a token"
                                .formatted(request.uri().getHost(), status));
            }
            var json = JsonReader.read(body.readNBytes(MAX_TOKEN_BYTES));
            return token(json);
        } catch (MalformedJsonException e) {
            throw new IOException(
                    "%s gives a token that is no JSON: %s"
                            .formatted(request.uri().getHost(), e.getMessage()),
                    e);
        }
    }

    private static Optional<String> token(Json json) throws IOException {
        var token = json.text("token").isEmpty() ? json.text("access_token") : json.text("token");
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IOException("the answer to the question for a token has none");
        }
        return Optional.of(token);
    }
}
