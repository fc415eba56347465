package org.tidewaiter.checks.secret;

/// So much of a secret that its owner knows it again.
final class Mask {
    private static final int LONG = 20;
    private static final int SHOWN_LETTERS = 4;
    static final String HIDDEN = "****";

    private Mask() {}

    /// Of what was generated, the first and the last letters, if it is long.
    static String token(String secret) {
        if (secret.length() < LONG) {
            return HIDDEN;
        }
        int end = secret.length() - SHOWN_LETTERS;
        return secret.substring(0, SHOWN_LETTERS) + HIDDEN + secret.substring(end);
    }

    /// Nothing of the value.
    static String named(String name) {
        return name + "=" + HIDDEN;
    }
}
