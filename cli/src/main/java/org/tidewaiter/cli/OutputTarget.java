package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.model.ProblemException;

/// One document to write.
///
/// @param file standard output where there is none
record OutputTarget(String format, Optional<Path> file) {

    /// Reads `--format` and `--output` as users of Trivy and of Grype type them.
    ///
    /// `--output FORMAT=FILE` writes that format to that file and may be repeated. `--output FILE`
    /// writes `--format` to the file. `--output FORMAT`, without `--format`, writes that format to
    /// standard output. A file named like a format is written `./json`.
    ///
    /// @param format what `--format` said
    /// @param outputs what each `--output` said, in order
    /// @param known the names of all formats
    /// @return standard output last; without any flag the table
    static List<OutputTarget> read(Optional<String> format, List<String> outputs, Set<String> known)
            throws ProblemException {
        var targets = new ArrayList<OutputTarget>();
        var standard = format;
        var file = Optional.<Path>empty();
        for (var output : outputs) {
            int equals = output.indexOf('=');
            if (equals > 0 && known.contains(output.substring(0, equals))) {
                targets.add(
                        new OutputTarget(
                                output.substring(0, equals),
                                Optional.of(Path.of(output.substring(equals + 1)))));
            } else if (standard.isEmpty() && known.contains(output)) {
                standard = Optional.of(output);
            } else {
                file = Optional.of(Path.of(output));
            }
        }
        if (standard.isPresent() || file.isPresent() || targets.isEmpty()) {
            targets.add(new OutputTarget(standard.orElse("table"), file));
        }
        for (var target : targets) {
            if (!known.contains(target.format)) {
                throw new ProblemException(
                        "format-unknown",
                        "there is no format '" + target.format + "'",
                        "use one of " + String.join(", ", known.stream().sorted().toList()));
            }
        }
        return targets;
    }
}
