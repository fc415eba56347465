package org.tidewaiter.checks.host.docker;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.model.json.Json;

/// A container or an image as the daemon tells of it.
///
/// @param name for people
/// @param id checked, so that it may stand in a path
/// @param request by which it was asked for
/// @param answer never absent: what has gone meanwhile is not looked at
record Inspected(String name, String id, String request, Answer<Json> answer) {
    /// What the daemon says; nothing where that could not be read.
    Optional<Json> told() {
        return answer.known();
    }

    /// The texts of a list, also where the daemon gives none.
    static List<String> texts(Json list) {
        return list.items().stream().flatMap(item -> item.text().stream()).toList();
    }

    static long number(Json json, String name) {
        return json.get(name).wholeNumber().orElse(0L);
    }
}
