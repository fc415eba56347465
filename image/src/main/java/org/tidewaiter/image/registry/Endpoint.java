package org.tidewaiter.image.registry;

import java.net.URI;
import java.util.Locale;

/// Where a registry's API is.
///
/// @param base scheme and authority, without a slash at the end
record Endpoint(String base) {
    /// Docker Hub's images are named after another host than the one that has them.
    static Endpoint https(String registry) {
        return new Endpoint("https://" + host(registry));
    }

    static Endpoint http(String registry) {
        return new Endpoint("http://" + host(registry));
    }

    private static String host(String registry) {
        return registry.equals("docker.io") ? "registry-1.docker.io" : registry;
    }

    URI uri(String path) {
        return URI.create(base + path);
    }

    /// @param authority `host` or `host:port`, as requests to it have it
    boolean isAt(String authority) {
        return URI.create(base).getAuthority().equalsIgnoreCase(authority);
    }

    /// Whether a registry is on this very host.
    static boolean isLoopback(String registry) {
        var host = registry.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
