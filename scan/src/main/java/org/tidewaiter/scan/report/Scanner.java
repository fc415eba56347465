package org.tidewaiter.scan.report;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.ProblemException;

/// What a scan looks for.
public enum Scanner {
    /// Known flaws of packages.
    VULNERABILITIES("vuln", "vulnerabilit(?:y|ies)"),
    /// Credentials that were left behind.
    SECRETS("secret", "secrets"),
    /// How the image, or what makes and runs it, is configured.
    SETTINGS("config", "settings|misconfig"),
    /// What the image does not need.
    CLUTTER("clutter", "clutter"),
    /// The terms of packages.
    LICENCES("license", "licen[cs]es?");

    public static final Set<Scanner> ALL =
            Collections.unmodifiableSet(EnumSet.allOf(Scanner.class));

    private final String word;

    /// A regular expression over other words that mean the same.
    private final String alsoCalled;

    Scanner(String word, String alsoCalled) {
        this.word = word;
        this.alsoCalled = alsoCalled;
    }

    /// As it is written after `--scanners`.
    public String word() {
        return word;
    }

    /// Whether it can be looked for where there are no files, as in a bill of materials.
    public boolean readsPackages() {
        return this == VULNERABILITIES || this == LICENCES;
    }

    /// The one that has the checks of a kind.
    ///
    /// @throws IllegalArgumentException for what other tools report
    public static Scanner of(Check.Kind kind) {
        return switch (kind) {
            case SECRET -> SECRETS;
            case SETTING -> SETTINGS;
            case CLUTTER -> CLUTTER;
            case LICENCE -> LICENCES;
            case REPORTED -> throw new IllegalArgumentException("nothing of ours reports that");
        };
    }

    /// Reads a word of `--scanners`.
    ///
    /// @param word may be `all`
    /// @throws ProblemException `scanner-unknown`
    public static Set<Scanner> parse(String word) throws ProblemException {
        if (word.strip().equalsIgnoreCase("all")) {
            return ALL;
        }
        return Set.of(
                one(word.strip())
                        .orElseThrow(() ->
                                new ProblemException(
                                        "scanner-unknown",
                                        "no scanner is called '%s'".formatted(word),
                                        "give some of "
                                                + Arrays.stream(values())
                                                        .map(Scanner::word)
                                                        .collect(Collectors.joining(", "))
                                                + ", or all")));
    }

    private static Optional<Scanner> one(String asked) {
        var lower = asked.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(one -> lower.equals(one.word) || lower.matches(one.alsoCalled))
                .findFirst();
    }
}
