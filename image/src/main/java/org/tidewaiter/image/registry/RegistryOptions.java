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
/// @param timeout how long nothing may arrive
/// @param proxies through which a registry is reached
public record RegistryOptions(
        Map<String, String> environment,
        List<Path> caCertificates,
        Set<String> plainHttp,
        Duration timeout,
        ProxySelector proxies) {
    public RegistryOptions {
        environment = Map.copyOf(environment);
        caCertificates = List.copyOf(caCertificates);
        plainHttp = Set.copyOf(plainHttp);
    }

    /// No certificates of one's own, TLS everywhere but on this host, half a minute, no proxy.
    public static RegistryOptions standard(Map<String, String> environment) {
        return new RegistryOptions(
                environment, List.of(), Set.of(), Duration.ofSeconds(30), ProxySelector.of(null));
    }

    public RegistryOptions withCaCertificates(List<Path> files) {
        return new RegistryOptions(environment, files, plainHttp, timeout, proxies);
    }

    public RegistryOptions withPlainHttp(Set<String> registries) {
        return new RegistryOptions(environment, caCertificates, registries, timeout, proxies);
    }

    public RegistryOptions withTimeout(Duration longest) {
        return new RegistryOptions(environment, caCertificates, plainHttp, longest, proxies);
    }

    public RegistryOptions withProxies(ProxySelector selector) {
        return new RegistryOptions(environment, caCertificates, plainHttp, timeout, selector);
    }
}
