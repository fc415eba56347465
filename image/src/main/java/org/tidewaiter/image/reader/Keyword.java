package org.tidewaiter.image.reader;

/// Bytes that stand wherever a [ContentReader] has to look.
///
/// @param text a character for each byte (ISO 8859-1); 3 to 64 of them
/// @param ignoresCase of the letters `a` to `z`
public record Keyword(String text, boolean ignoresCase) {
    public static final int MIN_LENGTH = 3;
    public static final int MAX_LENGTH = 64;

    public Keyword {
        if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a keyword of %d bytes".formatted(text.length()));
        }
        if (text.chars().anyMatch(character -> character > 0xff)) {
            throw new IllegalArgumentException("a keyword with characters that are no bytes");
        }
    }

    public static Keyword exactly(String text) {
        return new Keyword(text, false);
    }

    public static Keyword inAnyCase(String text) {
        return new Keyword(text, true);
    }
}
