package org.tidewaiter.checks.secret;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.reader.Spot;

/// A name with a value behind it, as programs, configuration files, documents and command lines
/// write it.
///
/// @param start of the value, in the bytes of the [Spot]
/// @param end behind it
/// @param isQuoted the value stands in quotes, or between two tags
record Assignment(String name, int start, int end, boolean isQuoted) {
    /// Names that have their value behind a blank, as Redis has them.
    private static final Set<String> DIRECTIVES = Set.of("requirepass", "masterauth");

    private static final int MAX_NAME_BYTES = 80;
    private static final int MAX_GAP_BYTES = 40;
    private static final int MAX_VALUE_BYTES = 1024;

    /// The assignment to a name that has a keyword in it.
    static Optional<Assignment> at(Spot spot) {
        var bytes = spot.bytes();
        int from = spot.at();
        while (from > spot.start()
                && spot.at() - from < MAX_NAME_BYTES
                && isOfName(bytes[from - 1])) {
            from--;
        }
        int to = spot.at();
        while (to < spot.end() && to - spot.at() < MAX_NAME_BYTES && isOfName(bytes[to])) {
            to++;
        }
        if (to == spot.at()) {
            return Optional.empty();
        }
        int option = from;
        while (option < to && bytes[option] == '-') {
            option++;
        }
        int value = valueAfter(spot, from, option, to);
        if (value < 0) {
            return Optional.empty();
        }
        return value(spot, text(bytes, option, to), from, value);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /// @param from where the name begins
    /// @param option where it begins without hyphens
    /// @param to where it ends
    /// @return where the value begins, perhaps with a quote; -1 if none is assigned
    private static int valueAfter(Spot spot, int from, int option, int to) {
        var bytes = spot.bytes();
        int end = spot.end();
        int at = to;
        boolean isQuotedName = false;
        while (at < end && at - to < 3 && isCloser(bytes[at])) {
            isQuotedName |= bytes[at] != ']';
            at++;
        }
        int behind = skipBlanks(bytes, at, end);
        if (behind >= end) {
            return -1;
        }
        if (bytes[behind] == '>' && from > spot.start() && bytes[from - 1] == '<') {
            return skipBlanks(bytes, behind + 1, end);
        }
        int operator = operator(bytes, behind, end);
        if (operator > 0) {
            return skipBlanks(bytes, behind + operator, end);
        }
        boolean isApart = behind > at;
        if (isApart && (option - from == 2 || DIRECTIVES.contains(text(bytes, option, to)))) {
            return behind;
        }
        return valueBeside(bytes, at, end, isQuotedName);
    }

    /// How long an operator is that assigns; 0 if there is none.
    private static int operator(byte[] bytes, int at, int end) {
        if (at + 1 >= end) {
            return 0;
        }
        byte next = bytes[at + 1];
        if (bytes[at] == '=') {
            return next == '=' || next == '~' ? 0 : next == '>' ? 2 : 1;
        }
        if (bytes[at] == ':') {
            return next == ':' ? 0 : next == '=' ? 2 : 1;
        }
        return 0;
    }

    /// Where the name is itself a value, and `value` follows: `- name: TOKEN` and a line `value:
    /// x`, or `key="token" value="x"`.
    private static int valueBeside(byte[] bytes, int from, int end, boolean isQuotedName) {
        int at = from;
        boolean isApart = false;
        while (at < end && at - from < MAX_GAP_BYTES && isGap(bytes[at])) {
            isApart |= bytes[at] == '\n' || bytes[at] == ',' || isQuotedName;
            at++;
        }
        if (at < end && bytes[at] == '"') {
            at++;
        }
        boolean isValue =
                isApart
                        && at + 7 < end
                        && (bytes[at] | 0x20) == 'v'
                        && bytes[at + 1] == 'a'
                        && bytes[at + 2] == 'l'
                        && bytes[at + 3] == 'u'
                        && bytes[at + 4] == 'e';
        if (!isValue) {
            return -1;
        }
        at += 5;
        at += bytes[at] == '"' ? 1 : 0;
        int behind = skipBlanks(bytes, at, end);
        boolean assigns = behind < end && (bytes[behind] == ':' || bytes[behind] == '=');
        return assigns ? skipBlanks(bytes, behind + 1, end) : -1;
    }

    private static Optional<Assignment> value(Spot spot, String name, int nameStart, int from) {
        var bytes = spot.bytes();
        int limit = Math.min(spot.end(), from + MAX_VALUE_BYTES);
        int at = from;
        if (at + 1 < limit && "bruBRUf@".indexOf(bytes[at]) >= 0 && isQuote(bytes[at + 1])) {
            at++;
        }
        boolean isEscaped = at + 1 < limit && bytes[at] == '\\' && isQuote(bytes[at + 1]);
        at += isEscaped ? 1 : 0;
        if (at >= limit) {
            return Optional.empty();
        }
        if (isQuote(bytes[at])) {
            byte quote = bytes[at];
            int start = at + 1;
            for (int i = start; i < limit && bytes[i] != '\n'; i++) {
                if (bytes[i] == quote && (isEscaped || bytes[i - 1] != '\\')) {
                    int end = isEscaped && bytes[i - 1] == '\\' ? i - 1 : i;
                    return given(name, start, end, true);
                }
            }
            if (!AssignedValue.isEnvironment(spot)) {
                return Optional.empty();
            }
        }
        if (AssignedValue.isEnvironment(spot) && isLineOfOne(bytes, nameStart, spot.start())) {
            return given(name, at, lineEnd(bytes, at, limit), false);
        }
        int end = at;
        boolean isWhole = hasPlainValues(spot) && bytes[Math.max(from - 1, 0)] != '>';
        while (end < limit && !(isWhole ? endsLineValue(bytes[end]) : endsPlainValue(bytes[end]))) {
            end++;
        }
        boolean isElement = end < limit && bytes[end] == '<' && from > 0 && bytes[from - 1] == '>';
        while (!isWhole && end > at && ",;)}]".indexOf(bytes[end - 1]) >= 0) {
            end--;
        }
        return given(name, at, end, isElement);
    }

    /// Whether nothing but `export` stands before the name in its line.
    private static boolean isLineOfOne(byte[] bytes, int nameStart, int start) {
        int at = nameStart;
        while (at > start && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t')) {
            at--;
        }
        if (at < nameStart && at - 6 >= start) {
            var word = new ByteText(bytes, at - 6, 6).toString();
            at -= word.equals("export") ? 6 : 0;
        }
        return at == start || bytes[at - 1] == '\n' || bytes[at - 1] == 0;
    }

    /// The end of a value that takes the rest of the line, but for a comment.
    private static int lineEnd(byte[] bytes, int from, int limit) {
        int end = from;
        while (end < limit && bytes[end] != '\n' && bytes[end] != '\r' && bytes[end] != 0) {
            if (bytes[end] == '#' && end > from && bytes[end - 1] == ' ') {
                break;
            }
            end++;
        }
        while (end > from && bytes[end - 1] == ' ') {
            end--;
        }
        return end;
    }

    /// Whether a value without quotes ends with its word only.
    private static boolean hasPlainValues(Spot spot) {
        var name = spot.source().lowerFileName();
        return name.endsWith(".properties")
                || name.endsWith(".ini")
                || name.endsWith(".cfg")
                || name.endsWith(".cnf")
                || name.endsWith(".conf")
                || name.equals("credentials");
    }

    private static boolean endsLineValue(byte octet) {
        return octet >= 0 && octet <= ' ';
    }

    private static Optional<Assignment> given(String name, int start, int end, boolean isQuoted) {
        return start < end
                ? Optional.of(new Assignment(name, start, end, isQuoted))
                : Optional.empty();
    }

    private static int skipBlanks(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && at - from < 16 && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static boolean isOfName(byte octet) {
        return Ascii.isWord(octet) || octet == '-' || octet == '.';
    }

    private static boolean isQuote(byte octet) {
        return octet == '"' || octet == '\'' || octet == '`';
    }

    private static boolean isCloser(byte octet) {
        return octet == '"' || octet == '\'' || octet == ']' || octet == '\\';
    }

    private static boolean isGap(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t' || octet == ',';
    }

    private static boolean endsPlainValue(byte octet) {
        return (octet >= 0 && octet <= ' ')
                || isQuote(octet)
                || octet == '<'
                || octet == '>'
                || octet == '&'
                || octet == '|';
    }
}
