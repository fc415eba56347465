package org.tidewaiter.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The flags that say in which form, and where to.
final class OutputFlags {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "table for people (default), json, and others; see below.")
    @Nullable String format;

    @Option(
            names = {"-o", "--output"},
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "[FORMAT=]FILE",
            description = {
                "Write to a file instead of standard output; with FORMAT= beside it, and as often"
                        + " as needed. A bare FORMAT is taken as --format."
            })
    List<String> outputs = new ArrayList<>();

    /// Writes one document.
    @FunctionalInterface
    interface Writer {
        void write(OutputTarget target, OutputStream out) throws IOException;
    }

    /// @throws ProblemException `output-failed` where a file cannot be written later
    List<OutputTarget> targets(Set<String> known) throws ProblemException {
        var targets = read(known);
        for (var target : targets) {
            if (target.file().isPresent()) {
                AtomicFile.check(target.file().get());
            }
        }
        return targets;
    }

    private List<OutputTarget> read(Set<String> known) {
        try {
            return OutputTarget.read(Optional.ofNullable(format), outputs, known);
        } catch (ProblemException e) {
            var flag = format != null && !known.contains(format) ? "--format" : "--output";
            throw new ParameterException(
                    command.commandLine(), e.getMessage(), e, command.findOption(flag), null);
        }
    }

    /// Writes every target: files whole or not at all, standard output last.
    static void write(List<OutputTarget> targets, TidewaiterCommand program, Writer writer)
            throws ProblemException, IOException {
        for (var target : targets) {
            if (target.file().isPresent()) {
                AtomicFile.write(target.file().get(), out -> writer.write(target, out));
            } else {
                writer.write(target, program.streams().out());
                program.streams().out().flush();
            }
            program.step(
                    "%s: written to %s"
                            .formatted(
                                    target.format(),
                                    target.file().map(Path::toString).orElse("standard output")));
        }
    }
}
