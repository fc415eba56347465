package org.tidewaiter.checks.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Severity;

/// Ports that the image says it listens on. A port answers to the first check that it fits.
final class Ports implements Topic {
    private static final Check SSH =
            ImageCheck.of(
                    "port-ssh",
                    Severity.MEDIUM,
                    "The port of an SSH server is exposed",
                    "Take the server out: engines and orchestrators start a shell in a container"
                            + " without one.",
                    "CIS Docker 5.7",
                    ImageCheck.NIST_DEFECTS);
    private static final Check ADMINISTRATION =
            ImageCheck.of(
                    "port-administration",
                    Severity.MEDIUM,
                    "A port for administration or for passwords in clear text is exposed",
                    "Expose only what users of the program need.",
                    "CIS Docker 5.9",
                    ImageCheck.NIST_DEFECTS);
    private static final Check ENGINE =
            ImageCheck.of(
                    "port-engine",
                    Severity.MEDIUM,
                    "The port of a container engine or orchestrator is exposed",
                    "Keep it inside: who reaches such a port can start containers on the host.",
                    "CIS Docker 5.9");
    private static final Check DATABASE =
            ImageCheck.of(
                    "port-database",
                    Severity.LOW,
                    "The port of a database is exposed",
                    "Make sure that only its clients reach it, and that it asks for a password.",
                    "CIS Docker 5.9");
    private static final Check PRIVILEGED =
            ImageCheck.of(
                    "port-privileged",
                    Severity.NEGLIGIBLE,
                    "A port below 1024 is exposed",
                    "Listen on a higher port, so that the program needs neither root nor a"
                            + " capability.",
                    "CIS Docker 5.8");
    private static final int FIRST_UNPRIVILEGED = 1024;
    private static final Map<String, Check> KINDS =
            Map.of(
                    "ssh", SSH,
                    "administration", ADMINISTRATION,
                    "engine", ENGINE,
                    "database", DATABASE);
    private static final Map<Integer, Known> KNOWN =
            Table.rows("ports.tsv").stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    row -> Integer.valueOf(row.getFirst()),
                                    row -> new Known(check(row.get(1)), row.get(2))));

    private static Check check(String kind) {
        return Objects.requireNonNull(KINDS.get(kind), kind);
    }

    /// @param whose for people
    private record Known(Check check, String whose) {}

    @Override
    public List<Check> checks() {
        return List.of(SSH, ADMINISTRATION, ENGINE, DATABASE, PRIVILEGED);
    }

    @Override
    public Stream<Sighting> ofSettings(Subject subject) {
        return subject.settings().exposedPorts().stream().flatMap(Ports::sighting);
    }

    private static Stream<Sighting> sighting(String stated) {
        var place = Place.inConfiguration("exposed port " + stated, OptionalInt.empty());
        return range(stated).stream().flatMap(range -> sightings(range, place).stream());
    }

    private static List<Sighting> sightings(Range range, Place place) {
        var known = new ArrayList<Sighting>();
        KNOWN.forEach((port, one) -> {
            if (range.first() <= port && port <= range.last()) {
                var message = "%d is the port of %s".formatted(port, one.whose());
                known.add(new Sighting(one.check(), place, message));
            }
        });
        if (known.isEmpty() && range.first() < FIRST_UNPRIVILEGED) {
            known.add(new Sighting(PRIVILEGED, place, "%d is below 1024".formatted(range.first())));
        }
        return known;
    }

    private record Range(int first, int last) {}

    /// @param stated `80/tcp`, `80` or `8000-8010/tcp`
    private static Optional<Range> range(String stated) {
        var numbers = stated.split("/", 2)[0].split("-", 2);
        for (var number : numbers) {
            if (!RunningUser.isNumber(number) || number.length() > 5) {
                return Optional.empty();
            }
        }
        int first = Integer.parseInt(numbers[0]);
        return Optional.of(
                new Range(first, numbers.length == 1 ? first : Integer.parseInt(numbers[1])));
    }
}
