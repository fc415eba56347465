package org.tidewaiter.policy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What came of the cases of a policy.
///
/// @param failures in the order of the cases
/// @param neverObjecting rules of the file itself that object in no case
/// @param neverMet likewise, that are met in no case
public record PolicyTrial(
        int cases,
        List<Failure> failures,
        SortedSet<String> neverObjecting,
        SortedSet<String> neverMet) {
    /// A case in which the policy says something else than it must.
    ///
    /// @param what it says instead, a line each
    public record Failure(PolicyCase of, List<String> what) {
        public Failure {
            what = List.copyOf(what);
        }
    }

    public PolicyTrial {
        failures = List.copyOf(failures);
    }

    /// Asks a policy in each case. It is asked as at a door where the case tells a fact that is
    /// known there only, and as where an image is cleared in all others.
    public static PolicyTrial of(Policy policy, List<PolicyCase> cases) {
        var failures = new ArrayList<Failure>();
        var neverObjecting = new TreeSet<>(policy.own());
        var neverMet = new TreeSet<>(policy.own());
        for (var one : cases) {
            var answer = policy.judge(one.facts(), one.ask());
            var what = differences(one, answer, policy.ids());
            if (!what.isEmpty()) {
                failures.add(new Failure(one, what));
            }
            for (var rule : answer.answers()) {
                switch (rule.outcome()) {
                    case RuleAnswer.Outcome.Met _ -> neverMet.remove(rule.rule());
                    case RuleAnswer.Outcome.NotMet _ -> neverObjecting.remove(rule.rule());
                    case RuleAnswer.Outcome.NotAsked _, RuleAnswer.Outcome.NotEvaluated _ -> {}
                }
            }
        }
        return new PolicyTrial(cases.size(), failures, neverObjecting, neverMet);
    }

    private static List<String> differences(
            PolicyCase one, PolicyAnswer answer, SortedSet<String> known) {
        var what = new ArrayList<String>();
        var named = new TreeSet<>(one.ask());
        one.objecting().ifPresent(named::addAll);
        named.stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> what.add("the policy has no rule '%s'".formatted(id)));
        var verdict = answer.verdict().word();
        var objecting = answer.objecting();
        if (!verdict.equals(one.expect())
                || one.objecting().filter(ids -> !ids.equals(objecting)).isPresent()) {
            what.add(
                    "it says %s%s, and not %s%s"
                            .formatted(
                                    verdict,
                                    by(objecting),
                                    one.expect(),
                                    one.objecting().map(PolicyTrial::by).orElse("")));
            for (var rule : answer.answers()) {
                rule.objections().forEach(line -> what.add(rule.rule() + ": " + line));
            }
        }
        return what;
    }

    private static String by(SortedSet<String> ids) {
        return ids.isEmpty() ? " (no rule objects)" : " by " + String.join(", ", ids);
    }
}
