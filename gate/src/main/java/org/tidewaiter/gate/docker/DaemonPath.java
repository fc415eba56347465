package org.tidewaiter.gate.docker;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a request to the daemon goes. There is one for what the daemon would route as it stands;
/// what it would clean first, and send the client elsewhere with, is none.
///
/// @param parts of the decoded path, without the version
/// @param oldForm whether the API's version is below 1.24, in which a container's settings could
///   come with its start
/// @param query decoded, in order
/// @see "moby, api/server, createMux, and gorilla/mux, cleanPath"
record DaemonPath(List<String> parts, boolean oldForm, List<Parameter> query) {
    private static final Pattern VERSION = Pattern.compile("v([0-9]{1,4})\\.([0-9]{1,4})");
    private static final int FIRST_NEW_FORM = 24;

    record Parameter(String name, String value) {}

    /// @return nothing where the daemon would not route it, or may read it otherwise than this does
    static Optional<DaemonPath> parse(String uri) {
        int mark = uri.indexOf('?');
        var path = decoded(mark < 0 ? uri : uri.substring(0, mark), false);
        var query = parameters(mark < 0 ? "" : uri.substring(mark + 1));
        if (path.isEmpty() || query.isEmpty() || !path.get().startsWith("/")) {
            return Optional.empty();
        }
        var parts = List.of(path.get().substring(1).split("/", -1));
        if (parts.stream().anyMatch(part -> part.equals(".") || part.equals(".."))
                || parts.subList(0, parts.size() - 1).contains("")) {
            return Optional.empty();
        }
        var version = VERSION.matcher(parts.getFirst());
        if (!version.matches()) {
            return Optional.of(new DaemonPath(parts, false, query.get()));
        }
        boolean oldForm =
                Integer.parseInt(version.group(1)) < 1
                        || (Integer.parseInt(version.group(1)) == 1
                                && Integer.parseInt(version.group(2)) < FIRST_NEW_FORM);
        return Optional.of(new DaemonPath(parts.subList(1, parts.size()), oldForm, query.get()));
    }

    /// @return nothing where an escape is broken, and of a path also where it is not plain ASCII
    private static Optional<String> decoded(String text, boolean isQuery) {
        var decoded = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '%') {
                if (at + 2 >= text.length()
                        || !HexFormat.isHexDigit(text.charAt(at + 1))
                        || !HexFormat.isHexDigit(text.charAt(at + 2))) {
                    return Optional.empty();
                }
                letter = (char) HexFormat.fromHexDigits(text, at + 1, at + 3);
                at += 2;
            } else if (letter == '+' && isQuery) {
                letter = ' ';
            }
            if (!isQuery && (letter < ' ' || letter >= 0x7f)) {
                return Optional.empty();
            }
            decoded.append(letter);
        }
        return Optional.of(decoded.toString());
    }

    /// @return nothing where it has a semicolon, which has separated parameters once
    private static Optional<List<Parameter>> parameters(String text) {
        if (text.contains(";")) {
            return Optional.empty();
        }
        var parameters = new ArrayList<Parameter>();
        for (var pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals), true);
            var value = decoded(equals < 0 ? "" : pair.substring(equals + 1), true);
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            parameters.add(new Parameter(name.get(), value.get()));
        }
        return Optional.of(parameters);
    }

    String part(int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    String last() {
        return parts.getLast();
    }

    /// What stands between the first and the last part, which may have slashes in it.
    String between() {
        return parts.size() < 3 ? "" : String.join("/", parts.subList(1, parts.size() - 1));
    }

    /// As the daemon takes it: the first one; empty where there is none.
    String query(String name) {
        return query.stream()
                .filter(one -> one.name.equals(name))
                .map(Parameter::value)
                .findFirst()
                .orElse("");
    }
}
