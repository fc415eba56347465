package org.tidewaiter.image.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One way of authenticating that a server offers.
///
/// @param scheme lower case: `bearer`, `basic` …
/// @param parameters by lower-case name
/// @see "RFC 9110 section 11.6.1"
record Challenge(String scheme, Map<String, String> parameters) {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /// A scheme, or a parameter with a plain or a quoted value; separators go unread.
    private static final Pattern PART =
            Pattern.compile(
                    "(?<name>%s)(?:\\s*=\\s*(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<plain>%s)))?"
                            .formatted(TOKEN, TOKEN));

    private static final int MAX_LENGTH = 8192;

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /// @param headers the values of all `WWW-Authenticate` headers
    static List<Challenge> parse(List<String> headers) {
        var challenges = new ArrayList<Challenge>();
        for (var header : headers) {
            parse(header.substring(0, Math.min(MAX_LENGTH, header.length())), challenges);
        }
        return challenges;
    }

    private static void parse(String header, List<Challenge> challenges) {
        var scheme = "";
        var parameters = new TreeMap<String, String>();
        for (var parts = PART.matcher(header); parts.find(); ) {
            var name = parts.group("name").toLowerCase(Locale.ROOT);
            var quoted = parts.group("quoted");
            var plain = parts.group("plain");
            if (quoted != null) {
                parameters.put(name, quoted.replaceAll("\\\\(.)", "$1"));
            } else if (plain != null) {
                parameters.put(name, plain);
            } else {
                if (!scheme.isEmpty()) {
                    challenges.add(new Challenge(scheme, parameters));
                }
                scheme = name;
                parameters.clear();
            }
        }
        if (!scheme.isEmpty()) {
            challenges.add(new Challenge(scheme, parameters));
        }
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
