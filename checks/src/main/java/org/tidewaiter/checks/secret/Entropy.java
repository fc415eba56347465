package org.tidewaiter.checks.secret;

/// How irregular a text is.
final class Entropy {
    private Entropy() {}

    /// In bits a character, by how often each stands in the text.
    static double of(CharSequence text) {
        var counts = new int[256];
        for (int i = 0; i < text.length(); i++) {
            counts[text.charAt(i) & 0xff]++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / text.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }

    /// The share of neighbours that are of two classes: lower case, upper case, digits, others. Of
    /// words it is small, of generated values a half.
    static double changes(CharSequence text) {
        int changes = 0;
        for (int i = 1; i < text.length(); i++) {
            changes += classOf(text.charAt(i)) == classOf(text.charAt(i - 1)) ? 0 : 1;
        }
        return text.length() < 2 ? 0 : (double) changes / (text.length() - 1);
    }

    /// The share of characters that stand among three or more small letters with a vowel, or
    /// capitals where there are only such.
    static double inWords(CharSequence text) {
        int classes = hasBothCases(text) ? 1 : 2;
        int inWords = 0;
        int run = 1;
        for (int i = 1; i <= text.length(); i++) {
            boolean goesOn =
                    i < text.length() && classOf(text.charAt(i)) == classOf(text.charAt(i - 1));
            if (goesOn) {
                run++;
            } else {
                boolean isWord = run >= 3 && classOf(text.charAt(i - 1)) < classes;
                inWords += isWord && hasVowel(text.subSequence(i - run, i)) ? run : 0;
                run = 1;
            }
        }
        return text.isEmpty() ? 0 : (double) inWords / text.length();
    }

    /// Whether nobody made it up: long, and hardly any words.
    static boolean isGenerated(CharSequence text) {
        return text.length() >= 20
                && of(text) >= 3.5
                && changes(text) >= 0.28
                && inWords(text) < 0.2
                && hasLetterAndDigit(text);
    }

    private static boolean hasVowel(CharSequence word) {
        return word.chars().anyMatch(c -> "aeiouyAEIOUY".indexOf(c) >= 0);
    }

    static boolean hasLetterAndDigit(CharSequence text) {
        return text.chars().anyMatch(Ascii::isDigit) && text.chars().anyMatch(Ascii::isLetter);
    }

    static boolean hasBothCases(CharSequence text) {
        return text.chars().anyMatch(Ascii::isLower) && text.chars().anyMatch(Ascii::isUpper);
    }

    private static int classOf(char c) {
        if (Ascii.isLower(c)) {
            return 0;
        }
        if (Ascii.isUpper(c)) {
            return 1;
        }
        return Ascii.isDigit(c) ? 2 : 3;
    }
}
