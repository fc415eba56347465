package org.tidewaiter.checks.dockerfile;

/// Patterns of a shell (`?`, at most one `*`) on the values of variables. Values and patterns are
/// short.
final class Glob {
    private Glob() {}

    /// Removes what matches at one end.
    ///
    /// @param longest of the pieces that match; otherwise the shortest
    static String cut(String value, String pattern, boolean atStart, boolean longest) {
        int length = value.length();
        for (int i = 0; i <= length; i++) {
            int size = longest ? length - i : i;
            var piece = atStart ? value.substring(0, size) : value.substring(length - size);
            if (matches(piece, pattern)) {
                return atStart ? value.substring(size) : value.substring(0, length - size);
            }
        }
        return value;
    }

    static String replace(String value, String pattern, String replacement, boolean everywhere) {
        if (pattern.isEmpty()) {
            return value;
        }
        var out = new StringBuilder();
        int at = 0;
        while (at < value.length()) {
            int end = longestMatch(value, at, pattern);
            if (end <= at) {
                out.append(value.charAt(at++));
                continue;
            }
            out.append(replacement);
            at = end;
            if (!everywhere) {
                break;
            }
        }
        return out.append(value, at, value.length()).toString();
    }

    private static int longestMatch(String value, int from, String pattern) {
        if (pattern.indexOf('*') < 0) {
            int end = from + pattern.length();
            return end <= value.length() && matches(value.substring(from, end), pattern) ? end : -1;
        }
        for (int end = value.length(); end > from; end--) {
            if (matches(value.substring(from, end), pattern)) {
                return end;
            }
        }
        return -1;
    }

    private static boolean matches(String value, String pattern) {
        int v = 0;
        int p = 0;
        int star = -1;
        int mark = 0;
        while (v < value.length()) {
            if (p < pattern.length()
                    && (pattern.charAt(p) == '?' || pattern.charAt(p) == value.charAt(v))
                    && pattern.charAt(p) != '*') {
                v++;
                p++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = v;
            } else if (star >= 0) {
                p = star + 1;
                v = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
