package org.tidewaiter.scan.escape;

/// Text from a foreign image, made harmless to a terminal: what moves the cursor, rings, colours or
/// turns the direction of writing is written by its code point in hexadecimal.
public final class Printable {
    private Printable() {}

    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::isUnsafe)) {
            return text;
        }
        var safe = new StringBuilder();
        text.codePoints()
                .forEach(point -> {
                    if (isUnsafe(point)) {
                        safe.append("\\u{").append(Integer.toHexString(point)).append('}');
                    } else {
                        safe.appendCodePoint(point);
                    }
                });
        return safe.toString();
    }

    private static boolean isUnsafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    true;
            default -> false;
        };
    }
}
