package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tidewaiter.image.consulted.ConsultedFiles;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.report.Scanner;
import org.tidewaiter.scan.sarif.SarifReport;
import picocli.CommandLine.Option;

/// The flags that say what is looked for, and how much of it is shown.
final class ScannerFlags {
    private static final int MAX_BYTES = 64 << 20;

    @Option(
            names = "--scanners",
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

    @Option(
            names = "--with",
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "FILE.sarif",
            description =
                    "Report and judge what another tool found too (SAST, DAST, a linter); may be"
                            + " repeated.")
    List<Path> with = new ArrayList<>();

    /// Tells what [#reported] looks at.
    void tell(ConsultedFiles consulted) {
        with.forEach(consulted::add);
    }

    /// What other tools found, in the order of the files.
    ///
    /// @throws ProblemException `sarif-unreadable`; with the codes of [SarifReport#read]
    List<Finding.Reported> reported() throws ProblemException {
        var all = new ArrayList<Finding.Reported>();
        for (var file : with) {
            all.addAll(SarifReport.read(file.toString(), bytes(file)));
        }
        return all;
    }

    private static byte[] bytes(Path file) throws ProblemException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw unreadable(file, "it is larger than 64 MiB");
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(file, e.toString());
        }
    }

    private static ProblemException unreadable(Path file, String why) {
        return new ProblemException(
                "sarif-unreadable",
                "the report '%s' cannot be read: %s".formatted(file, why),
                "give a file in SARIF 2.1.0 with --with");
    }

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
