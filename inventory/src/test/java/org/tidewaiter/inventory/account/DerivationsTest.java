package org.tidewaiter.inventory.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tidewaiter.inventory.account.Derivation.Form;

class DerivationsTest {
    @Test
    void everyRuleHasANameOfItsOwnAndSaysHow() {
        assertThat(Derivations.BUILT_IN)
                .extracting(Derivation::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9-]+"));
        assertThat(Derivations.BUILT_IN).noneMatch(rule -> rule.how().isBlank());
        assertThat(Derivations.BUILT_IN).noneMatch(rule -> rule.forms().isEmpty());
    }

    @Test
    void noFormLeavesDirectoriesOpenThatItsSourceDoesNotName() {
        assertThatThrownBy(() -> Form.files("{dir}/{name}.cache").by("some-package"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Form.files("a/{name}").from("a/{other}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
