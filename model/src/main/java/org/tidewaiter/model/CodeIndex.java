package org.tidewaiter.model;

import java.util.Optional;

/// Which functions or classes stand in one file of an image, so that it can be asked whether those
/// that an advisory calls vulnerable are among them.
///
/// @param path as in [Location#path]
/// @param target the system and the processor that the file is made for, in Go's words
///   (`linux/amd64`), or [#JAVA]; empty where that is not known
/// @param complete whether every name is there; otherwise one that is not found may still be there
/// @param names functions as `import/path.Function` and `import/path.Type.Method`, and their
///   packages and types, `import/path` and `import/path.Type`; packages of Java, `com.example`, and
///   the classes that stand in them, `Outer$Inner`
public record CodeIndex(String path, String target, boolean complete, NameSet names) {
    /// The target of classes.
    public static final String JAVA = "java";

    private static final String UNKNOWN = "-";
    private static final String COMPLETE = "complete";
    private static final String PARTIAL = "partial";

    /// The path of the index that tells of what was found at a place: the archive, for the metadata
    /// of an artifact that was put into it, and otherwise the place.
    ///
    /// @param place as in [Location#path]
    public static String pathFor(String place) {
        int member = place.lastIndexOf("!/");
        return member >= 0 && place.endsWith("/pom.properties")
                ? place.substring(0, member)
                : place;
    }

    public boolean isOfClasses() {
        return target.equals(JAVA);
    }

    /// @param name with the package it is in
    public boolean has(String name) {
        if (!isOfClasses()) {
            return names.contains(name);
        }
        int dot = name.lastIndexOf('.');
        return names.contains(name.substring(dot + 1), name.substring(0, Math.max(dot, 0)));
    }

    /// One line, for documents that have no form of their own for it: `linux/amd64 complete …
    /// usr/bin/app`.
    public String line() {
        return String.join(
                " ",
                target.isEmpty() ? UNKNOWN : target,
                complete ? COMPLETE : PARTIAL,
                names.toString(),
                path);
    }

    /// @return nothing if it is not what [#line] gives
    public static Optional<CodeIndex> parse(String line) {
        var words = line.split(" ", 4);
        if (words.length < 4 || !(words[1].equals(COMPLETE) || words[1].equals(PARTIAL))) {
            return Optional.empty();
        }
        return NameSet.parse(words[2])
                .map(names ->
                        new CodeIndex(
                                words[3],
                                words[0].equals(UNKNOWN) ? "" : words[0],
                                words[1].equals(COMPLETE),
                                names));
    }
}
