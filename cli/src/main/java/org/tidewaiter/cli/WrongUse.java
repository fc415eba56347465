package org.tidewaiter.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says of a command line that cannot be understood what is wrong, and what was perhaps meant.
final class WrongUse {
    private static final int MAX_WORD = 60;

    private final EnvironmentDefaults environment;

    WrongUse(EnvironmentDefaults environment) {
        this.environment = environment;
    }

    /// @param arguments as they were typed
    Problem problem(ParameterException wrong, String[] arguments) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        var variable = environment.origin(wrong, arguments);
        if (wrong.getCause() instanceof ProblemException told) {
            var problem = told.problem();
            var origin = variable.orElseGet(() -> flag(wrong));
            return new Problem(problem.code(), origin + ": " + problem.what(), problem.mend());
        }
        var origin = variable.map(name -> name + ": ").orElse("");
        return usage(origin + wrong.getMessage(), seeHelp(wrong));
    }

    private static String flag(ParameterException wrong) {
        return wrong.getArgSpec() instanceof OptionSpec option ? option.longestName() : "usage";
    }

    private static Problem unmatched(UnmatchedArgumentException wrong) {
        var word = wrong.getUnmatched().getFirst();
        return wrong.isUnknownOption()
                ? unknown("flag", word, flags(command(wrong)), seeHelp(wrong))
                : surplus(wrong, word);
    }

    private static Problem surplus(UnmatchedArgumentException wrong, String word) {
        var command = command(wrong);
        if (command.subcommands().isEmpty()) {
            return usage("'%s' is one word too many".formatted(word), seeHelp(wrong));
        }
        var mend =
                command.parent() == null
                        ? seeHelp(wrong)
                                + "; an image is scanned by 'tidewaiter scan %s'".formatted(word)
                        : seeHelp(wrong);
        return unknown("command", word, command.subcommands().keySet(), mend);
    }

    /// Something is not known by the name that was typed.
    static Problem unknown(String kind, String word, Collection<String> known, String mend) {
        var name = word.length() > MAX_WORD ? word.substring(0, MAX_WORD) + "…" : word;
        var meant = Spelling.nearest(name, known).map("did you mean %s? "::formatted).orElse("");
        return usage("there is no %s '%s'".formatted(kind, name), meant + mend);
    }

    private static List<String> flags(CommandSpec command) {
        var flags = new ArrayList<String>();
        command.options().forEach(option -> flags.addAll(List.of(option.names())));
        return flags;
    }

    private static CommandSpec command(ParameterException wrong) {
        return wrong.getCommandLine().getCommandSpec();
    }

    private static String seeHelp(ParameterException wrong) {
        return "see '%s --help'".formatted(command(wrong).qualifiedName(" "));
    }

    private static Problem usage(String what, String mend) {
        return new Problem("usage", what, mend);
    }
}
