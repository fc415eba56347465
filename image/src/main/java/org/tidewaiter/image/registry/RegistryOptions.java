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
/// @param caCertificates PEM files, trusted beside the authorities that Java knows
/// @param clientCertificates by registry, `host` or `host:port`: shown to it and to no other host,
///   in place of those that Docker's and Podman's folders have for it
/// @param plainHttp registries, `host` or `host:port`, that are spoken to without TLS
/// @param mirrors asked first, in this order
/// @param timeout how long nothing may arrive
/// @param proxies through which a registry is reached
/// @param proxyLogin what those proxies want to know
public record RegistryOptions(
        Map<String, String> environment,
        List<Path> caCertificates,
        Map<String, ClientCertificate> clientCertificates,
        Set<String> plainHttp,
        List<Mirror> mirrors,
        Duration timeout,
        ProxySelector proxies,
        ProxyLogin proxyLogin) {
    public RegistryOptions {
        environment = Map.copyOf(environment);
        caCertificates = List.copyOf(caCertificates);
        clientCertificates = Map.copyOf(clientCertificates);
        plainHttp = Set.copyOf(plainHttp);
        mirrors = List.copyOf(mirrors);
    }

    /// No certificates of one's own, TLS everywhere but on this host, half a minute, no mirror, no
    /// proxy.
    public static RegistryOptions standard(Map<String, String> environment) {
        return new RegistryOptions(
                environment,
                List.of(),
                Map.of(),
                Set.of(),
                List.of(),
                Duration.ofSeconds(30),
                ProxySelector.of(null),
                ProxyLogin.NONE);
    }

    public RegistryOptions withCaCertificates(List<Path> files) {
        return new RegistryOptions(
                environment,
                files,
                clientCertificates,
                plainHttp,
                mirrors,
                timeout,
                proxies,
                proxyLogin);
    }

    public RegistryOptions withClientCertificate(String registry, ClientCertificate shown) {
        return new RegistryOptions(
                environment,
                caCertificates,
                Map.of(registry, shown),
                plainHttp,
                mirrors,
                timeout,
                proxies,
                proxyLogin);
    }

    public RegistryOptions withPlainHttp(Set<String> registries) {
        return new RegistryOptions(
                environment,
                caCertificates,
                clientCertificates,
                registries,
                mirrors,
                timeout,
                proxies,
                proxyLogin);
    }

    public RegistryOptions withMirrors(List<Mirror> asked) {
        return new RegistryOptions(
                environment,
                caCertificates,
                clientCertificates,
                plainHttp,
                asked,
                timeout,
                proxies,
                proxyLogin);
    }

    public RegistryOptions withTimeout(Duration longest) {
        return new RegistryOptions(
                environment,
                caCertificates,
                clientCertificates,
                plainHttp,
                mirrors,
                longest,
                proxies,
                proxyLogin);
    }

    public RegistryOptions withProxies(ProxySelector selector, ProxyLogin login) {
        return new RegistryOptions(
                environment,
                caCertificates,
                clientCertificates,
                plainHttp,
                mirrors,
                timeout,
                selector,
                login);
    }
}
