package org.tidewaiter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Severity;

class AdvisoryFitnessTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final AdvisoryData SAMPLE = new AdvisoryData(true, 150, List.of());

    @Test
    void freshDataIsFit() throws Exception {
        assertThat(AdvisoryFitness.require(gate(DataLimits.STRICT), aged(5), TODAY)).isEmpty();
    }

    @Test
    void withoutAGateAnyDataWillDo() throws Exception {
        assertThat(AdvisoryFitness.require(GateSettings.NONE, SAMPLE, TODAY)).isEmpty();
        assertThat(AdvisoryFitness.require(GateSettings.NONE, aged(500), TODAY)).isEmpty();
    }

    @Test
    void noGateDecidesOnTheSampleUnlessTold() throws Exception {
        assertThatThrownBy(() -> AdvisoryFitness.require(gate(DataLimits.STRICT), SAMPLE, TODAY))
                .hasMessage("no gate can decide: the advisories are only a sample of 150");
        assertThat(AdvisoryFitness.require(gate(new DataLimits(5, true, false)), SAMPLE, TODAY))
                .extracting(Reason::rule)
                .containsExactly("sample-data");
    }

    @Test
    void noGateDecidesOnOldDataUnlessTold() throws Exception {
        assertThatThrownBy(() -> AdvisoryFitness.require(gate(DataLimits.STRICT), aged(6), TODAY))
                .hasMessage("no gate can decide: the newest advisory is 6 days old, more than 5");
        assertThat(AdvisoryFitness.require(gate(new DataLimits(6, false, false)), aged(6), TODAY))
                .isEmpty();
        assertThat(AdvisoryFitness.require(gate(new DataLimits(5, false, true)), aged(6), TODAY))
                .extracting(Reason::rule)
                .containsExactly("stale-data");
    }

    @Test
    void dataWithoutADateIsStale() {
        var undated =
                new AdvisoryData(
                        false, 1, List.of(new AdvisoryData.Feed("undated", Optional.empty(), 1)));
        assertThatThrownBy(() -> AdvisoryFitness.require(gate(DataLimits.STRICT), undated, TODAY))
                .hasMessage("no gate can decide: the advisories have no date");
    }

    private static AdvisoryData aged(int days) {
        return new AdvisoryData(
                false,
                2,
                List.of(
                        new AdvisoryData.Feed("new", Optional.of(TODAY.minusDays(days)), 1),
                        new AdvisoryData.Feed("old", Optional.of(LocalDate.EPOCH), 1)));
    }

    private static GateSettings gate(DataLimits limits) {
        return new GateSettings(
                List.of(new GateRule.SeverityGate(Severity.HIGH)),
                FindingFilter.EVERYTHING,
                limits,
                LayerScope.SQUASHED);
    }
}
