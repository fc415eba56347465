package org.tidewaiter.checks.secret;

import java.util.function.IntPredicate;

/// Kinds of ASCII characters.
final class Ascii {
    private static final int ASCII = 0x80;
    private static final boolean[] WORD = table(c -> isLetter(c) || isDigit(c) || c == '_');
    private static final boolean[] OF_TOKEN = table(c -> isWord(c) || "-./+=$%".indexOf(c) >= 0);

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
        return c >= 0 && c < WORD.length && WORD[c];
    }

    /// Whether tokens are made of it.
    static boolean isOfToken(int c) {
        return c >= 0 && c < OF_TOKEN.length && OF_TOKEN[c];
    }

    private static boolean[] table(IntPredicate has) {
        var table = new boolean[ASCII];
        for (int c = 0; c < ASCII; c++) {
            table[c] = has.test(c);
        }
        return table;
    }
}
