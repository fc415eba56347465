package org.tidewaiter.checks.secret;

/// Kinds of ASCII characters.
final class Ascii {
    private Ascii() {}

    static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLetter(int c) {
        return isLower(c) || isUpper(c);
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWord(int c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }

    /// Whether tokens are made of it.
    static boolean isOfToken(int c) {
        return isWord(c) || c == '-' || c == '.' || c == '/' || c == '+' || c == '=' || c == '$'
                || c == '%';
    }
}
