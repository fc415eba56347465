package org.tidewaiter.checks.pipeline;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.checks.document.SourceText;
import org.tidewaiter.checks.document.TextLines;
import org.tidewaiter.checks.shell.Command;
import org.tidewaiter.checks.shell.ShellScript;

/// What the three kinds of pipelines have in common.
///
/// @param images that steps run in
/// @param options that containers of steps are started with, as one text each
/// @param variables that are set in the file
/// @param workflow of GitHub, where it is one
/// @param gitlab where it is one of GitLab
/// @param jenkins where it is one of Jenkins
record Pipeline(
        TextLines lines,
        List<Place> images,
        List<Place> options,
        List<Script> scripts,
        List<Variable> variables,
        Optional<Workflow> workflow,
        Optional<GitLab> gitlab,
        Optional<Jenkins> jenkins) {
    Pipeline {
        images = List.copyOf(images);
        options = List.copyOf(options);
        scripts = List.copyOf(scripts);
        variables = List.copyOf(variables);
    }

    /// A text with its line.
    record Place(String text, int line) {}

    /// @param value as it is written
    record Variable(String name, String value, int line) {}

    /// What a step runs.
    ///
    /// @param commands empty where no POSIX shell reads it
    record Script(SourceText text, List<Command> commands) {
        Script {
            commands = List.copyOf(commands);
        }

        static Script of(SourceText text, boolean isShell) {
            return new Script(text, isShell ? ShellScript.commands(text) : List.of());
        }
    }
}
