package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.VexStatement;
import org.tidewaiter.policy.Decisions;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.policy.WaiverFile;
import org.tidewaiter.scan.DecisionSources;
import org.tidewaiter.vulnerability.vex.VexFiles;
import picocli.CommandLine.Option;

/// The flags that say by whose decisions, and as of which day, an image is judged.
final class JudgeFlags {
    private static final List<String> USUAL = List.of("tidewaiter.yaml", ".tidewaiter.yaml");
    private static final long MAX_BYTES = 4 << 20;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Waivers (default: tidewaiter.yaml in the working directory).")
    @Nullable Path config;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Judge as of this day, for example 2026-11-22 (default: today, UTC).")
    @Nullable LocalDate asOf;

    LocalDate asOf() {
        return asOf != null ? asOf : Today.utc();
    }

    @Option(
            names = "--vex",
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "SOURCE",
            description =
                    "VEX that counts: a document (OpenVEX, CSAF, CycloneDX), a folder of them or a"
                            + " VEX repository; may be repeated.")
    List<String> vex = new ArrayList<>();

    @Option(
            names = "--ignorefile",
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "FILE",
            description =
                    "Ignore what this file of another scanner does: .trivyignore,"
                            + " .trivyignore.yaml or Grype's configuration; may be repeated.")
    List<Path> ignoreFiles = new ArrayList<>();

    /// Reads what whoever scans has decided; the scanned image has no say in it.
    DecisionSources decisions() throws ProblemException {
        var statements = new ArrayList<VexStatement>();
        var remarks = new ArrayList<Reason>();
        for (var source : vex) {
            var reading = VexFiles.read(Path.of(source));
            statements.addAll(reading.statements());
            reading.remarks().forEach(remark -> remarks.add(Reason.of("vex", remark)));
        }
        return new DecisionSources(new Decisions(waivers(), statements, List.of()), remarks);
    }

    private List<Waiver> waivers() throws ProblemException {
        var file =
                config != null
                        ? Optional.of(config)
                        : USUAL.stream().map(Path::of).filter(Files::isRegularFile).findFirst();
        return file.isEmpty()
                ? List.of()
                : WaiverFile.read(file.get().toString(), text(file.get(), "--config"));
    }

    private static String text(Path file, String flag) throws ProblemException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw unreadable(file, flag, "it is larger than 4 MiB");
            }
            return Files.readString(file);
        } catch (MalformedInputException _) {
            throw unreadable(file, flag, "it is not UTF-8");
        } catch (IOException e) {
            throw unreadable(file, flag, e.toString());
        }
    }

    private static ProblemException unreadable(Path file, String flag, String why) {
        return new ProblemException(
                "config-unreadable",
                "the configuration " + file + " cannot be read: " + why,
                "mend the file, or name another with " + flag);
    }
}
