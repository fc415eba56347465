package org.tidewaiter.inventory.text;

/// Text of somebody else's making, cut to a length and free of anything that would move the cursor
/// or change the colours of a terminal.
public final class Excerpt {
    private static final int DEFAULT_LENGTH = 200;

    private Excerpt() {}

    public static String of(String text) {
        return of(text, DEFAULT_LENGTH);
    }

    /// @param maxLength in code points; what is cut off shows as an ellipsis
    public static String of(String text, int maxLength) {
        var excerpt = new StringBuilder();
        int length = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (length++ == maxLength) {
                return excerpt.append('…').toString();
            }
            int letter = text.codePointAt(i);
            if (isPlain(letter)) {
                excerpt.appendCodePoint(letter);
            } else {
                excerpt.append("\\u%04x".formatted(letter));
            }
        }
        return excerpt.toString();
    }

    private static boolean isPlain(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
