package org.tidewaiter.image.registry;

import java.io.IOException;
import java.io.Serial;

/// A host asked for a certificate of ours, had none, and ended the connection.
final class CertificateWantedException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    CertificateWantedException(String host, IOException end) {
        super("%s asked for one, and there is none for it".formatted(host), end);
    }
}
