package org.tidewaiter.scan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.State;

class BenchLimitTest {
    private static List<String> refusals(String limit, State... states) {
        return BenchLimit.parse(limit).orElseThrow().refusals(MadeUpBench.result(states));
    }

    @Test
    void aStateThatMayNotBeRefuses() {
        assertThat(refusals("fail", State.PASS, State.FAIL, State.FAIL))
                .containsExactly("2 of the 3 controls of bench docker: fail");
        assertThat(refusals("fail", State.PASS, State.WARN, State.MANUAL)).isEmpty();
        assertThat(refusals("warn,manual", State.PASS, State.WARN, State.MANUAL)).hasSize(2);
    }

    @Test
    void aScoreBelowTheLeastRefuses() {
        assertThat(refusals("score<51", State.PASS, State.FAIL))
                .containsExactly("the score of bench docker is 50, less than 51");
        assertThat(refusals("score<50", State.PASS, State.FAIL)).isEmpty();
    }

    @Test
    void whereNothingCouldBeToldNoLimitIsKept() {
        assertThat(refusals("fail", State.MANUAL, State.NOT_APPLICABLE))
                .containsExactly("nothing that counts could be told by bench docker");
    }

    @Test
    void whatIsNoLimitIsNone() {
        for (var text : List.of("", "fails", "score<101", "score>5", "fail,", "pass")) {
            assertThat(BenchLimit.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void partsAreChosenAndSkippedByTheirIds() {
        var all = MadeUpBench.result(State.PASS, State.FAIL, State.WARN);
        assertThat(ids(Set.of("4"), Set.of("4.2"), all)).containsExactly("4.1", "4.3");
        assertThat(ids(Set.of("4.2"), Set.of(), all)).containsExactly("4.2");
        assertThat(new BenchSelection(Set.of("4.2", "9"), Set.of("4.22")).unknown(all))
                .containsExactly("4.22", "9");
    }

    private static List<String> ids(Set<String> chosen, Set<String> skipped, BenchResult all) {
        return new BenchSelection(chosen, skipped)
                .of(all)
                .results()
                .map(one -> one.control().id())
                .toList();
    }
}
