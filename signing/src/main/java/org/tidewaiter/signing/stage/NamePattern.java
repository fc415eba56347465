package org.tidewaiter.signing.stage;

/// A name of which each `*` stands for any letters, also none, but never `/` or `@`.
final class NamePattern {
    private NamePattern() {}

    /// Takes as long as one name times the other at most.
    static boolean matches(String pattern, String name) {
        var ends = new boolean[name.length() + 1];
        ends[0] = true;
        for (int i = 0; i < pattern.length(); i++) {
            ends =
                    pattern.charAt(i) == '*'
                            ? star(ends, name)
                            : letter(ends, name, pattern.charAt(i));
        }
        return ends[name.length()];
    }

    /// @param ends after how many letters of the name the pattern so far may end
    private static boolean[] star(boolean[] ends, String name) {
        var next = ends.clone();
        for (int i = 0; i < name.length(); i++) {
            next[i + 1] |= next[i] && name.charAt(i) != '/' && name.charAt(i) != '@';
        }
        return next;
    }

    private static boolean[] letter(boolean[] ends, String name, char letter) {
        var next = new boolean[ends.length];
        for (int i = 0; i < name.length(); i++) {
            next[i + 1] = ends[i] && name.charAt(i) == letter;
        }
        return next;
    }
}
