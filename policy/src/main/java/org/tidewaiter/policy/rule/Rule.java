package org.tidewaiter.policy.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.tidewaiter.policy.rule.RuleAnswer.Outcome;

/// One rule of a policy, ready to be asked.
///
/// @param about why it is there; may be empty
/// @param stages empty for all
/// @param facts that it names
/// @param when it is asked only where this holds
/// @param lets what its expressions call by a name, in the order of the file
/// @param grace where it has one of its own
record Rule(
        String id,
        String about,
        SortedSet<String> stages,
        RuleAction action,
        Moment moment,
        SortedSet<String> facts,
        Optional<Expression> when,
        List<Let> lets,
        Demand demand,
        Message message,
        Optional<Duration> grace) {
    record Let(String name, Expression expression) {}

    Rule {
        lets = List.copyOf(lets);
    }

    boolean isFor(String stage) {
        return stages.isEmpty() || stages.contains(stage);
    }

    RuleAnswer judge(Moment at, KnownFacts facts, StageTerms terms) {
        return new RuleAnswer(id, action, grace.orElse(terms.grace()), outcome(at, facts));
    }

    private Outcome outcome(Moment at, KnownFacts facts) {
        if (at != moment) {
            return new Outcome.NotAsked("it is asked " + moment.where());
        }
        if (!isFor(facts.stage())) {
            return new Outcome.NotAsked("it is for " + String.join(", ", stages));
        }
        if (facts.isAskedToRunNothing() && this.facts.contains(KnownFacts.WORKLOAD)) {
            return new Outcome.NotAsked("nothing is to run");
        }
        try {
            return evaluated(facts);
        } catch (NotEvaluatedException e) {
            return new Outcome.NotEvaluated(String.valueOf(e.getMessage()));
        }
    }

    private Outcome evaluated(KnownFacts facts) throws NotEvaluatedException {
        var scope = new Scope(facts);
        if (when.isPresent() && !when.get().holds(scope)) {
            return new Outcome.NotAsked("its 'when' does not hold");
        }
        for (var let : lets) {
            scope.name(let.name, let.expression.value(scope));
        }
        var objections = objections(scope);
        return objections.isEmpty() ? new Outcome.Met() : new Outcome.NotMet(objections);
    }

    private List<String> objections(Scope scope) throws NotEvaluatedException {
        return switch (demand) {
            case Demand.Require(var expression) ->
                    expression.holds(scope) ? List.of() : List.of(message.text(scope));
            case Demand.Forbid(var expression) ->
                    expression.holds(scope) ? List.of(message.text(scope)) : List.of();
            case Demand.ForbidEach(var expression) -> {
                var objections = new Objections();
                for (var it : (Collection<?>) expression.value(scope)) {
                    scope.name(Message.ELEMENT, it);
                    objections.add(message.text(scope));
                }
                yield objections.messages();
            }
        };
    }

    RuleText text() {
        var conditions = new ArrayList<String>();
        when.ifPresent(one -> conditions.add("where " + one.text()));
        lets.forEach(let -> conditions.add("%s = %s".formatted(let.name, let.expression.text())));
        conditions.add(
                switch (demand) {
                    case Demand.Require(var expression) -> "requires " + expression.text();
                    case Demand.Forbid(var expression) -> "forbids " + expression.text();
                    case Demand.ForbidEach(var expression) ->
                            "forbids each of " + expression.text();
                });
        return new RuleText(
                id,
                about,
                stages,
                action,
                moment.where(),
                facts,
                conditions,
                message.written(),
                grace);
    }
}
