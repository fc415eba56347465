package org.tidewaiter.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.registry.Credentials.Password;
import org.tidewaiter.model.ProblemException;

/// The proxies that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name, also in lower case, as curl
/// and the programs of the container world read them. This host is always spoken to directly.
///
/// `NO_PROXY` is a list of hosts, with commas; a host stands for its subdomains too, also written
/// with a leading dot, and may have a port; an address stands for itself, and `10.0.0.0/8` for a
/// network; `*` is every host.
final class EnvironmentProxies extends ProxySelector {
    private static final int DEFAULT_PORT = 80;
    private static final Pattern PORT = Pattern.compile("([^:]+|\\[.*]):([0-9]+)");

    private final Optional<Named> https;
    private final Optional<Named> http;
    private final List<String> direct;

    private record Named(Proxy proxy, Optional<Password> login) {}

    private EnvironmentProxies(Optional<Named> https, Optional<Named> http, List<String> direct) {
        this.https = https;
        this.http = http;
        this.direct = direct;
    }

    /// @throws ProblemException `proxy-invalid`
    static EnvironmentProxies of(Map<String, String> environment) throws ProblemException {
        var list = value(environment, "NO_PROXY");
        return new EnvironmentProxies(
                proxy("HTTPS_PROXY", value(environment, "HTTPS_PROXY")),
                proxy("HTTP_PROXY", value(environment, "HTTP_PROXY")),
                list.isEmpty()
                        ? List.of()
                        : List.of(list.toLowerCase(Locale.ROOT).strip().split("\\s*,\\s*", -1)));
    }

    private static String value(Map<String, String> environment, String name) {
        var upper = environment.getOrDefault(name, "");
        return upper.isEmpty()
                ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "")
                : upper;
    }

    private static Optional<Named> proxy(String name, String value) throws ProblemException {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            var uri = URI.create(value.contains("://") ? value : "http://" + value);
            if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
                throw invalid(name, "is no address of an HTTP proxy");
            }
            int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
            return Optional.of(
                    new Named(
                            new Proxy(
                                    Proxy.Type.HTTP,
                                    InetSocketAddress.createUnresolved(uri.getHost(), port)),
                            login(uri.getRawUserInfo())));
        } catch (IllegalArgumentException _) {
            throw invalid(name, "is no address of an HTTP proxy");
        }
    }

    /// @param userInfo each half with percent signs where a URL has them
    private static Optional<Password> login(@Nullable String userInfo) {
        if (userInfo == null) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        var user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        return Optional.of(
                new Password(
                        decoded(user), colon < 0 ? "" : decoded(userInfo.substring(colon + 1))));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// Without the value, which may have a password in it.
    private static ProblemException invalid(String name, String what) {
        return new ProblemException(
                "proxy-invalid",
                "the value of " + name + " " + what,
                "write it like http://proxy.example:3128, or unset it");
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(named(uri).map(Named::proxy).orElse(Proxy.NO_PROXY));
    }

    /// What the proxy for an address wants to know.
    Optional<Password> login(URI uri) {
        return named(uri).flatMap(Named::login);
    }

    private Optional<Named> named(URI uri) {
        var proxy = "https".equalsIgnoreCase(uri.getScheme()) ? https : http;
        return proxy.filter(_ -> !isDirect(uri));
    }

    private boolean isDirect(URI uri) {
        var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || address(host).filter(InetAddress::isLoopbackAddress).isPresent()
                || direct.stream().anyMatch(one -> covers(one, host, uri.getPort()));
    }

    private static boolean covers(String entry, String host, int port) {
        if (entry.contains("/")) {
            return isInNetwork(entry, host);
        }
        var withPort = PORT.matcher(entry);
        if (withPort.matches() && !withPort.group(2).equals(Integer.toString(port))) {
            return false;
        }
        var name = withPort.matches() ? withPort.group(1) : entry;
        var domain = name.replaceFirst("^\\*?\\.", "");
        return name.equals("*")
                || (!domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain)));
    }

    /// @param network an address, a slash, and how many of its bits count
    private static boolean isInNetwork(String network, String host) {
        int slash = network.indexOf('/');
        var base = address(network.substring(0, slash)).map(InetAddress::getAddress);
        var own = address(host).map(InetAddress::getAddress);
        var bits = network.substring(slash + 1);
        if (base.isEmpty()
                || own.isEmpty()
                || base.get().length != own.get().length
                || !bits.matches("[0-9]{1,3}")) {
            return false;
        }
        int shift = Math.max(0, own.get().length * 8 - Integer.parseInt(bits));
        return new BigInteger(1, base.get())
                .shiftRight(shift)
                .equals(new BigInteger(1, own.get()).shiftRight(shift));
    }

    /// @return nothing for a name, which is not looked up
    private static Optional<InetAddress> address(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The caller tells of it.
    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {}
}
