package org.tidewaiter.scan.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.State;

/// What a benchmark may not say, so that the program ends with 2. Where nothing could be told, as
/// where no daemon answers, no limit is kept.
///
/// @param states none of the controls may be in
/// @param least the least score, in percent
public record BenchLimit(Set<State> states, OptionalInt least) {
    private static final Pattern SCORE = Pattern.compile("score<([0-9]{1,3})");
    private static final int ALL_PERCENT = 100;

    public BenchLimit {
        states = Set.copyOf(states);
    }

    /// Reads `fail,warn,manual,score<80`.
    ///
    /// @return nothing where it is none
    public static Optional<BenchLimit> parse(String text) {
        var states = EnumSet.noneOf(State.class);
        var least = OptionalInt.empty();
        for (var word : text.split(",", -1)) {
            var score = SCORE.matcher(word);
            if (score.matches() && Integer.parseInt(score.group(1)) <= ALL_PERCENT) {
                least = OptionalInt.of(Integer.parseInt(score.group(1)));
                continue;
            }
            switch (word) {
                case "fail" -> states.add(State.FAIL);
                case "warn" -> states.add(State.WARN);
                case "manual" -> states.add(State.MANUAL);
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new BenchLimit(states, least));
    }

    List<String> refusals(BenchResult result) {
        var refusals = new ArrayList<String>();
        for (var state : State.values()) {
            long count = states.contains(state) ? result.count(state) : 0;
            if (count > 0) {
                refusals.add(
                        "%d of the %d controls of bench %s: %s"
                                .formatted(
                                        count,
                                        result.results().count(),
                                        result.benchmark(),
                                        state.word()));
            }
        }
        var score = result.score();
        if (score.isEmpty()) {
            refusals.add(
                    "nothing that counts could be told by bench %s".formatted(result.benchmark()));
        } else if (least.isPresent() && score.getAsInt() < least.getAsInt()) {
            refusals.add(
                    "the score of bench %s is %d, less than %d"
                            .formatted(result.benchmark(), score.getAsInt(), least.getAsInt()));
        }
        return refusals;
    }
}
