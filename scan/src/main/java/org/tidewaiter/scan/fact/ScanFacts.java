package org.tidewaiter.scan.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidewaiter.model.Finding;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.policy.fact.CheckFact;
import org.tidewaiter.policy.fact.EvidenceFact;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.FlawFact;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.report.Scanner;

/// Facts that a scan has found out. What it did not look for is not known.
///
/// A finding that stands is a fact, and so is one that only a flag hides or a foreign ignore file
/// ignores: neither says who answers for it, and a policy is not for whoever scans to bend.
public final class ScanFacts {
    private final ScanReport report;

    private ScanFacts(ScanReport report) {
        this.report = report;
    }

    /// The same report gives the same facts, in its order.
    ///
    /// @param report of an image; of a bill of materials little is known
    /// @param now the time of the decision
    /// @param evidence nothing where it was not asked who has signed what
    public static Facts of(
            ScanReport report, String stage, Instant now, Optional<List<EvidenceFact>> evidence) {
        return new ScanFacts(report).facts(stage, now, evidence);
    }

    private Facts facts(String stage, Instant now, Optional<List<EvidenceFact>> evidence) {
        boolean isImage = report.facts().settings().isPresent();
        return new Facts(
                stage,
                now,
                report.facts().settings().map(settings -> OfImage.of(report, settings)),
                isImage ? Optional.of(OfInventory.of(report)) : Optional.empty(),
                lookedFor(Scanner.VULNERABILITIES, flaws()),
                isImage
                        ? lookedFor(Scanner.SECRETS, checked(Finding.Secret.class))
                        : Optional.empty(),
                isImage
                        ? lookedFor(Scanner.SETTINGS, checked(Finding.Setting.class))
                        : Optional.empty(),
                report.facts().cleanliness().map(_ -> checked(Finding.Clutter.class)),
                lookedFor(Scanner.LICENCES, checked(Finding.Licence.class)),
                Optional.of(OfWaivers.of(report.suppressed())),
                evidence,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                lookedFor(Scanner.VULNERABILITIES, report.data())
                        .map(data -> OfData.of(data, report.asOf())));
    }

    private <T> Optional<T> lookedFor(Scanner scanner, T facts) {
        return report.facts().lookedFor(scanner) ? Optional.of(facts) : Optional.empty();
    }

    private <F extends Finding> Stream<F> counting(Class<F> kind) {
        var overlooked =
                report.suppressed().stream()
                        .filter(ScanFacts::countsStill)
                        .map(Suppressed::finding);
        return Stream.concat(report.findings().stream(), overlooked)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static boolean countsStill(Suppressed one) {
        return switch (one.cause()) {
            case HIDDEN, IGNORED -> true;
            case NOT_AFFECTED, WITHDRAWN, NOT_LIVE, WAIVED, VEX, EXCUSED -> false;
        };
    }

    private List<FlawFact> flaws() {
        return counting(Finding.Vulnerability.class).map(ScanFacts::flaw).toList();
    }

    private static FlawFact flaw(Finding.Vulnerability flaw) {
        return new FlawFact(
                flaw.id(),
                flaw.aliases(),
                flaw.in().ecosystemName(),
                flaw.in().version(),
                flaw.in().purl().toString(),
                flaw.severity().word(),
                flaw.cvss().map(one -> one.score()),
                flaw.state().word(),
                flaw.fixedVersions(),
                flaw.exploitSigns().kevAdded().isPresent(),
                flaw.exploitSigns().epss().map(one -> one.score()),
                flaw.title(),
                OfInventory.paths(flaw.in()));
    }

    private List<CheckFact> checked(Class<? extends Finding.OfCheck> kind) {
        return counting(kind)
                .map(one ->
                        new CheckFact(
                                one.id(),
                                one.severity().word(),
                                one.message(),
                                one.place().words()))
                .toList();
    }
}
