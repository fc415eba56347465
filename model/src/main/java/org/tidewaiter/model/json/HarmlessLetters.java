package org.tidewaiter.model.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/// Escapes what JSON would let stand and a terminal or a browser could act on: control letters
/// beyond the first 32, letters that turn the direction of writing, line and paragraph separators.
final class HarmlessLetters extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    private final int[] ascii = standardAsciiEscapesForJSON();

    HarmlessLetters() {
        ascii[0x7f] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii;
    }

    /// @return nothing where the letter can stand as it is
    @Override
    public @Nullable SerializableString getEscapeSequence(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    new SerializedString("\\u%04x".formatted(letter));
            default -> null;
        };
    }
}
