package org.tidewaiter.image.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What of one file was not searched: a line for each reason, however many members it holds for.
final class Tally {
    private static final int MAX_REASONS = 20;

    private final Map<String, Members> byReason = new LinkedHashMap<>();

    private static final class Members {
        private final String first;
        private long count;

        private Members(String first) {
            this.first = first;
        }
    }

    /// @param reason goes on after `not searched: `
    /// @param member empty where the file itself is meant
    void add(String reason, String member) {
        if (byReason.containsKey(reason) || byReason.size() < MAX_REASONS) {
            byReason.computeIfAbsent(reason, _ -> new Members(member)).count++;
        } else {
            byReason.computeIfAbsent("for other reasons", _ -> new Members(member)).count++;
        }
    }

    boolean isEmpty() {
        return byReason.isEmpty();
    }

    List<String> sentences() {
        var sentences = new ArrayList<String>();
        byReason.forEach((reason, members) -> sentences.add(sentence(reason, members)));
        return sentences;
    }

    private static String sentence(String reason, Members members) {
        if (members.first.isEmpty()) {
            return "not searched: " + reason;
        }
        var more = members.count > 1 ? " and %,d others".formatted(members.count - 1) : "";
        return "not searched: %s%s, %s".formatted(members.first, more, reason);
    }
}
