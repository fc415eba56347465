package org.tidewaiter.scan.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.scan.base.BaseImage;

/// What a scan found and decided. Everything that a format writes is in here.
///
/// @param toolVersion of this program
/// @param asOf the day that ages, ends of life and expiries are counted from
/// @param scope of the packages that were judged
/// @param support of the distribution release; nothing where it is not known
/// @param data on what advisories the findings rest
/// @param findings what counts, most urgent first
/// @param suppressed what does not, most urgent first
/// @param unjudged sentences about packages that no advisory was asked about, and about programs of
///   which advisories may say nothing any more
/// @param expired waivers that would have covered a finding
/// @param fixes what to do, the step that mends most first
/// @param rules of the gate; empty where nobody asked for one
/// @param base the image that this one is built on, where that is known
/// @param facts of the image besides
/// @param policy what the rules of a policy say; nothing where none was asked. The verdict is with
///   it
public record ScanReport(
        String toolVersion,
        LocalDate asOf,
        Inventory inventory,
        LayerScope scope,
        Optional<Support> support,
        AdvisoryData data,
        List<Finding> findings,
        List<Suppressed> suppressed,
        List<String> unjudged,
        List<Waiver> expired,
        List<FixStep> fixes,
        List<GateRule> rules,
        Verdict verdict,
        Optional<BaseImage> base,
        ImageFacts facts,
        Optional<PolicyDecision> policy) {
    public ScanReport {
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
        unjudged = List.copyOf(unjudged);
        expired = List.copyOf(expired);
        fixes = List.copyOf(fixes);
        rules = List.copyOf(rules);
    }

    /// One of an image of which it is not known what it is built on.
    public ScanReport(
            String toolVersion,
            LocalDate asOf,
            Inventory inventory,
            LayerScope scope,
            Optional<Support> support,
            AdvisoryData data,
            List<Finding> findings,
            List<Suppressed> suppressed,
            List<String> unjudged,
            List<Waiver> expired,
            List<FixStep> fixes,
            List<GateRule> rules,
            Verdict verdict) {
        this(
                toolVersion,
                asOf,
                inventory,
                scope,
                support,
                data,
                findings,
                suppressed,
                unjudged,
                expired,
                fixes,
                rules,
                verdict,
                Optional.empty(),
                ImageFacts.NONE,
                Optional.empty());
    }

    public ScanReport withBase(Optional<BaseImage> known) {
        return new ScanReport(
                toolVersion,
                asOf,
                inventory,
                scope,
                support,
                data,
                findings,
                suppressed,
                unjudged,
                expired,
                fixes,
                rules,
                verdict,
                known,
                facts,
                policy);
    }

    public ScanReport withFacts(ImageFacts known) {
        return new ScanReport(
                toolVersion,
                asOf,
                inventory,
                scope,
                support,
                data,
                findings,
                suppressed,
                unjudged,
                expired,
                fixes,
                rules,
                verdict,
                base,
                known,
                policy);
    }

    /// One that a policy has a say in too.
    ///
    /// @param remarks what was held against the advisories and let pass
    public ScanReport withPolicy(PolicyDecision decision, List<Reason> remarks) {
        return new ScanReport(
                toolVersion,
                asOf,
                inventory,
                scope,
                support,
                data,
                findings,
                suppressed,
                unjudged,
                expired,
                fixes,
                rules,
                verdict.and(decision.verdict()).and(new Verdict.Warn(remarks)),
                base,
                facts,
                Optional.of(decision));
    }

    /// Whether anybody asked for a decision.
    public boolean isGated() {
        return !rules.isEmpty() || policy.isPresent();
    }

    /// Without what a policy says, which stands apart.
    public Notes notes() {
        var notes = Notes.of(verdict, suppressed);
        if (policy.isEmpty()) {
            return notes;
        }
        var said = policy.get().verdict().reasons();
        return new Notes(
                notes.facts().stream().filter(one -> !said.contains(one)).toList(),
                notes.suppressed());
    }

    /// The findings in one part of an image whose base is known.
    public long count(BaseImage of, BaseImage.Part part) {
        return vulnerabilities().stream()
                .filter(flaw -> of.part(flaw.in().locations()) == part)
                .count();
    }

    /// The findings that are flaws in packages, in the same order.
    public List<Finding.Vulnerability> vulnerabilities() {
        return findings.stream()
                .filter(Finding.Vulnerability.class::isInstance)
                .map(Finding.Vulnerability.class::cast)
                .toList();
    }

    /// The findings of checks, in the same order.
    public List<Finding.OfCheck> checked() {
        return findings.stream()
                .filter(Finding.OfCheck.class::isInstance)
                .map(Finding.OfCheck.class::cast)
                .toList();
    }
}
