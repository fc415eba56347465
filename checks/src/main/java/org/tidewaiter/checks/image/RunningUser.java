package org.tidewaiter.checks.image;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Severity;

/// As whom a container of the image runs.
final class RunningUser implements Topic {
    private static final Check ROOT =
            ImageCheck.of(
                    "runs-as-root",
                    Severity.MEDIUM,
                    "The container runs as root",
                    "Create a user for the program and end the Dockerfile with USER and its number.",
                    "CIS Docker 4.1",
                    ImageCheck.NIST_DEFECTS);
    private static final Check UNKNOWN =
            ImageCheck.of(
                    "user-unknown",
                    Severity.LOW,
                    "The user that the container is to run as does not exist in the image",
                    "Create the user in the image, or give its number: an engine refuses to start a"
                            + " container whose user it cannot find.",
                    "CIS Docker 4.1");

    @Override
    public List<Check> checks() {
        return List.of(ROOT, UNKNOWN);
    }

    @Override
    public Stream<Sighting> ofSettings(Subject subject) {
        var stated = subject.settings().user().strip();
        var name = stated.substring(0, indexOf(stated, ':'));
        if (subject.isWindows()) {
            return Stream.empty();
        }
        if (name.isEmpty()) {
            return sighting(ROOT, "no user is set, so it runs as root");
        }
        if (isNumber(name)) {
            return isZero(name) ? sighting(ROOT, "USER is " + stated) : Stream.empty();
        }
        var uid = subject.accounts().userId(name);
        if (name.equals("root") || uid.orElse(-1) == 0) {
            return sighting(ROOT, "USER is %s, which is root".formatted(stated));
        }
        return uid.isEmpty() && subject.accounts().users().isPresent()
                ? sighting(UNKNOWN, "no user is called '%s' in etc/passwd".formatted(name))
                : Stream.empty();
    }

    private static Stream<Sighting> sighting(Check check, String message) {
        var place = Place.inConfiguration("user", OptionalInt.empty());
        return Stream.of(new Sighting(check, place, message));
    }

    private static int indexOf(String text, char c) {
        int at = text.indexOf(c);
        return at < 0 ? text.length() : at;
    }

    static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isZero(String digits) {
        return digits.chars().allMatch(c -> c == '0');
    }
}
