package org.tidewaiter.checks.shell;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A simple command: a program with its arguments.
///
/// @param wrappers programs in front that only start it, as `sudo` or `env`
/// @param words the program first; never empty
/// @param assignments in front of it, as `A=b`
/// @param pipeline commands that are joined by `|` have the same number
/// @param line where it starts
public record Command(
        List<Word> wrappers,
        List<Word> words,
        List<Word> assignments,
        List<Redirect> redirects,
        int pipeline,
        int line) {
    public Command {
        wrappers = List.copyOf(wrappers);
        words = List.copyOf(words);
        assignments = List.copyOf(assignments);
        redirects = List.copyOf(redirects);
    }

    /// The program without the directory it is in.
    public String name() {
        return base(words.getFirst().text());
    }

    static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public boolean is(String... names) {
        return Set.of(names).contains(name());
    }

    public boolean isUnder(String wrapper) {
        return wrappers.stream().anyMatch(word -> base(word.text()).equals(wrapper));
    }

    public List<Word> arguments() {
        return words.subList(1, words.size());
    }

    /// Arguments that are no options. The value of an option that stands apart from it is among
    /// them.
    public List<Word> operands() {
        return arguments().stream().filter(word -> !word.isOption()).toList();
    }

    /// The first operand, as `install` of `apt-get -y install`; empty where there is none.
    public String verb() {
        return operands().stream().findFirst().map(Word::text).orElse("");
    }

    /// What comes after the first operand and is no option.
    public List<Word> objects() {
        var operands = operands();
        return operands.isEmpty() ? operands : operands.subList(1, operands.size());
    }

    /// Whether an option is given.
    ///
    /// @param options as `--yes`, also where it is given as `--yes=x` unless `x` is `false`; as
    ///   `-y`, also where it stands among others (`-qqy`)
    public boolean has(String... options) {
        return Stream.of(options)
                .anyMatch(option ->
                        arguments().stream().anyMatch(word -> given(word.text(), option)));
    }

    private static boolean given(String word, String option) {
        if (option.startsWith("--") || option.length() > 2) {
            return word.equals(option)
                    || (word.startsWith(option + "=") && !word.endsWith("=false"));
        }
        return word.startsWith("-")
                && !word.startsWith("--")
                && word.indexOf('=') < 0
                && word.indexOf(option.charAt(1), 1) > 0;
    }

    /// The words as one line, for people.
    public String text() {
        return String.join(" ", words.stream().map(Word::text).toList());
    }
}
