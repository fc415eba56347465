package org.tidewaiter.policy.rule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.model.ProblemException;

/// What is refused before anything is judged, and how it is told.
class UnsoundPolicyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "require: evidence.exists(e, e.rol == 'x') | undefined field 'rol'",
                "require: imag.user == '' | undeclared reference to 'imag'",
                "require: image.user | 'require' must be true or false, and is string",
                "forbid: image.user | 'forbid' must be a list or a truth value, and is string",
                "forbid: findings.filter(f, f.severity == 'criticl') | 'severity' is never 'criticl'",
                "forbid: findings.filter(f, f.severity in ['high', 'sever']) | 'severity' is never 'sever'",
                "require: evidence.all(image, image.role == 'x') | 'image' has a meaning already",
                "require: size(findings) == 0 && !workload.root | write two rules",
                "forbid: evidence.filter(e, e.role = 'data') | write '=='",
                "require: image.user == null | nothing is ever null",
                "forbid: [findings] | stands between quotes",
                "forbid: request.act == 'strat' | 'act' is never 'strat'; it is one of build, ",
                "require: dyn(1) == 1 | undeclared reference to 'dyn'",
                "require: image.name.matches('((a{900}){900}){900}') | repeats a part more than",
                "require: image.name.matches('(' + image.tag) | a text of at most",
                "require: image.name.matches('(a') | missing closing )",
                "forbid: \"[[[[['']]]]]\" | lists in lists",
            })
    void anExpressionThatCannotMeanAnythingIsRefusedWithItsLine(String body, String why) {
        assertThatThrownBy(() -> PolicyTest.read(PolicyTest.rule(body)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("acme.yaml, line ")
                .hasMessageContaining("rule 'one'")
                .hasMessageContaining(why);
    }

    @Test
    void anExpressionWhoseExclamationMarkYamlWouldDropIsRefused() {
        assertThatThrownBy(() -> PolicyTest.read(PolicyTest.rule("require: !workload.root")))
                .hasMessage("acme.yaml, line 5: what begins with '!' must stand between quotes");
    }

    @Test
    void theLineIsThatOfTheExpression() {
        assertThatThrownBy(() ->
                        PolicyTest.read(PolicyTest.rule("action: warn\n    require: nothing")))
                .hasMessageStartingWith("acme.yaml, line 6: rule 'one': 'require': undeclared");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{it.id | a '{' that is not closed",
                "it.id} | a '}' that closes nothing",
                "{it.idd} | undefined field 'idd'",
                "{} | 'message'",
            })
    void aMessageIsCheckedToo(String message, String why) {
        assertThatThrownBy(() ->
                        PolicyTest.read(
                                "policy: a\nrules:\n  - {id: one, forbid: findings, message: \"%s\"}"
                                        .formatted(message)))
                .hasMessageContaining("line 3: rule 'one'")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | there is nothing in it",
                "rules: [] | 'policy' is missing",
                "~policy: A B~ | must be lower-case words",
                "~{policy: a, rule: []}~ | unknown key 'rule'",
                "~{policy: a, include: [prod]}~ | no built-in set is 'prod'",
                "~{policy: a, without: [one]}~ | no rule that is included is 'one'",
                "~{policy: a, stages: {prod: {validity: 7 days}}}~ | is no time like 14d",
                "~{policy: a, stages: {prod: {unsure: maybe}}}~ | 'maybe' is none of allow, deny",
                "~{policy: a, rules: [{id: x, message: m}]}~ | needs 'forbid' or 'require'",
                "~{policy: a, rules: [{id: x, stages: [], require: true, message: m}]}~ | for no stage",
                "~{policy: a, rules: [{id: x, require: true, message: m}, {id: x, require: true, message: m}]}~ | a second rule",
            })
    void whatDoesNotFitTheFormIsRefused(String yaml, String why) {
        assertThatThrownBy(() -> PolicyTest.read(yaml)).hasMessageContaining(why);
    }
}
