package org.tidewaiter.checks.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.SourceText;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.shell.ShellHabits;
import org.tidewaiter.checks.shell.ShellScript;
import org.tidewaiter.image.manifest.ImageSettings.Step;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Severity;

/// How the image was made, as far as its history tells. BuildKit writes down what stood in the
/// Dockerfile; the builder before it replaced what `ADD` fetches by a hash.
final class BuildSteps implements Topic {
    private static final Check ADDED =
            ImageCheck.of(
                    "add-of-address",
                    Severity.LOW,
                    "A file was fetched with ADD while the image was built",
                    "Give ADD a --checksum, or fetch and verify the file in a RUN: what the address"
                            + " gives can change from one build to the next.",
                    "CIS Docker 4.9",
                    "CIS Docker 4.11");
    private static final Check PIPED =
            ImageCheck.of(
                    "download-into-shell",
                    Severity.MEDIUM,
                    "A script was run as it came from the network while the image was built",
                    "Save the script, compare its checksum or signature, and run it then.",
                    "CIS Docker 4.11");
    private static final Check UPDATE_ALONE =
            ImageCheck.of(
                    "update-alone",
                    Severity.LOW,
                    "Package lists were updated in a step of their own",
                    "Join the update with the installation in one RUN: a builder that remembers the"
                            + " step installs from old lists.",
                    "CIS Docker 4.7");
    private static final List<String> ADDRESSES =
            List.of("http://", "https://", "ftp://", "git://", "git@");
    private static final List<String> UPDATES =
            List.of("apt-get update", "apt update", "apk update");
    private static final String RUN = "RUN ";
    private static final String GIVEN = " -c ";

    @Override
    public List<Check> checks() {
        return List.of(ADDED, PIPED, UPDATE_ALONE);
    }

    @Override
    public Stream<Sighting> ofSettings(Subject subject) {
        var sightings = new ArrayList<Sighting>();
        var history = subject.settings().history();
        for (int i = 0; i < history.size(); i++) {
            look(history.get(i), i + 1, sightings);
        }
        return sightings.stream();
    }

    private static void look(Step step, int number, List<Sighting> sightings) {
        var line = step.instruction();
        var place = Place.inConfiguration("history " + number, step.layer());
        if (line.startsWith("ADD ")) {
            if (!line.contains("--checksum=")) {
                words(line)
                        .filter(word -> ADDRESSES.stream().anyMatch(word::startsWith))
                        .map(word -> new Sighting(ADDED, place, "from " + withoutLogin(word)))
                        .forEach(sightings::add);
            }
        } else if (isRun(line)) {
            runsWhatItFetches(line)
                    .map(remark -> new Sighting(PIPED, place, remark.message()))
                    .ifPresent(sightings::add);
            if (UPDATES.stream().anyMatch(line::contains) && !isUsed(line)) {
                sightings.add(new Sighting(UPDATE_ALONE, place, "nothing is installed with it"));
            }
        }
    }

    /// BuildKit puts the build arguments in front: `RUN |1 A=b /bin/sh -c …`.
    private static boolean isRun(String line) {
        return line.startsWith(RUN) || line.startsWith("|");
    }

    private static boolean isUsed(String line) {
        return Stream.of("install", "upgrade", "apk add", "build-dep").anyMatch(line::contains);
    }

    private static Optional<Remark> runsWhatItFetches(String line) {
        var commands = ShellScript.commands(SourceText.onLine(script(line), 1));
        return Stream.concat(
                        ShellHabits.pipedToShell(commands),
                        ShellHabits.substitutedIntoShell(commands))
                .findFirst();
    }

    /// What the shell of the build was given: history has it without the quotes around it.
    private static String script(String line) {
        var step = line.startsWith(RUN) ? line.substring(RUN.length()).strip() : line;
        int start = step.indexOf(GIVEN) + GIVEN.length();
        boolean isUnquoted =
                start >= GIVEN.length()
                        && !step.startsWith("\"", start)
                        && !step.startsWith("'", start);
        return isUnquoted && (step.startsWith("|") || startsWithShell(step))
                ? step.substring(start)
                : step;
    }

    private static boolean startsWithShell(String step) {
        int end = step.indexOf(' ');
        var program = end < 0 ? step : step.substring(0, end);
        return ShellScript.isShell(program.substring(program.lastIndexOf('/') + 1));
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split("\\s+", -1)).filter(word -> !word.isEmpty());
    }

    /// Without what stands before the host, or after it as a parameter: either can be a credential.
    private static String withoutLogin(String address) {
        int host = address.indexOf("://") + 3;
        int query = address.indexOf('?');
        var plain = query < 0 ? address : address.substring(0, query);
        int slash = plain.indexOf('/', host);
        int at = plain.lastIndexOf('@', slash < 0 ? plain.length() : slash);
        return host > 2 && at > host ? plain.substring(0, host) + plain.substring(at + 1) : plain;
    }
}
