package org.tidewaiter.signing.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.signing.check.RefusedException;

class CharterVectorsTest {
    static Stream<CharterVector> vectors() {
        return Stream.of(PayloadVectors.all(), RuleVectors.all(), HistoryVectors.all())
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void whatWasChangedIsRefusedAndItsTwinIsNot(CharterVector vector) throws Exception {
        vector.twin().run();
        assertThatThrownBy(() -> vector.mutated().run())
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.refusal())
                                        .as("with detail '%s'", refused.detail())
                                        .isEqualTo(vector.refusal()));
    }

    @Test
    void thereAreManyAndTheyHaveManyReasons() {
        assertThat(vectors().map(CharterVector::refusal).distinct().count()).isGreaterThan(35);
        assertThat(vectors().count()).isGreaterThan(100);
    }
}
