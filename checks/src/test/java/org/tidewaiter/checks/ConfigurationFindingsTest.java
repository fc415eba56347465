package org.tidewaiter.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ConfigurationFindingsTest {
    @Test
    void everyRuleHasAnIdOfItsOwn() {
        var ids = new HashSet<String>();
        assertThat(Checks.BUILT_IN).allMatch(check -> ids.add(check.id()));
    }
}
