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
///   where the programs that keep them are
/// @param caCertificates PEM files, trusted beside the authorities that Java knows
/// @param plainHttp registries, `host` or `host:port`, that are spoken to without TLS
/// @param mirrors asked first, in this order
/// @param timeout how long nothing may arrive
/// @param proxies through which a registry is reached
/// @param proxyLogin what those proxies want to know
public record RegistryOptions(
        Map<String, String> environment,
        List<Path> caCertificates,
        Set<String> plainHttp,
        List<Mirror> mirrors,
        Duration timeout,
        ProxySelector proxies,
        ProxyLogin proxyLogin) {
    public RegistryOptions {
        environment = Map.copyOf(environment);
        caCertificates = List.copyOf(caCertificates);
        plainHttp = Set.copyOf(plainHttp);
        mirrors = List.copyOf(mirrors);
    }

    /// No certificates of one's own, TLS everywhere but on this host, half a minute, no mirror, no
    /// proxy.
    public static RegistryOptions standard(Map<String, String> environment) {
        return new RegistryOptions(
                environment,
                List.of(),
                Set.of(),
                List.of(),
                Duration.ofSeconds(30),
                ProxySelector.of(null),
                ProxyLogin.NONE);
    }

    public RegistryOptions withCaCertificates(List<Path> files) {
        return new RegistryOptions(
                environment, files, plainHttp, mirrors, timeout, proxies, proxyLogin);
    }

    public RegistryOptions withPlainHttp(Set<String> registries) {
        return new RegistryOptions(
                environment, caCertificates, registries, mirrors, timeout, proxies, proxyLogin);
    }

    public RegistryOptions withMirrors(List<Mirror> asked) {
        return new RegistryOptions(
                environment, caCertificates, plainHttp, asked, timeout, proxies, proxyLogin);
    }

    public RegistryOptions withTimeout(Duration longest) {
        return new RegistryOptions(
                environment, caCertificates, plainHttp, mirrors, longest, proxies, proxyLogin);
    }

    public RegistryOptions withProxies(ProxySelector selector, ProxyLogin login) {
        return new RegistryOptions(
                environment, caCertificates, plainHttp, mirrors, timeout, selector, login);
    }
}
