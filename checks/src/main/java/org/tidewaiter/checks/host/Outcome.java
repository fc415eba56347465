package org.tidewaiter.checks.host;

import java.util.ArrayList;
import java.util.List;

/// What a check says of a host.
///
/// @param reason one sentence without a full stop: what decided
/// @param expected what would pass, for people; may be empty
/// @param evidence what was read, in the order in which it was; beyond 100 the last says how much
///   more there was
/// @param resources what is at fault where a check looks at several things: containers, images,
///   files; sorted
public record Outcome(
        State state, String reason, String expected, List<Seen> evidence, List<String> resources) {
    private static final int MAX_EVIDENCE = 100;

    public Outcome {
        evidence = bounded(evidence);
        resources = resources.stream().sorted().distinct().toList();
    }

    private static List<Seen> bounded(List<Seen> all) {
        if (all.size() <= MAX_EVIDENCE) {
            return List.copyOf(all);
        }
        var kept = new ArrayList<>(all.subList(0, MAX_EVIDENCE - 1));
        kept.add(new Seen("…", "%d more were read".formatted(all.size() - kept.size())));
        return List.copyOf(kept);
    }

    public static Outcome pass(String reason, Seen... evidence) {
        return of(State.PASS, reason, evidence);
    }

    /// Not as it is wanted. [HostCheck] makes it a warning where the control is advice.
    public static Outcome fail(String reason, Seen... evidence) {
        return of(State.FAIL, reason, evidence);
    }

    public static Outcome warn(String reason, Seen... evidence) {
        return of(State.WARN, reason, evidence);
    }

    public static Outcome manual(String reason, Seen... evidence) {
        return of(State.MANUAL, reason, evidence);
    }

    public static Outcome notApplicable(String reason, Seen... evidence) {
        return of(State.NOT_APPLICABLE, reason, evidence);
    }

    /// What is wanted could not be read, so that a person has to look.
    ///
    /// @param why as [Answer.Unknown] has it
    public static Outcome unread(String where, String why) {
        return manual("%s could not be read: %s".formatted(where, why), new Seen(where, why));
    }

    private static Outcome of(State state, String reason, Seen... evidence) {
        return new Outcome(state, reason, "", List.of(evidence), List.of());
    }

    public Outcome expecting(String wanted) {
        return new Outcome(state, reason, wanted, evidence, resources);
    }

    public Outcome about(List<String> atFault) {
        return new Outcome(state, reason, expected, evidence, atFault);
    }

    public Outcome seeing(List<Seen> more) {
        var all = new ArrayList<>(evidence);
        all.addAll(more);
        return new Outcome(state, reason, expected, all, resources);
    }

    Outcome as(State other) {
        return new Outcome(other, reason, expected, evidence, resources);
    }
}
