package org.tidewaiter.image.registry;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLHandshakeException;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// Sends requests about repositories: finds out how a registry is reached, and proves who asks when
/// it wants to know.
final class RegistryConnection implements AutoCloseable {
    private final RegistryOptions options;
    private final RegistriesConf conf;
    private final Transport transport;
    private final Patience patience;
    private final Authorizer authorizer;
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final Map<String, Credentials> credentials = new ConcurrentHashMap<>();

    /// `Authorization` headers, by registry and scope.
    private final Map<String, String> authorizations = new ConcurrentHashMap<>();

    /// @param pause before a registry is asked again that is busy
    RegistryConnection(RegistryOptions options, Duration pause) throws ProblemException {
        this.options = options;
        conf = RegistriesConf.load(options.environment());
        transport = new Transport(options);
        patience = new Patience(transport, pause);
        authorizer = new Authorizer(patience);
    }

    /// A name as the user typed it, which may be short for another.
    String withoutAlias(String name) {
        return conf.withoutAlias(name);
    }

    /// What was asked for, from whoever gave it.
    ///
    /// @param name that the image has there
    /// @param response of any status; to be closed
    record Given(ImageReference name, HttpResponse<InputStream> response) {}

    /// From the first mirror that has it, or else from the registry. A mirror is told nothing of
    /// who we are to the registry.
    ///
    /// @param path in the repository, for example `manifests/latest`
    /// @param headers for example `Accept`
    Given get(ImageReference image, String path, Map<String, String> headers)
            throws ProblemException, IOException {
        var names = names(image);
        for (var mirror : names.subList(0, names.size() - 1)) {
            var found = mirrored(mirror, path, headers);
            if (found.isPresent()) {
                return new Given(mirror, found.get());
            }
        }
        return new Given(names.getLast(), authorized(names.getLast(), path, headers));
    }

    /// The mirrors that were named to us, then those of the configuration, then the registry.
    private List<ImageReference> names(ImageReference image) throws ProblemException {
        var names = new ArrayList<ImageReference>();
        for (var mirror : options.mirrors()) {
            if (mirror.mirrors(image)) {
                names.add(mirror.nameOf(image));
            }
        }
        var configured = conf.find(image);
        if (configured.isPresent() && configured.get().blocked()) {
            throw new ProblemException(
                    "registry-blocked",
                    "%s may not be pulled: the configuration of registries blocks '%s'"
                            .formatted(image, configured.get().prefix()),
                    "ask who runs this machine, or name another registry");
        }
        names.addAll(configured.isPresent() ? configured.get().namesOf(image) : List.of(image));
        return names;
    }

    /// A mirror that fails costs nothing but time, since the registry has all that it has.
    private Optional<HttpResponse<InputStream>> mirrored(
            ImageReference image, String path, Map<String, String> headers) {
        try {
            var response = authorized(image, path, headers);
            if (response.statusCode() < 300) {
                return Optional.of(response);
            }
            response.body().close();
        } catch (ProblemException | IOException _) {
            // it is not there, or does not know us
        }
        return Optional.empty();
    }

    /// Proves to the registry who asks, at its own address.
    ///
    /// @return of any status, 401 where `who` is not accepted; to be closed
    HttpResponse<InputStream> greet(String registry, Credentials who)
            throws ProblemException, IOException {
        var uri = endpoint(registry).uri("/v2/");
        var response = patience.send(request(uri, Map.of(), Optional.empty()));
        if (response.statusCode() != 401 || !isOf(uri, response)) {
            return response;
        }
        var challenges = Challenge.parse(response.headers().allValues("WWW-Authenticate"));
        var authorization = authorizer.answer(challenges, uri, "", who);
        if (authorization.isEmpty()) {
            return response;
        }
        response.body().close();
        return patience.send(request(uri, Map.of(), authorization));
    }

    private HttpResponse<InputStream> authorized(
            ImageReference image, String path, Map<String, String> headers)
            throws ProblemException, IOException {
        var uri = endpoint(image.registry()).uri("/v2/" + image.repository() + "/" + path);
        var scope = "repository:" + image.repository() + ":pull";
        var key = image.registry() + " " + scope;
        var known = Optional.ofNullable(authorizations.get(key));
        var response = patience.send(request(uri, headers, known));
        if (response.statusCode() != 401 || !isOf(uri, response)) {
            return response;
        }
        response.body().close();
        var challenges = Challenge.parse(response.headers().allValues("WWW-Authenticate"));
        var who = credentials(image.registry());
        var authorization = authorizer.answer(challenges, uri, scope, who);
        if (authorization.isEmpty()) {
            throw RegistryProblems.denied(
                    image,
                    image.toString(),
                    who instanceof Credentials.Anonymous
                            ? "401, and no credentials for %s are at hand"
                                    .formatted(image.registry())
                            : "401, and the credentials at hand are not accepted");
        }
        authorizations.put(key, authorization.get());
        return patience.send(request(uri, headers, authorization));
    }

    private static HttpRequest request(
            URI uri, Map<String, String> headers, Optional<String> authorization) {
        var request = HttpRequest.newBuilder(uri).setHeader("User-Agent", "tidewaiter");
        headers.forEach(request::setHeader);
        authorization.ifPresent(value -> request.setHeader("Authorization", value));
        return request.build();
    }

    /// Whether the registry itself answered, and not a place it redirects to.
    private static boolean isOf(URI registry, HttpResponse<?> response) {
        return registry.getAuthority().equals(response.uri().getAuthority());
    }

    private Credentials credentials(String registry) throws ProblemException {
        var known = credentials.get(registry);
        if (known == null) {
            known = DockerConfig.load(options.environment()).of(registry);
            credentials.put(registry, known);
        }
        return known;
    }

    private Endpoint endpoint(String registry) throws ProblemException, IOException {
        var known = endpoints.get(registry);
        if (known == null) {
            known = find(registry);
            endpoints.put(registry, known);
        }
        return known;
    }

    /// A registry on this host may speak plain HTTP, which the first request finds out.
    private Endpoint find(String registry) throws ProblemException, IOException {
        var host = registry.replaceFirst(":[0-9]+$", "");
        boolean plainMirror =
                options.mirrors().stream()
                        .anyMatch(one -> one.plainHttp() && one.registry().equals(registry));
        if (plainMirror
                || options.plainHttp().contains(registry)
                || options.plainHttp().contains(host)) {
            return Endpoint.http(registry);
        }
        boolean plain =
                Endpoint.isLoopback(registry)
                        ? speaksPlainHttp(Endpoint.http(registry))
                        : conf.isInsecure(registry) && !speaksTls(Endpoint.https(registry));
        return plain ? Endpoint.http(registry) : Endpoint.https(registry);
    }

    private boolean speaksPlainHttp(Endpoint endpoint) throws ProblemException, IOException {
        try {
            var response =
                    transport.send(request(endpoint.uri("/v2/"), Map.of(), Optional.empty()));
            response.body().close();
            return response.statusCode() != 400; // what a TLS server answers to plain HTTP
        } catch (ConnectException e) {
            throw e;
        } catch (IOException _) {
            return false;
        }
    }

    /// Also where its certificate is not believed, which plain HTTP would not make better.
    private boolean speaksTls(Endpoint endpoint) throws ProblemException {
        try {
            transport
                    .send(request(endpoint.uri("/v2/"), Map.of(), Optional.empty()))
                    .body()
                    .close();
            return true;
        } catch (SSLHandshakeException e) {
            return !(e.getCause() instanceof EOFException);
        } catch (CertificateWantedException _) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
