package org.tidewaiter.checks.dockerfile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.checks.document.SourceText;
import org.tidewaiter.checks.shell.Word;

/// One instruction of a Dockerfile.
///
/// @param keyword in capitals; of what `ONBUILD` keeps for later, the kept one's
/// @param onBuild whether it runs only when somebody builds on the image
/// @param flags the options before its arguments
/// @param arguments all after keyword and flags, continued lines joined, without the bodies of
///   heredocs
/// @param firstLine from 1
/// @param lastLine with heredocs
record Instruction(
        String keyword,
        boolean onBuild,
        List<Flag> flags,
        SourceText arguments,
        List<Heredoc> heredocs,
        int firstLine,
        int lastLine,
        char escape) {
    static final Set<String> KEYWORDS =
            Set.of(
                    "ADD",
                    "ARG",
                    "CMD",
                    "COPY",
                    "ENTRYPOINT",
                    "ENV",
                    "EXPOSE",
                    "FROM",
                    "HEALTHCHECK",
                    "LABEL",
                    "MAINTAINER",
                    "ONBUILD",
                    "RUN",
                    "SHELL",
                    "STOPSIGNAL",
                    "USER",
                    "VOLUME",
                    "WORKDIR");

    Instruction {
        flags = List.copyOf(flags);
        heredocs = List.copyOf(heredocs);
    }

    /// @param name without the dashes
    /// @param value empty for one without
    record Flag(String name, String value, int line) {}

    /// Lines that an instruction brings along.
    ///
    /// @param name of the line that ends it
    /// @param expands whether the builder replaces variables in it
    record Heredoc(String name, boolean expands, SourceText body) {}

    boolean is(String... names) {
        return Set.of(names).contains(keyword);
    }

    Optional<Flag> flag(String name) {
        return flags.stream().filter(flag -> flag.name().equals(name)).findFirst();
    }

    List<Flag> flags(String name) {
        return flags.stream().filter(flag -> flag.name().equals(name)).toList();
    }

    String text() {
        return arguments.text();
    }

    /// The arguments as words, quotes removed.
    List<Word> words() {
        return Words.of(arguments, escape);
    }

    /// The strings of the JSON form; nothing for the form that a shell reads.
    Optional<List<String>> exec() {
        return JsonForm.parse(text());
    }
}
