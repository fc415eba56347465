package org.tidewaiter.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tidewaiter.model.ProblemException;

/// Sends requests, follows redirects, and gives up on servers that stall. What identifies us goes
/// to the server it is meant for and to no other; certificates of a host's own are for that host.
final class Transport implements AutoCloseable {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MAX_REDIRECTS = 8;

    private final RegistryOptions options;
    private final CertificateFolders folders;
    private final Map<String, HostCertificates> certificates = new ConcurrentHashMap<>();

    /// A client is one for all that it connects to: hosts with certificates of their own have one
    /// of their own.
    private final Map<HostCertificates, HttpClient> clients = new HashMap<>();

    private final HostCertificates everybodys;
    private final CertificateRequests requests = new CertificateRequests();

    Transport(RegistryOptions options) throws ProblemException {
        this.options = options;
        folders = CertificateFolders.of(options.environment());
        everybodys = new HostCertificates(options.certificates().authorities(), List.of());
        client(everybodys);
    }

    /// @param request a redirect is followed only for GET and HEAD
    /// @return the body fails with an exception when nothing arrives for the timeout; to be closed
    HttpResponse<InputStream> send(HttpRequest request) throws ProblemException, IOException {
        var current = request;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            var response = sendOnce(client(request.uri(), current.uri()), current);
            var location = response.headers().firstValue("Location");
            if (!REDIRECTS.contains(response.statusCode())
                    || location.isEmpty()
                    || !isSafe(request)) {
                return response;
            }
            response.body().close();
            current = redirected(current, location.get());
        }
        throw new IOException("it redirects more than %d times".formatted(MAX_REDIRECTS));
    }

    private static boolean isSafe(HttpRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private static HttpRequest redirected(HttpRequest from, String location) throws IOException {
        URI to;
        try {
            to = from.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("it redirects to what is no URL", e);
        }
        boolean http = "http".equals(to.getScheme());
        if (to.getHost() == null || !(http || "https".equals(to.getScheme()))) {
            throw new IOException("it redirects to what is no web address");
        }
        if (http && !from.uri().getScheme().equals("http")) {
            throw new IOException("it redirects from HTTPS to plain HTTP at " + to.getAuthority());
        }
        boolean sameServer =
                to.getScheme().equals(from.uri().getScheme())
                        && to.getAuthority().equalsIgnoreCase(from.uri().getAuthority());
        return HttpRequest.newBuilder(
                        from, (name, _) -> sameServer || !name.equalsIgnoreCase("Authorization"))
                .uri(to)
                .build();
    }

    /// Where a redirect leads to another host, that is not shown who we are.
    private HttpClient client(URI first, URI to) throws ProblemException {
        if (!"https".equals(to.getScheme())) {
            return client(everybodys);
        }
        var host = to.getAuthority().toLowerCase(Locale.ROOT);
        var known = certificates.get(host);
        if (known == null) {
            known = certificates(host);
            certificates.put(host, known);
        }
        boolean redirected = !host.equalsIgnoreCase(first.getAuthority());
        return client(redirected ? known.withoutClients() : known);
    }

    private HostCertificates certificates(String host) throws ProblemException {
        var stored = folders.of(host);
        var authorities = new ArrayList<>(options.certificates().authorities());
        authorities.addAll(stored.authorities());
        var given =
                options.certificates().clients().entrySet().stream()
                        .filter(one -> Endpoint.https(one.getKey()).isAt(host))
                        .map(Map.Entry::getValue)
                        .toList();
        return new HostCertificates(authorities, given.isEmpty() ? stored.clients() : given);
    }

    private synchronized HttpClient client(HostCertificates its) throws ProblemException {
        var known = clients.get(its);
        if (known == null) {
            known =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .connectTimeout(options.timeout())
                            .sslContext(Trust.with(its, requests))
                            .proxy(options.proxies().selector())
                            .build();
            clients.put(its, known);
        }
        return known;
    }

    private HttpResponse<InputStream> sendOnce(HttpClient client, HttpRequest request)
            throws IOException {
        var timeout = options.timeout();
        var sent = client.sendAsync(toProxy(request), _ -> new TimedBody(timeout));
        try {
            var response = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            requests.answered(request.uri());
            return response;
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause() == null ? e : e.getCause(), request.uri());
        } catch (TimeoutException _) {
            sent.cancel(true);
            throw new HttpTimeoutException(
                    "no answer for %d seconds".formatted(timeout.toSeconds()));
        } catch (InterruptedException _) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    /// The client gives this header to the proxy only, and to nobody where there is none.
    private HttpRequest toProxy(HttpRequest request) {
        return options.proxies()
                .login()
                .of(request.uri())
                .map(password ->
                        HttpRequest.newBuilder(request, (_, _) -> true)
                                .setHeader("Proxy-Authorization", password.basic())
                                .build())
                .orElse(request);
    }

    private IOException unwrapped(Throwable cause, URI host) {
        return switch (cause) {
            case HttpConnectTimeoutException _ ->
                    new HttpTimeoutException(
                            "no connection for %d seconds"
                                    .formatted(options.timeout().toSeconds()));
            case ConnectException e -> e;
            case IOException e when requests.areUnmetBy(host) ->
                    new CertificateWantedException(host.getAuthority(), e);
            case IOException e -> e;
            case Error e -> throw e;
            default -> new IOException(cause);
        };
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(HttpClient::shutdownNow);
    }
}
