package org.tidewaiter.checks.clutter;

import java.util.Comparator;
import java.util.regex.Pattern;

/// Orders versions by the look of them, where no more hangs on it than which copy to name first:
/// numbers by their value, all else as text.
final class VersionLook {
    static final Comparator<String> OLDEST_FIRST = VersionLook::compare;

    private static final Pattern PART = Pattern.compile("[0-9]++|[^0-9]++");

    private VersionLook() {}

    private static int compare(String one, String other) {
        var parts = PART.matcher(one);
        var others = PART.matcher(other);
        while (true) {
            boolean more = parts.find();
            if (!others.find()) {
                return more ? 1 : 0;
            }
            if (!more) {
                return -1;
            }
            int order = comparePart(parts.group(), others.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int comparePart(String one, String other) {
        if (!isNumber(one) || !isNumber(other)) {
            return one.compareTo(other);
        }
        var plain = withoutZeros(one);
        var otherPlain = withoutZeros(other);
        return plain.length() != otherPlain.length()
                ? Integer.compare(plain.length(), otherPlain.length())
                : plain.compareTo(otherPlain);
    }

    private static boolean isNumber(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }
}
