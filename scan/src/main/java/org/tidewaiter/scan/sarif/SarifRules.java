package org.tidewaiter.scan.sarif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonNull;

/// The rules of a tool: those of its driver, and those of its extensions, where some tools have all
/// of theirs.
///
/// @see "SARIF 2.1.0, 3.27.5 to 3.27.7 (ruleId, ruleIndex, rule), 3.52
///   reportingDescriptorReference"
final class SarifRules {
    private final List<Json> driver;
    private final List<List<Json>> extensions = new ArrayList<>();
    private final Map<String, Json> byId = new HashMap<>();

    /// @param tool of a run
    SarifRules(Json tool) {
        driver = tool.get("driver").get("rules").items();
        tool.get("extensions").items().forEach(one -> extensions.add(one.get("rules").items()));
        driver.forEach(rule -> byId.putIfAbsent(rule.text("id"), rule));
        extensions.stream()
                .flatMap(List::stream)
                .forEach(rule -> byId.putIfAbsent(rule.text("id"), rule));
    }

    /// As the result states it; empty where it does not.
    static String idOf(Json result) {
        return result.text("ruleId").isEmpty()
                ? result.get("rule").text("id")
                : result.text("ruleId");
    }

    /// The rule of a result: where it points to if that fits the id, otherwise by the id, also
    /// without its last segments.
    ///
    /// @return JSON null where there is none
    Json of(Json result) {
        var id = idOf(result);
        var pointed = pointed(result).filter(rule -> fits(rule.text("id"), id));
        if (pointed.isPresent()) {
            return pointed.get();
        }
        for (var shorter = id; !shorter.isEmpty(); shorter = parent(shorter)) {
            var rule = byId.get(shorter);
            if (rule != null) {
                return rule;
            }
        }
        return new JsonNull();
    }

    private Optional<Json> pointed(Json result) {
        var reference = result.get("rule");
        long index =
                reference
                        .get("index")
                        .wholeNumber()
                        .or(() -> result.get("ruleIndex").wholeNumber())
                        .orElse(-1L);
        long component = reference.get("toolComponent").get("index").wholeNumber().orElse(-1L);
        var rules =
                component >= 0 && component < extensions.size()
                        ? extensions.get((int) component)
                        : driver;
        return index >= 0 && index < rules.size()
                ? Optional.of(rules.get((int) index))
                : Optional.empty();
    }

    private static boolean fits(String rule, String asked) {
        return asked.isEmpty() || asked.equals(rule) || asked.startsWith(rule + "/");
    }

    private static String parent(String id) {
        return id.substring(0, Math.max(0, id.lastIndexOf('/')));
    }
}
