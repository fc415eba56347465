package org.tidewaiter.scan.document;

import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.policy.rule.RuleAnswer;
import org.tidewaiter.policy.rule.RuleAnswer.Outcome;
import org.tidewaiter.scan.report.PolicyDecision;

/// What a policy says, in our own document.
final class PolicyJson {
    private PolicyJson() {}

    static void write(JsonWriter json, PolicyDecision decision) {
        json.beginObject("policy")
                .field("name", decision.policy())
                .field("digest", decision.digest().toString())
                .field("stage", decision.stage())
                .field("decision", decision.verdict().word())
                .beginArray("rules");
        decision.answer().answers().forEach(one -> rule(json.beginObject(), one));
        json.endArray().endObject();
    }

    private static void rule(JsonWriter json, RuleAnswer answer) {
        json.field("rule", answer.rule()).field("action", answer.action().word());
        switch (answer.outcome()) {
            case Outcome.Met _ -> json.field("outcome", "met");
            case Outcome.NotAsked(var why) -> json.field("outcome", "not-asked").field("why", why);
            case Outcome.NotMet(var messages) ->
                    json.field("outcome", "not-met")
                            .field("objections", messages)
                            .field("grace", answer.grace().toString());
            case Outcome.NotEvaluated(var why) ->
                    json.field("outcome", "not-evaluated").field("why", why);
        }
        json.endObject();
    }
}
