package org.tidewaiter.signing.key;

import java.io.Serial;

/// Says why bytes cannot be a signature by a key of a kind, whatever was signed.
public final class MalformedSignatureException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    public MalformedSignatureException(String why) {
        super(why);
    }
}
