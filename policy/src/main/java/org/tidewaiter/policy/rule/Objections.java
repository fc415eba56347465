package org.tidewaiter.policy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What a rule has against an image: sorted, each once, and of very many the first ones and a
/// count.
final class Objections {
    static final int MOST = 100;

    private final TreeMap<String, Integer> shown = new TreeMap<>();
    private int all;

    void add(String message) {
        all++;
        shown.merge(message, 1, Integer::sum);
        if (shown.size() > MOST) {
            shown.pollLastEntry();
        }
    }

    List<String> messages() {
        var messages = new ArrayList<>(shown.keySet());
        int more = all - shown.values().stream().mapToInt(Integer::intValue).sum();
        if (more > 0) {
            messages.add("and %d more".formatted(more));
        }
        return messages;
    }
}
