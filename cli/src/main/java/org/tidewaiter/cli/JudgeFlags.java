package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.consulted.ConsultedFiles;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.VexStatement;
import org.tidewaiter.policy.IgnoreFile;
import org.tidewaiter.policy.IgnoreRule;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.policy.WaiverFile;
import org.tidewaiter.policy.WaiverTerms;
import org.tidewaiter.scan.DecisionSources;
import org.tidewaiter.scan.DecisionSources.Attached;
import org.tidewaiter.scan.SignedVex;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.vulnerability.vex.VexFiles;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The flags that say by whose decisions, and as of which day, an image is judged.
final class JudgeFlags {
    private static final List<String> USUAL = List.of("tidewaiter.yaml", ".tidewaiter.yaml");

    /// In the place of a file; one of that name is `./attached`.
    private static final Path ATTACHED = Path.of("attached");

    private static final long MAX_BYTES = 4 << 20;

    /// What says in place of a charter who is believed.
    private static final List<String> BESIDE_CHARTER =
            List.of("--key", "--vex-key", "--trust-attached-vex");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin private BelievedFlags charter = new BelievedFlags();

    private boolean keySigns;

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

    @Option(
            names = "--vex",
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "SOURCE",
            description =
                    "VEX that counts: a document (OpenVEX, CSAF, CycloneDX), a folder of them or a"
                            + " VEX repository; or 'attached', to be told of what is attached to"
                            + " the image; may be repeated.")
    List<Path> vex = new ArrayList<>();

    @Option(
            names = "--trust-attached-vex",
            fallbackValue = "true",
            description =
                    "Let VEX count that is attached to the image, whoever attached it; no"
                            + " signature is verified.")
    boolean trustAttachedVex;

    @Option(
            names = "--vex-key",
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "FILE",
            description =
                    "Let VEX count that is attached to the image and signed with this public key;"
                            + " may be repeated.")
    List<Path> vexKeys = new ArrayList<>();

    @Option(
            names = "--ignorefile",
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "FILE",
            description =
                    "Ignore what this file of another scanner does: .trivyignore,"
                            + " .trivyignore.yaml or Grype's configuration; may be repeated.")
    List<Path> ignoreFiles = new ArrayList<>();

    /// The time of a decision: now, or the beginning of the day that was asked for.
    Instant now() {
        return asOf != null ? asOf.atStartOfDay(ZoneOffset.UTC).toInstant() : Today.now();
    }

    LocalDate asOf() {
        return asOf != null ? asOf : Today.utc();
    }

    /// Tells what [#decisions] looks at.
    void tell(ConsultedFiles consulted) {
        if (config != null) {
            consulted.add(config);
        } else {
            USUAL.forEach(name -> consulted.add(Path.of(name)));
        }
        ignoreFiles.forEach(consulted::add);
        vex.forEach(consulted::add);
        vexKeys.forEach(consulted::add);
        if (attached() != Attached.NOT_SOUGHT
                || !vexKeys.isEmpty()
                || charter.isGiven()
                || vex.stream().anyMatch(Files::isDirectory)) {
            consulted.addMoreThanFiles();
        }
    }

    /// Reads what whoever scans has decided; the scanned image has no say in it.
    DecisionSources decisions(TidewaiterCommand program) throws ProblemException {
        return decisions(program, Optional.empty());
    }

    /// @param stage that the image is to go to, if it was said
    DecisionSources decisions(TidewaiterCommand program, Optional<String> stage)
            throws ProblemException {
        var waivers = waivers();
        var statements = new ArrayList<VexStatement>();
        var rules = new ArrayList<IgnoreRule>();
        var remarks = new ArrayList<Reason>();
        for (var source : vex) {
            if (!source.equals(ATTACHED)) {
                var reading = VexFiles.read(source);
                statements.addAll(reading.statements());
                reading.remarks().forEach(one -> remarks.add(Reason.of("vex", one)));
            }
        }
        for (var file : ignoreFiles) {
            var ignored = IgnoreFile.read(file.toString(), text(file, "--ignorefile"));
            rules.addAll(ignored.rules());
            ignored.remarks().forEach(one -> remarks.add(Reason.of("ignore-file", one)));
        }
        var chartered = chartered(program);
        var terms = terms(chartered, stage);
        return chartered.isPresent()
                ? new DecisionSources(
                        waivers,
                        terms,
                        statements,
                        rules,
                        Attached.SHOWN,
                        chartered.map(one -> one),
                        remarks)
                : new DecisionSources(
                        waivers, terms, statements, rules, attached(), signed(program), remarks);
    }

    /// Nothing where no charter was named, or where only the environment names one and others were
    /// typed who are believed.
    ///
    /// @throws ProblemException `usage`, `charter-refused`, and why it cannot be read
    Optional<CharteredEvidence> chartered(TidewaiterCommand program) throws ProblemException {
        var typed = command.commandLine().getParseResult();
        boolean others = othersTyped();
        if (others && typed.hasMatchedOption("--charter")) {
            throw charterSays("leave out --charter, or else " + String.join(", ", BESIDE_CHARTER));
        }
        if (typed.hasMatchedOption("--charter-id") && !charter.isGiven()) {
            throw new ProblemException(
                    "usage",
                    "--charter-id says which charter it must be, and none was named",
                    "name it with --charter");
        }
        return others ? Optional.empty() : charter.read(program);
    }

    private boolean othersTyped() {
        var typed = command.commandLine().getParseResult();
        return BESIDE_CHARTER.stream()
                .filter(flag -> !(keySigns && flag.equals("--key")))
                .anyMatch(typed::hasMatchedOption);
    }

    private static ProblemException charterSays(String remedy) {
        return new ProblemException("usage", "a charter says itself who is believed", remedy);
    }

    /// What is signed was true when it was signed.
    ///
    /// @param onlyAsked where nothing is signed
    void requireToday(boolean onlyAsked) throws ProblemException {
        if (asOf != null && !onlyAsked) {
            throw new ProblemException(
                    "usage",
                    "what is signed is judged as of today",
                    "leave out --as-of, or ask with --dry-run");
        }
    }

    /// What is signed rests on no VEX of which nobody can tell afterwards whose it was.
    void requireSignedVex() throws ProblemException {
        if (!vex.stream().allMatch(ATTACHED::equals)) {
            throw new ProblemException(
                    "usage",
                    "only VEX counts here that a role of the charter has signed",
                    "leave out --vex, and let who may say it sign it for the image");
        }
    }

    /// For a command whose `--key` says who signs, and not who is believed.
    void keySigns() {
        keySigns = true;
    }

    /// The charter that must be named, with its history; who is believed is never typed beside it.
    SignedCharter signedCharter(TidewaiterCommand program)
            throws RefusedException, ProblemException {
        if (othersTyped()) {
            throw charterSays("leave out --vex-key and --trust-attached-vex");
        }
        return charter.signed(program);
    }

    boolean isChartered() {
        return charter.isGiven();
    }

    private Optional<SignedVex> signed(TidewaiterCommand program) throws ProblemException {
        return vexKeys.isEmpty()
                ? Optional.empty()
                : Optional.of(new BelievedEvidence(KeyFlags.trusted(vexKeys, program)));
    }

    private Attached attached() {
        if (trustAttachedVex) {
            return Attached.TRUSTED;
        }
        return vex.contains(ATTACHED) ? Attached.SHOWN : Attached.NOT_SOUGHT;
    }

    private WaiverTerms terms(Optional<CharteredEvidence> chartered, Optional<String> stage)
            throws ProblemException {
        var file = waiverFile();
        if (chartered.isEmpty() || file.isEmpty()) {
            return new WaiverTerms(stage, WaiverTerms.NONE.approvals());
        }
        var approvals = ApprovalFiles.read(ApprovalFiles.beside(file.get()));
        return new WaiverTerms(stage, chartered.get().approvals(approvals));
    }

    private Optional<Path> waiverFile() {
        return config != null
                ? Optional.of(config)
                : USUAL.stream().map(Path::of).filter(Files::isRegularFile).findFirst();
    }

    private List<Waiver> waivers() throws ProblemException {
        var file = waiverFile();
        return file.isEmpty()
                ? List.of()
                : WaiverFile.read(file.get().toString(), text(file.get(), "--config"));
    }

    static String text(Path file, String flag) throws ProblemException {
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
