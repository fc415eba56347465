package org.tidewaiter.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.consulted.ConsultedFiles;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.AdvisoryFitness;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.fact.EvidenceFact;
import org.tidewaiter.policy.rule.Policy;
import org.tidewaiter.policy.rule.RuleAnswer.Outcome;
import org.tidewaiter.scan.BillFile;
import org.tidewaiter.scan.ScanContext;
import org.tidewaiter.scan.fact.ScanFacts;
import org.tidewaiter.scan.report.PolicyDecision;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.report.Scanner;
import picocli.CommandLine.Option;

/// The flags that say by which rules, and for which stage, a scanned image is judged.
final class PolicyFlags {
    @Option(
            names = "--policy",
            paramLabel = "FILE|NAME",
            description =
                    "Judge by this policy too: a file of rules, or baseline, dev, stage,"
                            + " production, nist-800-190 or cis-docker; with --stage.")
    private @Nullable Path file;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Where the image is to go, which says which rules and waivers count.")
    private @Nullable String stage;

    private Optional<Chosen> chosen = Optional.empty();

    private record Chosen(Policy policy, String stage) {}

    boolean isGiven() {
        return file != null;
    }

    /// Nothing where the image is judged without one.
    Optional<String> stageAsked() {
        return Optional.ofNullable(stage);
    }

    /// Of a policy that is given.
    String stage() {
        return chosen.orElseThrow().stage;
    }

    /// The time is a fact that a rule may ask for, and the answer of one time is not that of
    /// another.
    void tell(ConsultedFiles consulted) {
        if (isGiven()) {
            consulted.addMoreThanFiles();
        }
    }

    /// @throws ProblemException `usage`, `stage-unknown`, `policy-malformed`, and why it cannot be
    ///   read
    void read(JudgeFlags judge, TidewaiterCommand program) throws ProblemException {
        if (file == null && stage == null) {
            return;
        }
        if (file == null) {
            throw new ProblemException(
                    "usage",
                    "--stage says for which stage a policy judges, and none was named",
                    "name it with --policy, for example --policy production");
        }
        var chartered = judge.chartered(program);
        if (stage == null) {
            throw new ProblemException(
                    "usage",
                    "it was not said for which stage the policy judges",
                    chartered
                            .map(one -> "name it with --stage: " + String.join(", ", one.stages()))
                            .orElse("name it, for example --stage prod"));
        }
        if (chartered.isPresent()) {
            chartered.get().requireStage(stage);
        }
        chosen = Optional.of(new Chosen(RuleFiles.policy(file), stage));
    }

    /// @throws ProblemException `advisories-not-fit`
    void requireFitness(ScanContext context) throws ProblemException {
        if (isGiven()) {
            excused(context.scanners(), context.gate(), context.data(), context.asOf());
        }
    }

    /// @param evidence nothing where no charter says who is believed
    /// @throws ProblemException `no-files` for a bill of materials
    ScanReport judge(
            ScanReport report,
            Instant now,
            Optional<List<EvidenceFact>> evidence,
            GateSettings gate)
            throws ProblemException {
        var source = report.inventory().source();
        if (source.kind().equals(BillFile.KIND)) {
            throw new ProblemException(
                    "no-files",
                    "a policy judges an image, and '%s' is a bill of materials"
                            .formatted(source.name()),
                    "give the image itself, or leave out --policy");
        }
        var policy = chosen.orElseThrow().policy;
        var facts = ScanFacts.of(report, stage(), now, evidence);
        var decision =
                new PolicyDecision(
                        policy.name(), policy.digest(), stage(), policy.judgeImage(facts));
        var remarks =
                new ArrayList<>(
                        excused(report.facts().scanners(), gate, report.data(), report.asOf()));
        if (evidence.isEmpty() && asksForEvidence(decision)) {
            remarks.add(
                    Reason.of(
                            "no-charter",
                            "what is signed about the image is not known without a charter"
                                    + " (--charter), and a rule asks for it"));
        }
        return report.withPolicy(decision, remarks);
    }

    private static boolean asksForEvidence(PolicyDecision decision) {
        return decision.asked().stream()
                .anyMatch(one ->
                        one.outcome() instanceof Outcome.NotEvaluated(var why)
                                && why.contains("evidence"));
    }

    /// A policy that let an image pass on a sample, or on last year's data, would lie.
    private static List<Reason> excused(
            Set<Scanner> scanners, GateSettings gate, AdvisoryData data, LocalDate asOf)
            throws ProblemException {
        return scanners.contains(Scanner.VULNERABILITIES)
                ? AdvisoryFitness.require(gate.limits(), data, asOf)
                : List.of();
    }
}
