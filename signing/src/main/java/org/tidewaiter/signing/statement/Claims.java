package org.tidewaiter.signing.statement;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonBoolean;
import org.tidewaiter.model.json.Json.JsonNumber;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// Names with values, taken from what was verified.
public final class Claims {
    /// In which role of a charter somebody signs.
    public static final String ROLE = "role";

    /// For which stage of a charter somebody signs.
    public static final String STAGE = "stage";

    private static final int MAX_LETTERS = 500;

    private Claims() {}

    /// The members that are single values; lists and objects are left out.
    ///
    /// @throws RefusedException if for whom or what it is meant is said, and not in a text: left
    ///   out it would count for more
    public static SortedMap<String, String> scalars(Map<String, Json> members)
            throws RefusedException {
        for (var name : List.of(ROLE, STAGE)) {
            if (members.containsKey(name) && !(members.get(name) instanceof JsonString)) {
                throw new RefusedException(Refusal.WRONG_PART, name + " is no text");
            }
        }
        var claims = new TreeMap<String, String>();
        for (var member : members.entrySet()) {
            var text =
                    switch (member.getValue()) {
                        case JsonString(var value) -> value;
                        case JsonNumber(var value) -> value.toString();
                        case JsonBoolean(var value) -> String.valueOf(value);
                        default -> null;
                    };
            if (text != null) {
                claims.put(member.getKey(), text);
            }
        }
        return claims;
    }

    /// As much of it as is shown.
    public static String shortened(String text) {
        return text.length() <= MAX_LETTERS ? text : text.substring(0, MAX_LETTERS) + "…";
    }
}
