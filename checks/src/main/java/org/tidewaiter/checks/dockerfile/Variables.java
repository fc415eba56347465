package org.tidewaiter.checks.dockerfile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Build arguments and environment variables, as far as a Dockerfile says what they hold, and their
/// replacement in arguments.
///
/// @see "BuildKit, Dockerfile reference: Environment replacement"
final class Variables {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_PATTERN = 200;
    private static final int MAX_TEXT = 4_096;

    /// What the builder itself sets.
    private static final Set<String> PREDEFINED =
            Set.of(
                    "TARGETPLATFORM",
                    "TARGETOS",
                    "TARGETARCH",
                    "TARGETVARIANT",
                    "BUILDPLATFORM",
                    "BUILDOS",
                    "BUILDARCH",
                    "BUILDVARIANT",
                    "TARGETSTAGE",
                    "HTTP_PROXY",
                    "http_proxy",
                    "HTTPS_PROXY",
                    "https_proxy",
                    "FTP_PROXY",
                    "ftp_proxy",
                    "NO_PROXY",
                    "no_proxy",
                    "ALL_PROXY",
                    "all_proxy",
                    "SOURCE_DATE_EPOCH");

    private final Map<String, Optional<String>> values;

    Variables() {
        values = new HashMap<>();
    }

    Variables(Variables other) {
        values = new HashMap<>(other.values);
    }

    /// @param value nothing where only the build knows it
    void declare(String name, Optional<String> value) {
        values.put(name, value);
    }

    Optional<Optional<String>> declared(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean knows(String name) {
        return values.containsKey(name) || PREDEFINED.contains(name);
    }

    /// What became of a text.
    ///
    /// @param certain whether all of it is known
    /// @param undefined variables without a value that nobody declared, sorted
    record Expanded(String text, boolean certain, Set<String> undefined) {
        Optional<String> known() {
            return certain ? Optional.of(text) : Optional.empty();
        }
    }

    /// Of a text without quotes.
    Expanded expand(String text, char escape) {
        return expand(text, new Expansion(escape, false));
    }

    /// Of arguments as they are written: their quotes go away, and what stands in single ones stays
    /// as it is.
    Expanded expandWords(String text, char escape) {
        return expand(text, new Expansion(escape, true));
    }

    private static Expanded expand(String text, Expansion expansion) {
        var expanded = expansion.of(text, 0);
        return new Expanded(expanded, expansion.certain, new TreeSet<>(expansion.undefined));
    }

    private final class Expansion {
        private final char escape;
        private final boolean removesQuotes;
        private final Set<String> undefined = new HashSet<>();
        private boolean certain = true;

        private Expansion(char escape, boolean removesQuotes) {
            this.escape = escape;
            this.removesQuotes = removesQuotes;
        }

        private String of(String text, int depth) {
            var out = new StringBuilder();
            boolean isQuoted = false;
            int at = 0;
            while (at < text.length()) {
                if (out.length() > MAX_TEXT) {
                    certain = false;
                    break;
                }
                char letter = text.charAt(at);
                if (removesQuotes && letter == '\'' && !isQuoted) {
                    int end = text.indexOf('\'', at + 1);
                    int stop = end < 0 ? text.length() : end;
                    out.append(text, at + 1, stop);
                    at = stop + 1;
                } else if (removesQuotes && letter == '"') {
                    isQuoted = !isQuoted;
                    at++;
                } else if (letter == escape && at + 1 < text.length()) {
                    out.append(text.charAt(at + 1));
                    at += 2;
                } else if (letter != '$') {
                    out.append(letter);
                    at++;
                } else if (at + 1 < text.length() && text.charAt(at + 1) == '{') {
                    int end = closing(text, at + 1);
                    out.append(braced(text.substring(at + 2, end), depth));
                    at = Math.min(end + 1, text.length());
                } else {
                    int end = nameEnd(text, at + 1);
                    out.append(end == at + 1 ? "$" : value(text.substring(at + 1, end)));
                    at = end;
                }
            }
            return out.toString();
        }

        private String value(String name) {
            var value = values.get(name);
            if (value != null && value.isPresent()) {
                return value.get();
            }
            certain = false;
            if (!knows(name)) {
                undefined.add(name);
            }
            return "";
        }

        private String braced(String inside, int depth) {
            int end = nameEnd(inside, 0);
            var name = inside.substring(0, end);
            var rest = inside.substring(end);
            if (rest.isEmpty() || depth >= MAX_DEPTH) {
                return value(name);
            }
            boolean hasColon = rest.startsWith(":");
            var operation = hasColon ? rest.substring(1) : rest;
            if (operation.isEmpty()) {
                return value(name);
            }
            var word = operation.substring(1);
            var declared = values.get(name);
            var known = declared == null ? Optional.<String>empty() : declared;
            boolean isOpen = declared != null && known.isEmpty();
            boolean isSet = known.filter(value -> !hasColon || !value.isEmpty()).isPresent();
            certain &= !isOpen || operation.charAt(0) != '+';
            certain &= isSet || operation.charAt(0) != '?';
            return switch (operation.charAt(0)) {
                case '-' -> isSet ? known.orElse("") : of(word, depth + 1);
                case '+' -> isSet ? of(word, depth + 1) : "";
                case '?' -> isSet ? known.orElse("") : "";
                case '#', '%', '/' -> changed(value(name), operation, depth);
                default -> value(name);
            };
        }

        private String changed(String value, String operation, int depth) {
            boolean isSimple = operation.indexOf('*') == operation.lastIndexOf('*');
            if (value.length() > MAX_PATTERN || operation.length() > MAX_PATTERN || !isSimple) {
                certain = false;
                return value;
            }
            char kind = operation.charAt(0);
            boolean isDoubled = operation.length() > 1 && operation.charAt(1) == kind;
            var word = operation.substring(isDoubled ? 2 : 1);
            if (kind != '/') {
                return Glob.cut(value, of(word, depth + 1), kind == '#', isDoubled);
            }
            int slash = word.indexOf('/');
            var pattern = slash < 0 ? word : word.substring(0, slash);
            var replacement = slash < 0 ? "" : word.substring(slash + 1);
            return Glob.replace(
                    value, of(pattern, depth + 1), of(replacement, depth + 1), isDoubled);
        }
    }

    private static int nameEnd(String text, int from) {
        int end = from;
        while (end < text.length()
                && (text.charAt(end) == '_'
                        || (text.charAt(end) < 128
                                && Character.isLetterOrDigit(text.charAt(end))))) {
            end++;
        }
        return end;
    }

    private static int closing(String text, int from) {
        int open = 0;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                open++;
            } else if (text.charAt(i) == '}' && --open == 0) {
                return i;
            }
        }
        return text.length();
    }
}
