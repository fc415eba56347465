package org.tidewaiter.gate;

import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.ProblemException;

/// How each registry is spoken to.
@FunctionalInterface
public interface Registries {
    /// @param host with its port
    RegistryOptions of(String host) throws ProblemException;
}
