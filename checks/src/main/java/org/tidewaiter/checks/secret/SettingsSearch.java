package org.tidewaiter.checks.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.content.ContentBounds;
import org.tidewaiter.image.content.ContentReaders;
import org.tidewaiter.image.content.ContentSearch;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Observation.SecretSeen;
import org.tidewaiter.model.Place;

/// Searches the configuration of an image, part by part, as if each were a file of variables.
public final class SettingsSearch {
    /// What BuildKit and its predecessor write before the command of a step: how many build
    /// arguments it was given, and each of them.
    private static final Pattern ARGUMENTS = Pattern.compile("(?:RUN )?\\|([0-9]{1,4}) ");

    private static final Pattern NEXT_ASSIGNMENT =
            Pattern.compile("(?<=[ \\t])(?=[A-Za-z_][A-Za-z0-9_.-]{0,200}=)");
    private static final Pattern VARIABLES =
            Pattern.compile("(?:/bin/sh -c #\\(nop\\) +)?(ENV|LABEL|ARG) +");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    private final ContentSearch search;
    private final List<Hit> hits = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private SettingsSearch() {
        search =
                new ContentSearch(
                        new ContentReaders(List.of(new SecretReader())), ContentBounds.STANDARD);
    }

    /// What was seen, and where.
    public record Hit(Place place, SecretSeen seen) {}

    /// @param gaps parts that could not be searched
    public record Found(List<Hit> hits, List<Gap> gaps) {
        public Found {
            hits = List.copyOf(hits);
            gaps = List.copyOf(gaps);
        }
    }

    public static Found of(ImageSettings settings) {
        var one = new SettingsSearch();
        one.searchAll(settings);
        return new Found(one.hits, one.gaps);
    }

    private void searchAll(ImageSettings settings) {
        settings.environment()
                .forEach((name, value) -> assigned("environment variable", name, value));
        settings.labels().forEach((name, value) -> assigned("label", name, value));
        words("entrypoint", settings.entrypoint());
        words("command", settings.command());
        settings.healthcheck().ifPresent(test -> words("healthcheck", test));
        for (int i = 0; i < settings.onBuild().size(); i++) {
            text("onbuild " + (i + 1), settings.onBuild().get(i), OptionalInt.empty());
        }
        for (int i = 0; i < settings.history().size(); i++) {
            step(i + 1, settings.history().get(i));
        }
    }

    private void assigned(String part, String name, String value) {
        known.add(name + "=" + value);
        text(part + " " + name, name + "=" + value, OptionalInt.empty());
    }

    private void words(String part, List<String> words) {
        text(part, String.join(" ", words), OptionalInt.empty());
    }

    /// A build argument is given to every step that follows; it is told once.
    private void step(int number, ImageSettings.Step step) {
        var text = step.createdBy();
        var part = "history " + number;
        var arguments = ARGUMENTS.matcher(text);
        var variables = VARIABLES.matcher(text);
        if (arguments.lookingAt()) {
            int count = Integer.parseInt(arguments.group(1));
            var pieces = NEXT_ASSIGNMENT.split(text.substring(arguments.end()), count + 1);
            for (int i = 0; i < pieces.length; i++) {
                piece("build argument", i < count ? argument(pieces[i]) : pieces[i], part, step);
            }
            int shell = text.indexOf(" /bin/sh -c ");
            text(part, shell < 0 ? "" : text.substring(shell), step.layer());
        } else if (variables.lookingAt()) {
            var what = variables.group(1).equals("ARG") ? "build argument" : "variable";
            for (var piece : NEXT_ASSIGNMENT.split(text.substring(variables.end()), -1)) {
                piece(what, piece, part, step);
            }
        } else {
            text(part, text, step.layer());
        }
        text(part + " comment", step.comment(), step.layer());
    }

    private static String argument(String piece) {
        int shell = piece.indexOf(" /bin/sh -c");
        return shell < 0 ? piece : piece.substring(0, shell);
    }

    private void piece(String what, String piece, String part, ImageSettings.Step step) {
        var plain = piece.strip();
        int equals = plain.indexOf('=');
        boolean isAssignment = equals > 0 && NAME.matcher(plain.substring(0, equals)).matches();
        if (!isAssignment) {
            text(part, plain, step.layer());
        } else if (known.add(plain)) {
            text(
                    "%s %s in %s".formatted(what, plain.substring(0, equals), part),
                    plain,
                    step.layer());
        }
    }

    private void text(String part, String text, OptionalInt layer) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return;
        }
        try {
            var found = search.search(part + "/.env", bytes, bytes.length);
            var place = Place.inConfiguration(part, layer);
            found.observations().stream()
                    .flatMap(one -> one.observations().stream())
                    .forEach(seen -> hits.add(new Hit(place, (SecretSeen) seen)));
            found.gaps().forEach(gap -> gaps.add(new Gap("", layer, part + ": " + gap.reason())));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are read without failing", e);
        }
    }
}
