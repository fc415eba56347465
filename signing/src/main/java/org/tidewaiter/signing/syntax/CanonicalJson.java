package org.tidewaiter.signing.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonBoolean;
import org.tidewaiter.model.json.Json.JsonNull;
import org.tidewaiter.model.json.Json.JsonNumber;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// JSON in the one way in which a value is written, so that equal values have equal signatures:
/// nothing between the parts, names in the order of their UTF-16, as few escapes as can be. Of
/// numbers only whole ones that every reader has exactly; nothing that is null.
///
/// @see "RFC 8785, JSON Canonicalization Scheme"
public final class CanonicalJson {
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE);
    private static final String SHORT_ESCAPES = "\b\t\n\f\r\"\\";
    private static final String THEIR_LETTERS = "btnfr\"\\";

    private CanonicalJson() {}

    /// @param utf8 the caller bounds its size
    /// @throws RefusedException if it is no object, or written in another way
    public static Part read(byte[] utf8) throws RefusedException {
        var document = Part.envelope(utf8);
        try {
            if (Arrays.equals(write(document.json()), utf8)) {
                return document;
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.NOT_CANONICAL, String.valueOf(e.getMessage()));
        }
        throw new RefusedException(Refusal.NOT_CANONICAL, "");
    }

    /// @throws IllegalArgumentException for a number that is not whole or too large, a null, and
    ///   half a letter
    public static byte[] write(Json json) {
        var text = new StringBuilder();
        write(json, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Json json, StringBuilder out) {
        switch (json) {
            case JsonObject(var members) -> object(members, out);
            case JsonArray array -> array(array, out);
            case JsonString(var text) -> text(text, out);
            case JsonNumber(var number) -> out.append(whole(number));
            case JsonBoolean(var truth) -> out.append(truth);
            case JsonNull() -> throw new IllegalArgumentException("a value is null");
        }
    }

    private static void object(Map<String, Json> members, StringBuilder out) {
        out.append('{');
        var sorted = new TreeMap<>(members); // which compares UTF-16
        for (var member : sorted.entrySet()) {
            separate(out, '{');
            text(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
        }
        out.append('}');
    }

    private static void array(JsonArray array, StringBuilder out) {
        out.append('[');
        for (var item : array.items()) {
            separate(out, '[');
            write(item, out);
        }
        out.append(']');
    }

    private static void separate(StringBuilder out, char start) {
        if (out.charAt(out.length() - 1) != start) {
            out.append(',');
        }
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            int escape = SHORT_ESCAPES.indexOf(letter);
            if (escape >= 0) {
                out.append('\\').append(THEIR_LETTERS.charAt(escape));
            } else if (letter < ' ') {
                out.append("\\u%04x".formatted((int) letter));
            } else if (Character.isSurrogate(letter)) {
                int whole = text.codePointAt(i);
                if (!Character.isSupplementaryCodePoint(whole)) {
                    throw new IllegalArgumentException("half a letter");
                }
                out.appendCodePoint(whole);
                i++;
            } else {
                out.append(letter);
            }
        }
        out.append('"');
    }

    private static BigInteger whole(BigDecimal number) {
        if (number.scale() > 0 || (long) number.precision() - number.scale() > 16) {
            throw new IllegalArgumentException("a number that is not whole, or too large");
        }
        var whole = number.toBigInteger();
        if (whole.abs().compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("a number that is too large");
        }
        return whole;
    }
}
