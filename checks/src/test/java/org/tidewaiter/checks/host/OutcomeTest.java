package org.tidewaiter.checks.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void evidenceBeyondAHundredIsCounted() {
        var all = Collections.nCopies(250, new Seen("GET /info", "something"));
        var evidence = Outcome.fail("it is so").seeing(all).evidence();
        assertThat(evidence).hasSize(100);
        assertThat(evidence.getLast()).isEqualTo(new Seen("…", "151 more were read"));
        assertThat(Outcome.fail("it is so").seeing(all.subList(0, 100)).evidence())
                .isEqualTo(all.subList(0, 100));
    }
}
