package org.tidewaiter.image.registry;

import java.net.URI;
import java.util.Optional;
import org.tidewaiter.image.registry.Credentials.Password;

/// With what proxies are told who asks. They alone see it.
@FunctionalInterface
public interface ProxyLogin {
    ProxyLogin NONE = _ -> Optional.empty();

    /// @param uri that is asked for through a proxy, if through any
    Optional<Password> of(URI uri);
}
