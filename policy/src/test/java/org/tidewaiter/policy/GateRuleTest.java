package org.tidewaiter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.policy.Flaws.flaw;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Severity;

class GateRuleTest {
    @Test
    void wordsAreReadFromAListAndFromRepeatedFlags() throws Exception {
        assertThat(GateRule.parse(List.of("HIGH,kev", "epss>=0.5", "high")))
                .extracting(GateRule::word)
                .containsExactly("high", "kev", "epss>=0.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bad",
                "epss>=2",
                "epss>=-1",
                "epss>=NaN",
                "epss>=",
                "high,,kev",
                "unexplained",
                "unexplained>=0%",
                "unexplained>=101",
                "unexplained>=x%",
                "secret>=",
                "secret>=worse",
                "secrets"
            })
    void aWordThatIsNoGateIsRefused(String word) {
        assertThatThrownBy(() -> GateRule.parse(List.of(word)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("no gate is called");
    }

    @Test
    void theShareThatIsUnexplainedIsReadWithAndWithoutThePercentSign() throws Exception {
        assertThat(GateRule.parse(List.of("unexplained>=3", "Unexplained-Bytes>=0.5%")))
                .extracting(GateRule::word)
                .containsExactly("unexplained>=3%", "unexplained-bytes>=0.5%");
    }

    @Test
    void aSeverityDeniesItselfAndWorse() throws Exception {
        var high = GateRule.parse(List.of("high")).getFirst();
        assertThat(high.denies(flaw("CVE-1", Severity.CRITICAL).build())).isTrue();
        assertThat(high.denies(flaw("CVE-1", Severity.HIGH).build())).isTrue();
        assertThat(high.denies(flaw("CVE-1", Severity.MEDIUM).build())).isFalse();
    }

    @Test
    void aSeverityDeniesSecretsAndSettingsAndLeavesClutterToItsOwnGate() throws Exception {
        var high = GateRule.parse(List.of("high")).getFirst();
        assertThat(high.denies(Checked.secret("secret/key", "a"))).isTrue();
        assertThat(high.denies(Checked.setting("image/user", Severity.CRITICAL))).isTrue();
        assertThat(high.denies(Checked.setting("image/user", Severity.MEDIUM))).isFalse();
        assertThat(high.denies(Checked.clutter(Severity.CRITICAL))).isFalse();
    }

    @Test
    void eachKindOfCheckIsAGateOfItsOwnAboveASeverityOrNot() throws Exception {
        var rules = GateRule.parse(List.of("secret,Setting>=High,clutter,license>=medium"));
        assertThat(rules)
                .extracting(GateRule::word)
                .containsExactly("secret", "setting>=high", "clutter", "licence>=medium");
        assertThat(rules.get(0).denies(Checked.secret("secret/key", "a"))).isTrue();
        assertThat(rules.get(0).denies(Checked.setting("image/user", Severity.HIGH))).isFalse();
        assertThat(rules.get(0).denies(flaw("CVE-1", Severity.HIGH).build())).isFalse();
        assertThat(rules.get(1).denies(Checked.setting("image/user", Severity.HIGH))).isTrue();
        assertThat(rules.get(1).denies(Checked.setting("image/user", Severity.LOW))).isFalse();
        assertThat(rules.get(2).denies(Checked.clutter(Severity.NEGLIGIBLE))).isTrue();
        assertThat(rules).noneMatch(GateRule::needsAdvisories);
    }

    @Test
    void signsOfExploitationAreGatesOfTheirOwn() throws Exception {
        var kev = GateRule.parse(List.of("kev")).getFirst();
        assertThat(kev.denies(flaw("CVE-1", Severity.LOW).exploited().build())).isTrue();
        assertThat(kev.denies(flaw("CVE-1", Severity.CRITICAL).build())).isFalse();
        var epss = GateRule.parse(List.of("epss>=0.5")).getFirst();
        assertThat(epss.denies(flaw("CVE-1", Severity.LOW).epss(0.5).build())).isTrue();
        assertThat(epss.denies(flaw("CVE-1", Severity.LOW).epss(0.49).build())).isFalse();
    }
}
