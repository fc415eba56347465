package org.tidewaiter.scan.clear;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Clearance.Advisories;
import org.tidewaiter.model.clearance.Clearance.CharterVersion;
import org.tidewaiter.model.clearance.Clearance.Named;
import org.tidewaiter.model.clearance.Clearance.Rest;
import org.tidewaiter.model.clearance.Clearance.Waived;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.WaiverFact;
import org.tidewaiter.policy.rule.Policy;
import org.tidewaiter.policy.rule.PolicyAnswer;
import org.tidewaiter.policy.rule.RuleAction;
import org.tidewaiter.policy.rule.StageTerms;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.clearance.ClearanceStatement;
import org.tidewaiter.signing.clearance.ClearanceStatement.Hand;
import org.tidewaiter.signing.clearance.Papers;
import org.tidewaiter.signing.stage.JudgedEvidence;
import org.tidewaiter.signing.stage.StageVerdict;

/// Whether an image may be cleared, with all that it rests on.
///
/// @param repository the image's; nothing where it is not known
/// @param role in which it would be cleared
/// @param hindrance what keeps the certifier from clearing it
/// @param excused what was held against the advisories and excused by a flag
/// @param subjects what a clearance would be about
/// @param papers that stand beside it already
/// @param head of its repository and stage, as it stands there
/// @param others heads of the stage, of any repository; what they withdraw is withdrawn here too
public record ClearingAnswer(
        ImageSource source,
        Optional<String> repository,
        String role,
        List<SubjectEvidence> found,
        StageVerdict evidence,
        ScanReport report,
        Facts facts,
        PolicyAnswer rules,
        Optional<Reason> hindrance,
        List<Reason> excused,
        SortedSet<Digest> subjects,
        Papers papers,
        Optional<Head> head,
        List<Head> others) {
    /// What may stand in no head.
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\x{FFFE}\\x{FFFF}]+");

    private static final int MOST_OF_ONE = 160;
    private static final int MOST_WORDS = 450;

    /// Of those issued together the one that is about the least: of this image, and not of all that
    /// an index lists.
    private static final Comparator<Clearance> LAST =
            Comparator.comparing(Clearance::issued)
                    .thenComparing(one -> one.subjects().size(), Comparator.reverseOrder())
                    .thenComparing(Clearance::id);

    public ClearingAnswer {
        found = List.copyOf(found);
        excused = List.copyOf(excused);
        others = List.copyOf(others);
    }

    /// What is against it; empty where it may be cleared. The commands that supply evidence are for
    /// whoever shows this.
    public List<Reason> objections() {
        var reasons = new ArrayList<Reason>();
        for (var role : evidence.roles()) {
            if (!role.passed()) {
                reasons.add(
                        Reason.of(
                                "charter",
                                "%s has not spoken: %d of %d missing"
                                        .formatted(role.role(), role.missing(), role.threshold())));
            }
        }
        if (rules.verdict() instanceof Verdict.Deny(var denials)) {
            reasons.addAll(denials);
        }
        hindrance.ifPresent(reasons::add);
        waivers()
                .filter(one -> !facts.now().isBefore(one.expires()))
                .forEach(one ->
                        reasons.add(
                                Reason.of(
                                        "waiver",
                                        "the waiver of %s ended %s"
                                                .formatted(one.id(), one.expires()))));
        withdrawn()
                .ifPresent(one ->
                        reasons.add(
                                Reason.of(
                                        "withdrawn",
                                        "it was withdrawn %s: %s"
                                                .formatted(one.at(), one.reason()))));
        return reasons;
    }

    private Stream<WaiverFact> waivers() {
        return facts.waivers().stream().flatMap(List::stream);
    }

    private Optional<Head.Withdrawn> withdrawn() {
        return Stream.concat(head.stream(), others.stream())
                .flatMap(one -> one.withdrawn().stream())
                .filter(one -> one.subjects().stream().anyMatch(it -> subjects.contains(it)))
                .findFirst();
    }

    /// What passes, and somebody should know.
    public List<Reason> warnings() {
        var reasons = new ArrayList<>(excused);
        papers.unread().ifPresent(why -> reasons.add(Reason.of("clearances", why)));
        long large =
                found.stream()
                        .flatMap(one -> one.checks().stream())
                        .filter(ClearingAnswer::isTooLarge)
                        .count();
        if (large > 0) {
            reasons.add(
                    Reason.of(
                            "evidence",
                            "%d of what stands beside it was too large to be read"
                                    .formatted(large)));
        }
        if (rules.verdict() instanceof Verdict.Warn(var warnings)) {
            reasons.addAll(warnings);
        }
        return reasons;
    }

    private static boolean isTooLarge(EvidenceCheck check) {
        return check instanceof EvidenceCheck.Rejected rejected
                && rejected.refusal() == Refusal.TOO_LARGE;
    }

    public boolean passed() {
        return objections().isEmpty();
    }

    /// The last clearance of the image for a stage, whether it counts still or not; one that was
    /// withdrawn alone is none.
    public Optional<Clearance> last(String stage) {
        return papers.clearances().stream()
                .filter(one -> one.stage().equals(stage) && isOfImage(one) && !isWithdrawn(one))
                .max(LAST);
    }

    /// The last clearance for any other stage.
    public Optional<Clearance> lastElsewhere() {
        return papers.clearances().stream()
                .filter(one -> !one.stage().equals(facts.stage()) && isOfImage(one))
                .max(LAST);
    }

    private boolean isWithdrawn(Clearance one) {
        return head.stream()
                .flatMap(it -> it.withdrawn().stream())
                .anyMatch(it -> it.subjects().contains(one.id()));
    }

    private boolean isOfImage(Clearance one) {
        return one.subjects().stream().anyMatch(it -> subjects.contains(it));
    }

    /// What is to be signed.
    ///
    /// @param audience where it shall count; empty is wherever the role's holders may say so
    /// @param revision of the advisories
    public ClearanceStatement statement(
            SignedCharter charter,
            Policy policy,
            SortedSet<String> audience,
            String revision,
            Instant now) {
        var terms = policy.terms(facts.stage());
        var expires = expires(now, terms);
        return new ClearanceStatement(
                facts.stage(),
                role,
                subjects,
                repository.orElse(""),
                audience,
                new Named(policy.name(), policy.digest()),
                new CharterVersion(charter.id(), charter.newest().version()),
                rests(charter.newest()),
                hands(charter.newest()),
                new Advisories(revision, report.data().newest()),
                waived(),
                last(facts.stage()).or(this::lastElsewhere).map(Clearance::id),
                now,
                now,
                expires,
                expires.plus(terms.grace()),
                head.map(Head::floor).orElse(0L));
    }

    /// What rests on a waiver ends with it.
    private Instant expires(Instant now, StageTerms terms) {
        var expires = now.plus(terms.validity());
        return waivers()
                .map(WaiverFact::expires)
                .filter(end -> end.isBefore(expires))
                .min(Comparator.naturalOrder())
                .orElse(expires);
    }

    private List<Rest> rests(Charter charter) {
        var roles = charter.stage(facts.stage()).roles();
        return evidence.evidence().stream()
                .filter(one -> one.objection().isEmpty())
                .filter(one -> one.role().filter(it -> roles.contains(it)).isPresent())
                .map(ClearingAnswer::rest)
                .sorted(
                        Comparator.comparing(Rest::role)
                                .thenComparing(Rest::holder)
                                .thenComparing(Rest::digest))
                .distinct()
                .toList();
    }

    /// All who have said anything, in each role in which they could have.
    private List<Hand> hands(Charter charter) {
        return evidence.evidence().stream()
                .filter(one -> one.holder().isPresent())
                .flatMap(one ->
                        one.possibleRoles(charter).stream()
                                .map(role -> new Hand(role, one.holder().orElseThrow())))
                .sorted(Comparator.comparing(Hand::role).thenComparing(Hand::holder))
                .distinct()
                .toList();
    }

    private static Rest rest(JudgedEvidence one) {
        var evidence = one.evidence();
        return new Rest(
                evidence.kind().word(),
                evidence.type(),
                one.role().orElseThrow(),
                one.holder().orElseThrow(),
                evidence.subject(),
                evidence.source().digest());
    }

    private List<Waived> waived() {
        return waivers()
                .map(one ->
                        new Waived(
                                one.id(),
                                one.owner(),
                                one.approvedBy(),
                                one.reason(),
                                LocalDate.ofInstant(one.expires(), ZoneOffset.UTC).minusDays(1),
                                one.findings()))
                .toList();
    }

    /// What becomes of the last clearance where it is not renewed.
    ///
    /// @return nothing where it had ended for restarts too, or there was none
    public Optional<Head.Lapsed> lapsed(Policy policy, Instant now) {
        return last(facts.stage())
                .filter(one -> now.isBefore(one.restartUntil()))
                .map(one ->
                        new Head.Lapsed(
                                subjects,
                                now,
                                earlier(
                                        restartUntil(one),
                                        earlier(one.restartUntil(), now.plus(grace(policy)))),
                                words()));
    }

    /// What was said when it was not renewed before; a second refusal gives no more time.
    private Instant restartUntil(Clearance last) {
        return head.stream()
                .flatMap(one -> one.lapsed().stream())
                .filter(one -> one.subjects().equals(subjects))
                .filter(one -> !one.at().isBefore(last.issued()))
                .map(Head.Lapsed::restartUntil)
                .min(Comparator.naturalOrder())
                .orElse(last.restartUntil());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// The shortest of the rules that were not met; a charter's roles have the stage's.
    private Duration grace(Policy policy) {
        return rules.answers().stream()
                .filter(one -> one.effect() == RuleAction.DENY && !one.objections().isEmpty())
                .map(one -> one.grace())
                .min(Comparator.naturalOrder())
                .orElse(policy.terms(facts.stage()).grace());
    }

    /// What the rules say, as much of it as a head has room for.
    private String words() {
        var words = new StringBuilder();
        int told = 0;
        for (var one : objections()) {
            var word = "%s: %s".formatted(one.rule(), UNFIT.matcher(one.fact()).replaceAll(" "));
            var next = (told == 0 ? "" : "; ") + shortened(word.strip(), MOST_OF_ONE);
            if (words.length() + next.length() > MOST_WORDS) {
                return words.append(" and %d more".formatted(objections().size() - told))
                        .toString();
            }
            words.append(next);
            told++;
        }
        return words.toString();
    }

    private static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end).strip() + "…";
    }
}
