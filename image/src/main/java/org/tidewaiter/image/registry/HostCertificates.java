package org.tidewaiter.image.registry;

import java.nio.file.Path;
import java.util.List;

/// What TLS with one host is given.
///
/// @param authorities PEM, believed beside the authorities that Java knows
/// @param clients of which one is shown, where the host asks for one
record HostCertificates(List<Path> authorities, List<ClientCertificate> clients) {
    HostCertificates {
        authorities = List.copyOf(authorities);
        clients = List.copyOf(clients);
    }

    HostCertificates withoutClients() {
        return new HostCertificates(authorities, List.of());
    }
}
