package org.tidewaiter.inventory.java;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads the file `release` in the home of a Java runtime, lines of `KEY="value"`. The package is
/// named after its maker and kind: `pkg:generic/eclipse-adoptium/jdk@17.0.12%2B7`.
///
/// A file of that name that says no `JAVA_VERSION` is somebody else's.
///
/// @see "JEP 223; OpenJDK source, make/ReleaseFile.gmk"
public final class JvmReleaseReader implements FileReader {
    private static final long MAX_BYTES = 1 << 20;
    private static final Pattern LINE = Pattern.compile("([A-Z_]{1,60})=\"?([^\"]*)\"?");
    private static final Set<String> KINDS = Set.of("jdk", "jre");
    private static final Pattern NOT_A_NAME = Pattern.compile("[^a-z0-9]+");

    /// What a home holds, so that nothing else in the same directory counts as Java's.
    private static final List<String> DIRECTORIES =
            List.of("bin", "conf", "include", "jmods", "jre", "legal", "lib", "man");

    @Override
    public String name() {
        return "jvm-release";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/release").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) {
        var facts = new HashMap<String, String>();
        file.text()
                .lines()
                .map(LINE::matcher)
                .forEach(line -> {
                    if (line.matches()) {
                        facts.putIfAbsent(line.group(1), line.group(2).strip());
                    }
                });
        var version = version(facts);
        return version.isEmpty()
                ? Reading.NOTHING
                : Reading.of(
                        PackageSeen.installed(
                                        Purl.of(
                                                "generic",
                                                maker(facts),
                                                kind(facts),
                                                Excerpt.of(version)))
                                .withFiles(files(file.directory())));
    }

    /// Whether a package is one that this reader names.
    public static boolean isRuntime(Purl purl) {
        return purl.type().equals("generic") && KINDS.contains(purl.name());
    }

    /// With the build where the file says it.
    private static String version(Map<String, String> facts) {
        var version = facts.getOrDefault("JAVA_VERSION", "");
        return List.of("JAVA_RUNTIME_VERSION", "FULL_VERSION").stream()
                .map(key -> facts.getOrDefault(key, ""))
                .filter(full -> !version.isEmpty() && full.startsWith(version))
                .findFirst()
                .orElse(version);
    }

    private static String maker(Map<String, String> facts) {
        var words = facts.getOrDefault("IMPLEMENTOR", "").toLowerCase(Locale.ROOT);
        var name = NOT_A_NAME.matcher(words).replaceAll("-");
        return Excerpt.of(name.replaceFirst("^-", "").replaceFirst("-$", ""));
    }

    private static String kind(Map<String, String> facts) {
        return facts.getOrDefault("IMAGE_TYPE", "").equals("JRE") ? "jre" : "jdk";
    }

    /// A home lies at least two directories deep; `usr/lib` would not be Java's.
    private static List<String> files(String home) {
        boolean isOfItsOwn = home.chars().filter(letter -> letter == '/').count() > 2;
        return isOfItsOwn
                ? DIRECTORIES.stream().map(directory -> home + directory + "/").toList()
                : List.of();
    }
}
