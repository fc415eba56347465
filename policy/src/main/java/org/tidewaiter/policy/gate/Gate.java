package org.tidewaiter.policy.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.rule.Policy;
import org.tidewaiter.policy.rule.RuleAction;
import org.tidewaiter.policy.rule.RuleAnswer;
import org.tidewaiter.policy.rule.RuleAnswer.Outcome;

/// A door's judgement. The same question gives the same answer, whatever was asked before.
///
/// An image goes aboard with a clearance that is in force, or with the word of several people that
/// breaks the glass, and where no rule about the request denies. What ran may start again for a
/// time after its clearance has ended. What was withdrawn never does.
///
/// @param policy whose rules about requests are asked, and whose terms say what to do in doubt
public record Gate(Policy policy) {
    private static final Set<String> DECIDED = Set.of("evidence", "prior");

    public GateDecision decide(GateQuestion question) {
        var stage = question.facts().stage();
        var standing = Boarding.standing(question, policy.terms(stage));
        var facts = standing.seen(question.facts());
        var denials = new ArrayList<Reason>();
        var warnings = new ArrayList<Reason>();
        standing.objection().ifPresent(denials::add);
        warnings.addAll(standing.warnings());
        ask(facts, standing.broken().isPresent(), denials, warnings);
        return new GateDecision(
                verdict(denials, warnings),
                standing.life(),
                standing.clearance().map(one -> one.id()),
                standing.broken().map(one -> one.id()),
                standing.missing());
    }

    /// What [#decide] rests on.
    public GateGrounds grounds(GateQuestion question) {
        var terms = policy.terms(question.facts().stage());
        var standing = Boarding.standing(question, terms);
        return grounds(
                standing.seen(question.facts()),
                standing.broken().isPresent(),
                standing.objection().stream().toList());
    }

    /// What [#permit] rests on.
    public GateGrounds grounds(Facts facts) {
        return grounds(facts, false, List.of());
    }

    private GateGrounds grounds(Facts facts, boolean broken, List<Reason> others) {
        var denials = new ArrayList<Reason>();
        ask(facts, broken, denials, new ArrayList<>());
        return new GateGrounds(policy.digest(), facts, names(denials), names(others));
    }

    private static SortedSet<String> names(List<Reason> reasons) {
        return reasons.stream().map(Reason::rule).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Whether the rules let pass what brings no image aboard.
    public Verdict permit(Facts facts) {
        var denials = new ArrayList<Reason>();
        var warnings = new ArrayList<Reason>();
        ask(facts, false, denials, warnings);
        return verdict(denials, warnings);
    }

    /// @param broken whether the glass was broken; then rules that cannot be evaluated for want of
    ///   what was decided of the image warn only
    private void ask(Facts facts, boolean broken, List<Reason> denials, List<Reason> warnings) {
        for (var answer : policy.judgeRequest(facts).answers()) {
            switch (answer.outcome()) {
                case Outcome.Met _, Outcome.NotAsked _ -> {}
                case Outcome.NotEvaluated(var why) ->
                        (broken && asksWhatWasDecided(answer) ? warnings : denials)
                                .add(Reason.of(answer.rule(), why));
                case Outcome.NotMet(var messages) -> {
                    if (answer.action() != RuleAction.RECORD) {
                        to(answer, denials, warnings).addAll(reasons(answer, messages));
                    }
                }
            }
        }
    }

    private boolean asksWhatWasDecided(RuleAnswer answer) {
        return policy.texts().stream()
                .filter(one -> one.id().equals(answer.rule()))
                .anyMatch(one -> !Collections.disjoint(one.facts(), DECIDED));
    }

    private static List<Reason> to(RuleAnswer answer, List<Reason> denials, List<Reason> warnings) {
        return answer.action() == RuleAction.DENY ? denials : warnings;
    }

    private static List<Reason> reasons(RuleAnswer answer, List<String> messages) {
        return messages.stream().map(one -> Reason.of(answer.rule(), one)).toList();
    }

    private static Verdict verdict(List<Reason> denials, List<Reason> warnings) {
        if (!denials.isEmpty()) {
            denials.addAll(warnings);
            return new Verdict.Deny(denials);
        }
        return warnings.isEmpty() ? new Verdict.Allow() : new Verdict.Warn(warnings);
    }
}
