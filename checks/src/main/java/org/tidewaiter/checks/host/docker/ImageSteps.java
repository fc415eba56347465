package org.tidewaiter.checks.host.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.rule.SecretNames;
import org.tidewaiter.model.json.Json;

/// What the lines that made an image tell of it. They are in the words of whoever built it.
final class ImageSteps {
    private static final int MAX_LINE = 20_000;
    private static final Pattern REFRESH =
            Pattern.compile(
                    "\\b(?:apt|apt-get|aptitude|apk|zypper|yum|dnf|microdnf)"
                            + "\\s{1,9}(?:-\\S{1,40}\\s{1,9}){0,5}(?:update|makecache|refresh)\\b");
    private static final Pattern INSTALL =
            Pattern.compile("\\b(?:install|add|upgrade|dist-upgrade|full-upgrade)\\b");
    private static final Pattern SET_ID =
            Pattern.compile(
                    "\\bchmod\\s{1,9}(?:-\\S{1,9}\\s{1,9}){0,3}(?:[ugo]{0,3}\\+s|0?[2467]\\d{3})\\b");
    private static final Pattern UNVERIFIED =
            Pattern.compile(
                    "--allow-unauthenticated|--allow-untrusted|--force-yes|--no-gpg-checks?\\b"
                            + "|--nogpgcheck|AllowUnauthenticated|--allow-insecure-repositories"
                            + "|\\[trusted=yes\\]|\\b(?:curl|wget)\\b[^|;&]{0,400}\\|\\s{0,9}(?:ba)?sh\\b");
    private static final Pattern CURL = Pattern.compile("^(?:curl|wget)\\b");
    private static final Pattern ADD = Pattern.compile("(?:^|#\\(nop\\)\\s{1,9})ADD\\s(.{0,2000})");
    private static final Pattern ADD_TO_ROOT =
            Pattern.compile("\\S{1,400}(?:\\s{1,9}in)?\\s{1,9}/(?:\\s.{0,99})?");
    private static final Pattern SETTING =
            Pattern.compile("(?:^|[\\s|])([A-Za-z_][A-Za-z0-9_.-]{0,99})=([^\\s]{1,400})");

    private ImageSteps() {}

    /// @param rule what is wrong with the lines, newest first; nothing where nothing is
    private static Look lines(
            EngineState engine,
            Json image,
            Function<List<String>, Optional<String>> rule,
            Look otherwise) {
        var history = engine.history(image);
        return switch (history) {
            case Answer.Known<List<String>>(var lines) ->
                    rule.apply(lines.stream().map(ImageSteps::bounded).toList())
                            .map(Look::bad)
                            .orElse(otherwise);
            case Answer.Absent<List<String>>() -> Look.good("it has gone meanwhile");
            case Answer.Unknown<List<String>>(var why) ->
                    Look.unclear("its history could not be read: " + why);
        };
    }

    private static String bounded(String line) {
        return line.substring(0, Math.min(MAX_LINE, line.length()));
    }

    /// Without what may be a credential: that of an address, and headers and queries.
    private static String told(String step) {
        var plain =
                step.replaceAll("://[^/\\s]{0,400}@", "://…@").replaceAll("\\?\\S{1,400}", "?…");
        return CURL.matcher(plain).find() ? "a download piped into a shell" : plain;
    }

    private static Optional<String> first(List<String> lines, Pattern wrong) {
        return lines.stream()
                .map(wrong::matcher)
                .filter(found -> found.find())
                .map(found -> "a step says '%s'".formatted(told(found.group())))
                .findFirst();
    }

    /// A list of packages that a layer keeps makes later builds install old ones.
    static Look refreshAlone(EngineState engine, Json image) {
        return lines(
                engine,
                image,
                lines ->
                        first(
                                lines.stream()
                                        .filter(line -> !INSTALL.matcher(line).find())
                                        .toList(),
                                REFRESH),
                Look.good("no step of its history only fetches a list of packages"));
    }

    static Look setId(EngineState engine, Json image) {
        return lines(
                engine,
                image,
                lines -> first(lines, SET_ID),
                Look.unclear(
                        "its history sets no such bit; files that came with one are not seen"));
    }

    static Look unverified(EngineState engine, Json image) {
        return lines(
                engine,
                image,
                lines -> first(lines, UNVERIFIED),
                Look.unclear("no step of its history turns verification off"));
    }

    /// The archive that a base image is made of has no other way in.
    static Look add(EngineState engine, Json image) {
        return lines(
                engine,
                image,
                ImageSteps::added,
                Look.good("no step of its history is an ADD but that of the base"));
    }

    private static Optional<String> added(List<String> lines) {
        int oldest = lines.size() - 1;
        for (int i = 0; i <= oldest; i++) {
            var found = ADD.matcher(lines.get(i).strip());
            boolean isBase =
                    i == oldest
                            && found.find()
                            && ADD_TO_ROOT.matcher(found.group(1).strip()).matches();
            if (!isBase && found.reset().find()) {
                return Optional.of(
                        "a step says 'ADD %s'; whether it unpacks an archive or only copies is not told"
                                .formatted(told(found.group(1).strip())));
            }
        }
        return Optional.empty();
    }

    /// Only the names are told.
    static Look secrets(EngineState engine, Json image) {
        var inSettings =
                secretNames(Inspected.texts(image.get("Config").get("Env")), "its settings have ");
        return inSettings
                .map(Look::bad)
                .orElseGet(() ->
                        lines(
                                engine,
                                image,
                                lines -> secretNames(lines, "its history has "),
                                Look.unclear(
                                        "neither its settings nor its history name one;"
                                                + " its files were not read")));
    }

    private static Optional<String> secretNames(List<String> lines, String where) {
        var names = new TreeSet<String>();
        for (var line : new ArrayList<>(lines)) {
            var found = SETTING.matcher(bounded(line));
            while (found.find()) {
                if (SecretNames.isSecret(found.group(1)) && SecretNames.isValue(found.group(2))) {
                    names.add(found.group(1));
                }
            }
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(where + "values of " + String.join(", ", names));
    }
}
