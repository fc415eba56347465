package org.tidewaiter.signing.key;

import java.io.Serial;

/// Says in a few words why bytes are no key that can be used: no key at all, of a kind or size that
/// is not trusted, encrypted with another password.
public final class UnusableKeyException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    public UnusableKeyException(String why) {
        super(why);
    }
}
