package org.tidewaiter.signing.openpgp;

import java.io.Serial;

/// Bytes are not what OpenPGP has them be.
final class MalformedOpenPgpException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    MalformedOpenPgpException(String message) {
        super(message);
    }
}
