package org.tidewaiter.signing.exchange;

import java.util.List;
import java.util.Optional;

/// Every format of others that charters are written in and read from. This list is the only place
/// that names them.
public final class TrustFormats {
    public static final List<TrustFormat> BUILT_IN =
            List.of(new ClusterImagePolicies(), new ContainerPolicies(), new TrustedRoots());

    private TrustFormats() {}

    public static Optional<TrustFormat> named(String name) {
        return BUILT_IN.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
