package org.tidewaiter.cli;

import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.scan.replay.Replayed;

/// What a replay comes to.
final class ReplayCount {
    private static final int MOST_RULES = 1_000;

    int entries;
    int decisions;
    int same;
    int byOtherRules;
    int nowDenied;
    int nowAllowed;
    int notAsked;
    int byThese;

    /// How many more a rule denies; below zero, how many fewer. Only rules that make a difference
    /// are there, and of very many the first that were met.
    final SortedMap<String, Integer> rules = new TreeMap<>();

    boolean differs() {
        return nowDenied + nowAllowed > 0;
    }

    void add(Replayed one) {
        decisions++;
        switch (one) {
            case Replayed.NotAsked _ -> notAsked++;
            case Replayed.Asked asked -> add(asked);
        }
    }

    private void add(Replayed.Asked asked) {
        if (asked.byThese()) {
            byThese++;
        }
        switch (asked.change()) {
            case SAME -> {
                same++;
                if (asked.isByOtherRules()) {
                    byOtherRules++;
                }
            }
            case NOW_DENIED -> nowDenied++;
            case NOW_ALLOWED -> nowAllowed++;
        }
        asked.more().forEach(rule -> count(rule, 1));
        asked.fewer().forEach(rule -> count(rule, -1));
    }

    private void count(String rule, int more) {
        if (rules.size() < MOST_RULES || rules.containsKey(rule)) {
            rules.merge(rule, more, Integer::sum);
        }
    }
}
