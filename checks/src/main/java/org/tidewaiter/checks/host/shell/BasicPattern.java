package org.tidewaiter.checks.host.shell;

/// Basic regular expressions, in which groups and counts have a backslash and are letters without.
///
/// @see "POSIX.1-2024, 9.3"
final class BasicPattern {
    private BasicPattern() {}

    static String asJava(String basic) {
        var java = new StringBuilder();
        boolean isInSet = false;
        for (int i = 0; i < basic.length(); i++) {
            char letter = basic.charAt(i);
            if (isInSet) {
                isInSet =
                        letter != ']'
                                || basic.charAt(i - 1) == '['
                                || basic.startsWith("[^", i - 2);
                java.append(
                        letter == '\\' || (letter == '[' && basic.charAt(i - 1) != '[')
                                ? "\\" + letter
                                : letter);
            } else if (letter == '[') {
                isInSet = true;
                java.append(letter);
            } else if (letter == '\\' && i + 1 < basic.length()) {
                i++;
                char next = basic.charAt(i);
                java.append("(){}|+?".indexOf(next) >= 0 ? String.valueOf(next) : "\\" + next);
            } else if ("(){}|+?".indexOf(letter) >= 0) {
                java.append('\\').append(letter);
            } else if (letter == '*' && java.isEmpty()) {
                java.append("\\*");
            } else {
                java.append(letter);
            }
        }
        return java.toString();
    }
}
