package org.tidewaiter.scan.document;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.policy.rule.RuleAction;
import org.tidewaiter.policy.rule.RuleAnswer;
import org.tidewaiter.scan.report.PolicyDecision;

/// The rules of a policy as rules of SARIF, and what they have against an image as results. Their
/// ids begin with `policy/`, so that none is a check's.
final class SarifPolicy {
    private SarifPolicy() {}

    /// Those that were asked, each id once.
    private static Map<String, RuleAnswer> asked(PolicyDecision decision) {
        var asked = new LinkedHashMap<String, RuleAnswer>();
        decision.asked().forEach(one -> asked.putIfAbsent(one.rule(), one));
        return asked;
    }

    /// Into the list of rules that is open.
    static void rules(JsonWriter json, PolicyDecision decision) {
        for (var one : asked(decision).values()) {
            json.beginObject()
                    .field("id", id(one))
                    .field("name", one.rule())
                    .beginObject("shortDescription")
                    .field(
                            "text",
                            "rule %s of the policy %s".formatted(one.rule(), decision.policy()))
                    .endObject()
                    .beginObject("defaultConfiguration")
                    .field("level", level(one.action()))
                    .endObject()
                    .endObject();
        }
    }

    /// Into the list of results that is open.
    ///
    /// @param before how many rules stand before these
    static void results(JsonWriter json, PolicyDecision decision, int before) {
        int index = before;
        var places = new LinkedHashMap<String, Integer>();
        for (var rule : asked(decision).keySet()) {
            places.put(rule, index++);
        }
        for (var one : decision.asked()) {
            for (var objection : one.objections()) {
                result(json, one, objection, places.getOrDefault(one.rule(), before));
            }
        }
    }

    private static void result(JsonWriter json, RuleAnswer answer, String objection, int index) {
        json.beginObject()
                .field("ruleId", id(answer))
                .field("ruleIndex", index)
                .field("level", level(answer.effect()))
                .beginObject("message")
                .field("text", objection)
                .endObject()
                .beginArray("locations")
                .beginObject();
        SarifParts.physicalLocation(json, SarifParts.CONFIGURATION, 1);
        json.endObject()
                .endArray()
                .beginObject("partialFingerprints")
                .field("tidewaiterFinding/v1", Fingerprint.of(id(answer), objection))
                .endObject()
                .endObject();
    }

    private static String id(RuleAnswer answer) {
        return "policy/" + answer.rule();
    }

    private static String level(RuleAction action) {
        return switch (action) {
            case DENY -> "error";
            case WARN -> "warning";
            case RECORD -> "note";
        };
    }
}
