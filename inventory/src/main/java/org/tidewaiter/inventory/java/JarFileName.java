package org.tidewaiter.inventory.java;

import java.util.regex.Pattern;

/// What the name of an archive says: `log4j-1.2-api-2.17.1.jar` is `log4j-1.2-api` in `2.17.1`.
///
/// @param artifact the whole name without its ending where it has no version
/// @param version empty where the name has none
record JarFileName(String artifact, String version) {
    private static final Pattern CLASSIFIER =
            Pattern.compile(
                    "(.+?)-(?:sources|javadoc|tests|all|shaded|uber|exec|jar-with-dependencies"
                            + "|linux[._-].*|osx[._-].*|windows[._-].*|natives-.*)");
    private static final Pattern PRE_RELEASE_WORD =
            Pattern.compile("(?i).*-(?:alpha|beta|rc|cr|m|milestone|pre|ea|sp|build|b)");
    private static final Pattern SNAPSHOT = Pattern.compile("(.+)-(\\d[^-]*-\\d{8}\\.\\d{6}-\\d+)");

    /// @param fileName without folders
    static JarFileName of(String fileName) {
        int dot = fileName.lastIndexOf('.');
        var stem = dot > 0 ? fileName.substring(0, dot) : fileName;
        var classified = CLASSIFIER.matcher(stem);
        if (classified.matches()) {
            stem = classified.group(1);
        }
        var snapshot = SNAPSHOT.matcher(stem);
        if (snapshot.matches()) {
            return new JarFileName(snapshot.group(1), snapshot.group(2));
        }
        int hyphen = lastVersionHyphen(stem, stem.length());
        while (hyphen > 0 && PRE_RELEASE_WORD.matcher(stem.substring(0, hyphen)).matches()) {
            int earlier = lastVersionHyphen(stem, hyphen);
            if (earlier <= 0) {
                break;
            }
            hyphen = earlier;
        }
        return hyphen > 0
                ? new JarFileName(stem.substring(0, hyphen), stem.substring(hyphen + 1))
                : new JarFileName(stem, "");
    }

    /// Whether it has what tests a package, and not the package.
    static boolean isOfTests(String fileName) {
        return fileName.endsWith("-tests.jar");
    }

    /// The name without its ending and its classifier.
    String stem() {
        return version.isEmpty() ? artifact : artifact + "-" + version;
    }

    /// The last hyphen before `end` that a digit follows; -1 if there is none.
    private static int lastVersionHyphen(String stem, int end) {
        for (int at = end - 1; at > 0; at--) {
            if (stem.charAt(at) == '-'
                    && at + 1 < stem.length()
                    && Character.isDigit(stem.charAt(at + 1))) {
                return at;
            }
        }
        return -1;
    }
}
