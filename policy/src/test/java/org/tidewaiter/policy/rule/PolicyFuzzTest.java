package org.tidewaiter.policy.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.FactsJson;
import org.tidewaiter.testkit.Damage;

/// Files of rules, of their tests and of facts may be refused, and nothing worse.
class PolicyFuzzTest {
    private static final Facts FACTS =
            Known.at("prod")
                    .with("image", Map.of("name", "registry.example/db:1", "user", "app"))
                    .with("evidence", List.of(Map.of("role", "qa", "kind", "signature")))
                    .withFlaw("CVE-1", "openssl", "critical")
                    .withFlaw("CVE-2", "zlib", "low")
                    .facts();

    static Stream<byte[]> policies() throws IOException {
        return Stream.of(
                        PolicyFiles.textOf("dev"),
                        """
                        policy: a
                        stages: {prod: {validity: 1d, unsure: allow}}
                        rules:
                          - {id: b, let: {c: "findings"}, forbid: c, message: "{it.id} {{}}", grace: 1h}
                        """)
                .map(text -> text.getBytes(UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("policies")
    void aFileOfRulesIsReadOrRefused(byte[] text) {
        ask(new String(text, UTF_8));
    }

    static Stream<byte[]> expressions() {
        return Stream.of(
                        "findings.filter(f, f.severity == 'critical' && has(f.score) && f.score > 9)",
                        "findings.map(f, f.aliases).map(a, size(a) + 1)[0] / size(evidence)",
                        "image.name.matches('^(a|b)+$') || image.user.glob('*') ? {'a': 1}['b'] : 2",
                        "string(now - days(3)) + string(now.getFullYear() % 2) in image.labels",
                        "!(timestamp('2026-01-01T00:00:00Z') < now) && -9223372036854775808 < 0",
                        "((((((((((1))))))))))[0u] + b'a' + 1e999 + null")
                .map(text -> text.getBytes(UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("expressions")
    void anExpressionIsEvaluatedOrRefused(byte[] text) {
        var expression = new String(text, UTF_8).replace("'", "''").replaceAll("\\R", " ");
        for (var rule : List.of("forbid: '%s', message: '{it}'", "require: '%s', message: m")) {
            ask("policy: a\nrules:\n  - {id: b, %s}".formatted(rule.formatted(expression)));
        }
    }

    private static void ask(String text) {
        try {
            var answer = PolicyFiles.read("fuzz.yaml", text).judge(FACTS);
            assertThat(answer.verdict().word()).isIn("allow", "warn", "deny");
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo("policy-malformed");
        }
    }

    static Stream<byte[]> cases() {
        return Stream.of(
                        """
                        cases:
                          - name: a
                            stage: prod
                            at: 2026-11-23
                            ask: [b]
                            facts: {image: {layers: 3, labels: {a: b}}, findings: [{score: 1.5}]}
                            expect: deny
                            rules: []
                        """)
                .map(text -> text.getBytes(UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("cases")
    void aFileOfTestsIsReadOrRefused(byte[] text) {
        try {
            PolicyCase.read("fuzz.yaml", new String(text, UTF_8));
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo("policy-test-malformed");
        }
    }

    static Stream<byte[]> facts() {
        return Stream.of(
                        """
                        {"format": "tidewaiter-facts-1", "stage": "prod", "now": "2026-11-23T12:00:00Z",
                         "image": {"layers": 3, "labels": {"a": "b"}}, "findings": [{"score": 1.5}],
                         "inventory": {"packages": [{"licences": ["MIT"]}]}}
                        """)
                .map(text -> text.getBytes(UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("facts")
    void factsAreReadOrRefused(byte[] json) {
        try {
            assertThat(FactsJson.read("fuzz.json", json)).isNotNull();
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo("facts-malformed");
        }
    }
}
