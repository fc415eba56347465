package org.tidewaiter.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.report.Scanner;
import picocli.CommandLine.Option;

/// The flags that say what is looked for, and how much of it is shown.
final class ScannerFlags {
    @Option(
            names = {"--scanners", "--security-checks"},
            split = ",",
            hideParamSyntax = true,
            paramLabel = "SCANNER",
            description =
                    "Look for these only: vuln, secret, config, clutter, license; several with"
                            + " commas (default: all).")
    List<Wanted> wanted = new ArrayList<>();

    @Option(
            names = "--show-suppressed",
            fallbackValue = "true",
            description = "List what does not count too, each with its reason (table).")
    boolean showSuppressed;

    /// What one word asks for.
    record Wanted(Set<Scanner> scanners) {
        static Wanted parse(String word) throws ProblemException {
            return new Wanted(Scanner.parse(word));
        }
    }

    Set<Scanner> scanners() {
        if (wanted.isEmpty()) {
            return Scanner.ALL;
        }
        var chosen = EnumSet.noneOf(Scanner.class);
        wanted.forEach(one -> chosen.addAll(one.scanners()));
        return chosen;
    }
}
