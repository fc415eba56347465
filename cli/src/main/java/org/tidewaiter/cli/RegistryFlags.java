package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Option;

/// The flags that say how a registry is spoken to.
final class RegistryFlags {
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

    /// @param registry the one that `--plain-http` is about
    RegistryOptions options(String registry, Map<String, String> environment)
            throws ProblemException {
        var options =
                RegistryOptions.standard(environment)
                        .withCaCertificates(authorities)
                        .withProxies(EnvironmentProxies.of(environment));
        return plainHttp ? options.withPlainHttp(Set.of(registry)) : options;
    }
}
