package org.tidewaiter.inventory.java;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.PackageList;

/// Reads Gradle's lock files: `gradle.lockfile`, with the configurations that need a dependency
/// behind it, and the older `gradle/dependency-locks/CONFIGURATION.lockfile`. What they list is
/// declared, not proven to be installed. Left out: what only configurations of tests need.
///
/// @see "Gradle user manual, locking versions"
public final class GradleLockReader implements FileReader {
    private static final long MAX_BYTES = 8 << 20;
    private static final Pattern ENTRY =
            Pattern.compile("([^:=\\s]+):([^:=\\s]+):([^:=\\s]+)(?:=(.*))?");
    private static final String OLD_ENDING = ".lockfile";

    @Override
    public String name() {
        return "gradle-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/gradle.lockfile", "**/dependency-locks/*.lockfile")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) {
        var fileName = file.fileName();
        var ofTheFile = fileName.substring(0, fileName.length() - OLD_ENDING.length());
        var list = PackageList.declared();
        for (var line : (Iterable<String>) file.text().lines()::iterator) {
            if (line.isBlank() || line.startsWith("#") || line.startsWith("empty=")) {
                continue;
            }
            var entry = ENTRY.matcher(line.strip());
            if (!entry.matches()) {
                list.unusable(line);
            } else if (!isForTests(entry.group(4) == null ? ofTheFile : entry.group(4))) {
                list.add(new Coordinates(entry.group(1), entry.group(2), entry.group(3)).purl());
            }
        }
        return list.reading();
    }

    private static boolean isForTests(String configurations) {
        return Arrays.stream(configurations.split(",", -1))
                .allMatch(one -> one.toLowerCase(Locale.ROOT).startsWith("test"));
    }
}
