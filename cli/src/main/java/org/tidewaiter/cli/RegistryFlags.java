package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.registry.ClientCertificate;
import org.tidewaiter.image.registry.Mirror;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Option;

/// The flags that say how a registry is spoken to.
final class RegistryFlags {
    private static final Pattern PREFIX = Pattern.compile("^(registry:(//)?|docker://|oci://)");

    @Option(
            names = "--ca-certificate",
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "FILE",
            description = "Trust this certificate authority too (PEM); may be repeated.")
    List<Path> authorities = new ArrayList<>();

    @Option(
            names = "--plain-http",
            fallbackValue = "true",
            description = "Speak HTTP to the registry, also where it is not on this machine.")
    boolean plainHttp;

    @Option(
            names = "--registry-mirror",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "HOST=MIRROR",
            description = "Ask this mirror of a registry first; may be repeated.")
    List<Mirror> mirrors = new ArrayList<>();

    @Option(
            names = "--registry-client-cert",
            paramLabel = "FILE",
            description = "Show the registry this certificate (PEM), and no other host.")
    @Nullable Path clientCertificate;

    @Option(
            names = "--registry-client-key",
            paramLabel = "FILE",
            description = "The unencrypted key to it (PEM).")
    @Nullable Path clientKey;

    /// @param name of an image or artifact as the user typed it, in a registry or not
    RegistryOptions optionsOf(String name, Map<String, String> environment)
            throws ProblemException {
        var reference = ImageReference.parse(PREFIX.matcher(name).replaceFirst(""));
        return options(reference.map(ImageReference::registry).orElse(""), environment);
    }

    /// @param registry the one that `--plain-http` and the client certificate are about
    RegistryOptions options(String registry, Map<String, String> environment)
            throws ProblemException {
        var proxies = EnvironmentProxies.of(environment);
        var options =
                RegistryOptions.standard(environment)
                        .withCaCertificates(authorities)
                        .withMirrors(mirrors)
                        .withProxies(proxies, proxies::login);
        if (clientCertificate != null && clientKey != null) {
            options =
                    options.withClientCertificate(
                            registry, new ClientCertificate(clientCertificate, clientKey));
        } else if (clientCertificate != null || clientKey != null) {
            throw new ProblemException(
                    "usage",
                    "a client certificate was given without its key, or a key without it",
                    "give both --registry-client-cert and --registry-client-key");
        }
        return plainHttp ? options.withPlainHttp(Set.of(registry)) : options;
    }
}
