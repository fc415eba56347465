package org.tidewaiter.model;

import java.util.Optional;

/// Which functions or classes stand in one file of an image, so that it can be asked whether those
/// that an advisory calls vulnerable are among them.
///
/// @param path as in [Location#path]
/// @param target the system and the processor that the file is made for, in Go's words
///   (`linux/amd64`); empty where that is not known
/// @param complete whether every name is there; otherwise one that is not found may still be there
/// @param names functions as `import/path.Function` and `import/path.Type.Method`, and their
///   packages and types, `import/path` and `import/path.Type`; classes of Java by their full names
public record CodeIndex(String path, String target, boolean complete, NameSet names) {
    private static final String UNKNOWN = "-";
    private static final String COMPLETE = "complete";
    private static final String PARTIAL = "partial";

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
