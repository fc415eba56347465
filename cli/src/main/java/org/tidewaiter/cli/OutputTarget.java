package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.model.ProblemException;

/// One document to write.
///
/// @param file standard output where there is none
record OutputTarget(String format, Optional<Path> file) {
    private static final Pattern WITH_FORMAT = Pattern.compile("([A-Za-z][\\w.-]*)=(.*)");
    private static final Set<String> STANDARD_OUTPUT = Set.of("-", "/dev/stdout");

    /// Reads `--format` and `--output` as users of Trivy and of Grype type them.
    ///
    /// `--output FORMAT=FILE` writes that format to that file and may be repeated. `--output FILE`
    /// writes `--format` to the file. `--output FORMAT`, without `--format`, writes that format to
    /// standard output, as the files `-` and `/dev/stdout` do. A file named like a format is
    /// written `./json`, one with an equals sign `./a=b`.
    ///
    /// @param format what `--format` said
    /// @param outputs what each `--output` said, in order
    /// @param known the names of all formats
    /// @return standard output last; without any flag the table
    /// @throws ProblemException `format-unknown`; `usage` if two documents have the same place
    static List<OutputTarget> read(Optional<String> format, List<String> outputs, Set<String> known)
            throws ProblemException {
        var targets = new ArrayList<OutputTarget>();
        var formatsAlone = new LinkedHashSet<String>();
        var filesAlone = new LinkedHashSet<String>();
        for (var output : outputs) {
            var parts = WITH_FORMAT.matcher(output);
            if (parts.matches()) {
                targets.add(to(parts.group(2), parts.group(1)));
            } else if (format.isEmpty() && known.contains(output)) {
                formatsAlone.add(output);
            } else {
                filesAlone.add(output);
            }
        }
        format.ifPresent(formatsAlone::add);
        var standard = formatsAlone.isEmpty() ? "table" : formatsAlone.getFirst();
        filesAlone.forEach(file -> targets.add(to(file, standard)));
        if (filesAlone.isEmpty()) {
            formatsAlone.forEach(alone -> targets.add(new OutputTarget(alone, Optional.empty())));
        }
        if (targets.isEmpty()) {
            targets.add(new OutputTarget(standard, Optional.empty()));
        }
        requireKnownFormats(targets, known);
        requireOwnPlaces(targets);
        targets.sort(Comparator.comparing(target -> target.file.isEmpty()));
        return targets;
    }

    private static OutputTarget to(String file, String format) {
        return new OutputTarget(
                format,
                STANDARD_OUTPUT.contains(file) ? Optional.empty() : Optional.of(Path.of(file)));
    }

    private static void requireKnownFormats(List<OutputTarget> targets, Set<String> known)
            throws ProblemException {
        for (var target : targets) {
            if (!known.contains(target.format)) {
                throw new ProblemException(
                        "format-unknown",
                        "there is no format '" + target.format + "'",
                        "use one of " + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private static void requireOwnPlaces(List<OutputTarget> targets) throws ProblemException {
        var places = new HashSet<Optional<Path>>();
        for (var target : targets) {
            if (target.file.isPresent() && target.file.get().toString().isEmpty()) {
                throw new ProblemException(
                        "usage",
                        "--output " + target.format + "= names no file",
                        "write it like --output json=report.json");
            }
            if (!places.add(target.file)) {
                throw new ProblemException(
                        "usage",
                        "two documents were asked for in "
                                + target.file.map(Path::toString).orElse("standard output"),
                        "give each its file, for example --output json=report.json");
            }
        }
    }
}
