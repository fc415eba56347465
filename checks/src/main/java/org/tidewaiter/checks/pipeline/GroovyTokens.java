package org.tidewaiter.checks.pipeline;

import java.util.ArrayList;
import java.util.List;

/// The words, strings and signs of a Groovy script, as far as a Jenkinsfile needs them. Never
/// fails: a string without an end goes to the end of its line, or of the file for one of several
/// lines, and after 200,000 tokens it stops.
///
/// @see "Groovy, Syntax: Strings, Comments"
final class GroovyTokens {
    /// More than any pipeline that people write.
    static final int MAX_TOKENS = 200_000;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;

    private GroovyTokens(String text) {
        this.text = text;
    }

    enum Kind {
        WORD,
        /// In which `$` means nothing.
        PLAIN,
        /// In which Groovy itself replaces `$name` and `${…}`.
        EXPANDED,
        SIGN
    }

    /// @param text of a string without quotes
    /// @param line where it starts
    record Token(Kind kind, String text, int line) {
        boolean is(String sign) {
            return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(sign);
        }

        boolean isString() {
            return kind == Kind.PLAIN || kind == Kind.EXPANDED;
        }
    }

    static List<Token> of(String text) {
        var lexer = new GroovyTokens(text);
        while (lexer.at < text.length() && lexer.tokens.size() < MAX_TOKENS) {
            lexer.step();
        }
        return List.copyOf(lexer.tokens);
    }

    private void step() {
        char letter = text.charAt(at);
        if (letter == '\n') {
            line++;
            at++;
        } else if (Character.isWhitespace(letter)) {
            at++;
        } else if (text.startsWith("//", at) || (at == 0 && text.startsWith("#!"))) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            skipTo(end < 0 ? text.length() : end + 2);
        } else if (text.startsWith("'''", at) || text.startsWith("\"\"\"", at)) {
            string(text.substring(at, at + 3));
        } else if (letter == '\'' || letter == '"') {
            string(String.valueOf(letter));
        } else if (isWord(letter)) {
            int start = at;
            while (at < text.length() && isWord(text.charAt(at))) {
                at++;
            }
            tokens.add(new Token(Kind.WORD, text.substring(start, at), line));
        } else {
            tokens.add(new Token(Kind.SIGN, String.valueOf(letter), line));
            at++;
        }
    }

    private static boolean isWord(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_';
    }

    private void skipTo(int end) {
        while (at < end) {
            if (text.charAt(at) == '\n') {
                line++;
            }
            at++;
        }
    }

    private void string(String quote) {
        int start = line;
        boolean isLong = quote.length() == 3;
        at += quote.length();
        var value = new StringBuilder();
        while (at < text.length() && !text.startsWith(quote, at)) {
            char letter = text.charAt(at);
            if (letter == '\n' && !isLong) {
                break;
            }
            if (letter == '\n') {
                line++;
            }
            if (letter == '\\' && at + 1 < text.length()) {
                escaped(value, text.charAt(at + 1));
                at += 2;
                continue;
            }
            value.append(letter);
            at++;
        }
        if (text.startsWith(quote, at)) {
            at += quote.length();
        }
        tokens.add(
                new Token(
                        quote.charAt(0) == '"' ? Kind.EXPANDED : Kind.PLAIN,
                        value.toString(),
                        start));
    }

    /// An escaped `$` is not Groovy's, so it keeps its backslash and stays to be told apart.
    private void escaped(StringBuilder value, char letter) {
        switch (letter) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case '\n' -> {
                line++;
                value.append("\\\n");
            }
            case '$' -> value.append("\\$");
            default -> value.append(letter);
        }
    }
}
