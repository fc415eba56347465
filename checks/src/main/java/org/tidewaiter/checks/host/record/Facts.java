package org.tidewaiter.checks.host.record;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.model.json.Json;

/// What one host answered.
///
/// @param host its name
/// @param isRunning whether it was a system that runs
/// @param asked when
/// @param answers as JSON, in one form for each kind of question
public record Facts(
        String host, boolean isRunning, Instant asked, SortedMap<Question, Answer<Json>> answers) {
    public Facts {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }
}
