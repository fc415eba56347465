package org.tidewaiter.image.dispatch;

/// A pattern for one segment of a path, in which `*` is any run of characters.
record SegmentGlob(String pattern) {

    /// Whether the pattern needs matching at all, or is a plain name.
    static boolean isGlob(String segment) {
        return segment.indexOf('*') >= 0;
    }

    /// Linear in practice: after a mismatch only the last star is widened.
    boolean matches(String name) {
        int inName = 0;
        int inPattern = 0;
        int star = -1;
        int starInName = 0;
        while (inName < name.length()) {
            if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
                star = inPattern++;
                starInName = inName;
            } else if (inPattern < pattern.length()
                    && pattern.charAt(inPattern) == name.charAt(inName)) {
                inPattern++;
                inName++;
            } else if (star >= 0) {
                inPattern = star + 1;
                inName = ++starInName;
            } else {
                return false;
            }
        }
        while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
            inPattern++;
        }
        return inPattern == pattern.length();
    }
}
