package org.tidewaiter.image.dispatch;

/// A pattern for one segment of a path, in which `*` is any run of characters.
///
/// @param prefix before the first star
/// @param middle from the first star to the last
/// @param suffix behind the last star
record SegmentGlob(String prefix, String middle, String suffix) {

    /// Whether the pattern needs matching at all, or is a plain name.
    static boolean isGlob(String segment) {
        return segment.indexOf('*') >= 0;
    }

    static SegmentGlob of(String pattern) {
        int first = pattern.indexOf('*');
        int last = pattern.lastIndexOf('*');
        return new SegmentGlob(
                pattern.substring(0, first),
                pattern.substring(first, last + 1),
                pattern.substring(last + 1));
    }

    /// Most names are told apart by their ends.
    boolean matches(String name) {
        return name.length() >= prefix.length() + suffix.length()
                && name.endsWith(suffix)
                && name.startsWith(prefix)
                && (middle.length() == 1 || matchesMiddle(name));
    }

    /// Linear in practice: after a mismatch only the last star is widened.
    private boolean matchesMiddle(String name) {
        int end = name.length() - suffix.length();
        int inName = prefix.length();
        int inMiddle = 0;
        int star = -1;
        int starInName = 0;
        while (inName < end) {
            if (inMiddle < middle.length() && middle.charAt(inMiddle) == '*') {
                star = inMiddle++;
                starInName = inName;
            } else if (inMiddle < middle.length()
                    && middle.charAt(inMiddle) == name.charAt(inName)) {
                inMiddle++;
                inName++;
            } else {
                inMiddle = star + 1;
                inName = ++starInName;
            }
        }
        while (inMiddle < middle.length() && middle.charAt(inMiddle) == '*') {
            inMiddle++;
        }
        return inMiddle == middle.length();
    }
}
