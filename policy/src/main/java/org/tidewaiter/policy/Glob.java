package org.tidewaiter.policy;

/// A pattern in which `*` stands for any run of characters, `/` among them, and every other
/// character for itself.
///
/// @param pattern the whole text must match it
public record Glob(String pattern) {
    /// Takes at most the product of both lengths in steps, whatever the text.
    public boolean matches(String text) {
        int at = 0;
        int inText = 0;
        int lastStar = -1;
        int afterStar = 0;
        while (inText < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                lastStar = at++;
                afterStar = inText;
            } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(inText)) {
                at++;
                inText++;
            } else if (lastStar >= 0) {
                at = lastStar + 1;
                inText = ++afterStar;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
