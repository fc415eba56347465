package org.tidewaiter.signing.ledger;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonArray;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.syntax.Part;

/// What was decided, for whoever asks other rules about the same facts later.
///
/// @param policy digest of the rules that were asked
/// @param rules ids of those that denied
/// @param others what else denied, as `charter` or `withdrawn`
public record Ruling(Digest policy, SortedSet<String> rules, SortedSet<String> others) {
    public Ruling {
        rules = copy(rules);
        others = copy(others);
    }

    private static SortedSet<String> copy(Collection<String> words) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(words));
    }

    public boolean allowed() {
        return rules.isEmpty() && others.isEmpty();
    }

    JsonObject toJson() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("policy", new JsonString(policy.toString()));
        members.put("rules", texts(rules));
        members.put("others", texts(others));
        return new JsonObject(members);
    }

    private static JsonArray texts(SortedSet<String> words) {
        return new JsonArray(words.stream().<Json>map(JsonString::new).toList());
    }

    static Ruling read(Part part) throws RefusedException {
        var json = part.only("policy", "rules", "others");
        return new Ruling(
                json.digest("policy"),
                new TreeSet<>(json.texts("rules")),
                new TreeSet<>(json.texts("others")));
    }
}
