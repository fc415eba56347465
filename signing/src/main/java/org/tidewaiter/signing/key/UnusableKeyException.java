package org.tidewaiter.signing.key;

import java.io.Serial;

/// Says in a few words why bytes are no key that can be used: no key at all, of a kind or size that
/// is not trusted, encrypted with another password.
public final class UnusableKeyException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final boolean password;

    public UnusableKeyException(String why) {
        this(why, false);
    }

    private UnusableKeyException(String why, boolean password) {
        super(why);
        this.password = password;
    }

    public static UnusableKeyException otherPassword() {
        return new UnusableKeyException("it is encrypted with another password", true);
    }

    /// Whether another password may mend it.
    public boolean isOfPassword() {
        return password;
    }
}
