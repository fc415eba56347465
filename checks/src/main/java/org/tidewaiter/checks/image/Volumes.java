package org.tidewaiter.checks.image;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.checks.rule.EngineSocket;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Severity;

/// Folders of the system that the image declares as volumes.
final class Volumes implements Topic {
    private static final Check SENSITIVE =
            ImageCheck.of(
                    "volume-sensitive",
                    Severity.MEDIUM,
                    "A folder of the system is a volume",
                    "Declare only folders with the program's own data: what is in a volume outlives"
                            + " the image, so that an update of the image does not reach it.",
                    ImageCheck.NIST_DEFECTS);
    private static final Set<String> FOLDERS =
            Set.of(
                    "",
                    "bin",
                    "boot",
                    "dev",
                    "etc",
                    "lib",
                    "lib64",
                    "proc",
                    "root",
                    "run",
                    "sbin",
                    "sys",
                    "usr",
                    "usr/bin",
                    "usr/lib",
                    "usr/local",
                    "usr/local/bin",
                    "usr/sbin",
                    "var",
                    "var/lib",
                    "var/run");

    @Override
    public List<Check> checks() {
        return List.of(SENSITIVE);
    }

    @Override
    public Stream<Sighting> ofSettings(Subject subject) {
        return subject.settings().volumes().stream().flatMap(Volumes::sighting);
    }

    private static Stream<Sighting> sighting(String volume) {
        var place = Place.inConfiguration("volume " + volume, OptionalInt.empty());
        if (EngineSocket.in(volume).isPresent()) {
            return Stream.of(
                    new Sighting(SENSITIVE, place, "it is the socket of a container engine"));
        }
        return FOLDERS.contains(plain(volume))
                ? Stream.of(new Sighting(SENSITIVE, place, "it is a folder of the system"))
                : Stream.empty();
    }

    private static String plain(String path) {
        int start = 0;
        int end = path.length();
        while (start < end && path.charAt(start) == '/') {
            start++;
        }
        while (end > start && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(start, end);
    }
}
