package org.tidewaiter.checks.host.kubernetes;

import java.util.Optional;
import java.util.regex.Pattern;

/// What is looked for in what an audit writes.
///
/// @param flag in a command line or a text: `--anonymous-auth`; may be empty
/// @param path in JSON or YAML: `{.authentication.mode}`; may be empty
/// @param environment the name of a variable; may be empty
/// @param isSet whether it must be there
record TestItem(
        String flag,
        String path,
        String environment,
        boolean isSet,
        Optional<Comparison> comparison) {

    /// Where it is looked for.
    enum Source {
        COMMAND,
        CONFIG,
        ENVIRONMENT
    }

    /// @param value nothing where it was not found
    /// @param expected for people
    record Finding(boolean isRight, Optional<String> value, String expected) {
        boolean isFound() {
            return value.isPresent();
        }
    }

    String name(Source source) {
        return switch (source) {
            case COMMAND -> flag;
            case CONFIG -> path;
            case ENVIRONMENT -> environment;
        };
    }

    Finding judge(Source source, String text) throws MalformedValueException, NotReadException {
        var name = name(source);
        var value =
                switch (source) {
                    case COMMAND -> ofFlag(text);
                    case CONFIG -> JsonPath.find(path, text);
                    case ENVIRONMENT -> ofEnvironment(text);
                };
        if (!isSet) {
            return new Finding(value.isEmpty(), value, "%s is not set".formatted(name));
        }
        if (value.isEmpty() || comparison.isEmpty()) {
            return new Finding(value.isPresent(), value, expectation(name));
        }
        return new Finding(comparison.get().holds(value.get()), value, expectation(name));
    }

    private String expectation(String name) {
        return comparison
                .map(one -> "%s %s".formatted(name, one.words()))
                .orElse("%s is set".formatted(name));
    }

    /// After `=`, after `:`, or the next word; a flag alone is true. A longer flag that begins so
    /// is another one.
    private Optional<String> ofFlag(String text) {
        if (flag.isEmpty()) {
            return Optional.empty();
        }
        var end = flag.startsWith("--") ? "(?![A-Za-z0-9_-])" : "";
        var found = Pattern.compile(Pattern.quote(flag) + end + "(?:=|: *)*(\\S*)").matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        if (!found.group(1).isEmpty()) {
            return Optional.of(found.group(1));
        }
        var next = Pattern.compile(Pattern.quote(flag) + end + "\\s+([^\\s-]\\S*)").matcher(text);
        if (comparison.isPresent() && next.find()) {
            return Optional.of(next.group(1));
        }
        return Optional.of(flag.startsWith("--") ? "true" : flag);
    }

    private Optional<String> ofEnvironment(String text) {
        if (environment.isEmpty()) {
            return Optional.empty();
        }
        return text.lines()
                .filter(line -> line.contains(environment + "="))
                .map(line ->
                        line.substring(line.indexOf(environment + "=") + environment.length() + 1))
                .findFirst()
                .filter(value -> !value.isEmpty());
    }
}
