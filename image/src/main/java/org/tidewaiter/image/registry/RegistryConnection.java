package org.tidewaiter.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// Sends requests about repositories: finds out how a registry is reached, and proves who asks when
/// it wants to know.
final class RegistryConnection implements AutoCloseable {
    /// What Java says of an answer that is no TLS.
    private static final Pattern NO_TLS = Pattern.compile("(?i)unrecognized SSL message");

    private final RegistryOptions options;
    private final RegistriesConf conf;
    private final Transport transport;
    private final Patience patience;
    private final Authorizer authorizer;
    private final Map<Host, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final Map<String, Credentials> credentials = new ConcurrentHashMap<>();

    /// `Authorization` headers, by endpoint and scope.
    private final Map<String, String> authorizations = new ConcurrentHashMap<>();

    /// Mirrors that could not be reached, or broke off.
    private final Set<Host> deadMirrors = ConcurrentHashMap.newKeySet();

    /// @param insecure plain HTTP will do where there is no TLS: of one registry this may be said
    ///   of some names and not of others
    private record Host(String registry, boolean insecure) {
        static Host of(Source source) {
            return new Host(source.image().registry(), source.insecure());
        }
    }

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
    /// @param what is asked for, for problems
    /// @param path in the repository, for example `manifests/latest`
    /// @param headers for example `Accept`
    Given get(ImageReference image, String what, String path, Map<String, String> headers)
            throws ProblemException {
        var sources = sources(image);
        for (var mirror : sources.subList(0, sources.size() - 1)) {
            var found = mirrored(mirror, path, headers);
            if (found.isPresent()) {
                return new Given(mirror.image(), found.get());
            }
        }
        return get(sources.getLast(), what, path, headers);
    }

    /// As [#get], but of no mirror: for what is not named by a digest, and may have changed since a
    /// mirror fetched it.
    Given getNewest(ImageReference image, String what, String path, Map<String, String> headers)
            throws ProblemException {
        return get(sources(image).getLast(), what, path, headers);
    }

    private Given get(Source source, String what, String path, Map<String, String> headers)
            throws ProblemException {
        try {
            return new Given(source.image(), authorized(source, Asked.get(path, headers)));
        } catch (IOException e) {
            throw RegistryProblems.of(source.image(), what, e);
        }
    }

    /// What is asked of a repository.
    ///
    /// @param path in the repository, or the whole address that the registry itself gave
    /// @param body of a request that writes; can be sent again
    /// @param rights that are needed for it, as registries write them: `pull`, `pull,push`
    record Asked(
            String method,
            String path,
            Map<String, String> headers,
            BodyPublisher body,
            String rights) {
        static Asked get(String path, Map<String, String> headers) {
            return new Asked("GET", path, headers, BodyPublishers.noBody(), "pull");
        }

        static Asked toWrite(
                String method, String path, Map<String, String> headers, BodyPublisher body) {
            return new Asked(method, path, headers, body, "pull,push");
        }

        URI uri(Endpoint endpoint, ImageReference image) {
            return path.contains("://")
                    ? URI.create(path)
                    : endpoint.uri("/v2/" + image.repository() + "/" + path);
        }

        HttpRequest request(URI uri, Optional<String> authorization) {
            var request = HttpRequest.newBuilder(uri).setHeader("User-Agent", "tidewaiter");
            headers.forEach(request::setHeader);
            authorization.ifPresent(value -> request.setHeader("Authorization", value));
            return request.method(method, body).build();
        }
    }

    /// Sends what changes a repository, to the registry itself and to no mirror.
    ///
    /// @param what is written, for problems
    /// @return of any status; to be closed
    HttpResponse<InputStream> write(ImageReference image, String what, Asked asked)
            throws ProblemException {
        var registry = sources(image).getLast();
        try {
            return authorized(registry, asked);
        } catch (IOException e) {
            throw RegistryProblems.of(registry.image(), what, e);
        }
    }

    /// The mirrors that were named to us, then those of the configuration, then the registry.
    private List<Source> sources(ImageReference image) throws ProblemException {
        var sources = new ArrayList<Source>();
        for (var mirror : options.mirrors()) {
            if (mirror.mirrors(image)) {
                var name = mirror.nameOf(image);
                sources.add(new Source(name, conf.isInsecure(name.toString())));
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
        sources.addAll(
                configured.isPresent()
                        ? configured.get().sourcesOf(image)
                        : List.of(new Source(image, false)));
        return sources;
    }

    /// A mirror that fails costs nothing but time, and that once only, since the registry has all
    /// that it has.
    ///
    /// @throws ProblemException where what we are to show to it is broken
    private Optional<HttpResponse<InputStream>> mirrored(
            Source mirror, String path, Map<String, String> headers) throws ProblemException {
        var host = Host.of(mirror);
        if (deadMirrors.contains(host)) {
            return Optional.empty();
        }
        try {
            var response = authorized(mirror, Asked.get(path, headers));
            if (response.statusCode() < 300) {
                return Optional.of(response);
            }
            response.body().close();
        } catch (IOException _) {
            deadMirrors.add(host);
        } catch (ProblemException e) {
            if (!RegistryProblems.isAnswer(e)) {
                throw e;
            }
        }
        return Optional.empty();
    }

    /// Proves to the registry who asks, at its own address.
    ///
    /// @return of any status, 401 where `who` is not accepted; to be closed
    HttpResponse<InputStream> greet(String registry, Credentials who)
            throws ProblemException, IOException {
        var uri = endpoint(new Host(registry, conf.isInsecure(registry))).uri("/v2/");
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

    private HttpResponse<InputStream> authorized(Source source, Asked asked)
            throws ProblemException, IOException {
        var image = source.image();
        var endpoint = endpoint(Host.of(source));
        var uri = asked.uri(endpoint, image);
        if (endpoint.uri("/").getScheme().equals("https") && !"https".equals(uri.getScheme())) {
            throw new IOException("it sends from HTTPS to plain HTTP at " + uri.getAuthority());
        }
        if (!endpoint.isAt(uri.getAuthority())) {
            return patience.send(asked.request(uri, Optional.empty()));
        }
        var scope = "repository:" + image.repository() + ":" + asked.rights();
        var key = endpoint.base() + " " + scope;
        var known = Optional.ofNullable(authorizations.get(key));
        var response = patience.send(asked.request(uri, known));
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
        return patience.send(asked.request(uri, authorization));
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

    private Endpoint endpoint(Host host) throws ProblemException, IOException {
        var known = endpoints.get(host);
        if (known == null) {
            known = find(host.registry(), host.insecure());
            endpoints.put(host, known);
        }
        return known;
    }

    /// A registry on this host may speak plain HTTP, which the first request finds out.
    private Endpoint find(String registry, boolean insecure) throws ProblemException, IOException {
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
                        : insecure && hasNoTls(Endpoint.https(registry));
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

    /// Whether nothing listens where TLS would be, or something that answers otherwise. Silence, a
    /// connection that breaks off and a certificate that is not believed say nothing of the kind:
    /// whoever brings them about is not to be given passwords in the clear.
    private boolean hasNoTls(Endpoint endpoint) throws ProblemException {
        try {
            transport
                    .send(request(endpoint.uri("/v2/"), Map.of(), Optional.empty()))
                    .body()
                    .close();
            return false;
        } catch (ConnectException _) {
            return true;
        } catch (SSLException e) {
            return NO_TLS.matcher(String.valueOf(e.getMessage())).find();
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
