package org.tidewaiter.inventory.account;

import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

    @Test
    void everyFormIsAmongThoseForItsPathsInTheOrderOfTheRules() {
        for (var rule : Derivations.BUILT_IN) {
            for (var form : rule.forms()) {
                for (var directory : List.of("opt/some", "usr", "var/lib")) {
                    var path = form.path().replace("{dir}", directory).replaceAll("\\{.*?}", "a");
                    assertThat(form.sourcesOf(path)).as(path).isNotEmpty();
                    assertThat(Derivations.candidatesFor(path))
                            .as(path)
                            .contains(new Derivations.Candidate(rule, form))
                            .isSortedAccordingTo(
                                    comparingInt(one -> Derivations.BUILT_IN.indexOf(one.rule())));
                }
            }
        }
    }
}
