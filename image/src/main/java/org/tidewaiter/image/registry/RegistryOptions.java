package org.tidewaiter.image.registry;

import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How registries are spoken to.
///
/// @param environment of the process: `DOCKER_CONFIG` and `HOME` say where credentials are, `PATH`
///   where the programs that keep them are; `HOME` and `XDG_CONFIG_HOME` where certificates are,
///   and what is configured of registries, for which `CONTAINERS_REGISTRIES_CONF` names another
///   file
/// @param certificates beside those that Docker's and Podman's folders have
/// @param plainHttp registries, `host` or `host:port`, that are spoken to without TLS
/// @param mirrors asked first, in this order
/// @param timeout how long nothing may arrive
/// @param proxies through which a registry is reached
public record RegistryOptions(
        Map<String, String> environment,
        Certificates certificates,
        Set<String> plainHttp,
        List<Mirror> mirrors,
        Duration timeout,
        Proxies proxies) {
    public RegistryOptions {
        environment = Map.copyOf(environment);
        plainHttp = Set.copyOf(plainHttp);
        mirrors = List.copyOf(mirrors);
    }

    /// @param authorities PEM files, trusted beside the authorities that Java knows
    /// @param clients by registry, `host` or `host:port`: shown to it and to no other host, in
    ///   place of those that the folders have for it
    public record Certificates(List<Path> authorities, Map<String, ClientCertificate> clients) {
        public Certificates {
            authorities = List.copyOf(authorities);
            clients = Map.copyOf(clients);
        }
    }

    /// @param login what the proxies want to know
    public record Proxies(ProxySelector selector, ProxyLogin login) {}

    /// No certificates of one's own, TLS everywhere but on this host, half a minute, no mirror, no
    /// proxy.
    public static RegistryOptions standard(Map<String, String> environment) {
        return new RegistryOptions(
                environment,
                new Certificates(List.of(), Map.of()),
                Set.of(),
                List.of(),
                Duration.ofSeconds(30),
                new Proxies(ProxySelector.of(null), ProxyLogin.NONE));
    }

    public RegistryOptions withCaCertificates(List<Path> files) {
        return with(new Certificates(files, certificates.clients()));
    }

    public RegistryOptions withClientCertificate(String registry, ClientCertificate shown) {
        return with(new Certificates(certificates.authorities(), Map.of(registry, shown)));
    }

    private RegistryOptions with(Certificates given) {
        return new RegistryOptions(environment, given, plainHttp, mirrors, timeout, proxies);
    }

    public RegistryOptions withPlainHttp(Set<String> registries) {
        return new RegistryOptions(
                environment, certificates, registries, mirrors, timeout, proxies);
    }

    public RegistryOptions withMirrors(List<Mirror> asked) {
        return new RegistryOptions(environment, certificates, plainHttp, asked, timeout, proxies);
    }

    public RegistryOptions withTimeout(Duration longest) {
        return new RegistryOptions(environment, certificates, plainHttp, mirrors, longest, proxies);
    }

    public RegistryOptions withProxies(ProxySelector selector, ProxyLogin login) {
        var through = new Proxies(selector, login);
        return new RegistryOptions(environment, certificates, plainHttp, mirrors, timeout, through);
    }
}
