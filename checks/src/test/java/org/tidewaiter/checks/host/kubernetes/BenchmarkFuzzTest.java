package org.tidewaiter.checks.host.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.checks.host.FakeHost;
import org.tidewaiter.testkit.Damage;

class BenchmarkFuzzTest {
    private static final String CONFIG =
            """
            node:
              components: [kubelet]
              kubelet: {bins: [kubelet], confs: [/var/lib/kubelet/config.yaml]}
            version_mapping: {"1.30": a-1}
            """;

    private static final String NODE =
            """
            type: node
            groups:
              - id: 4.1
                checks:
                  - id: 4.1.1
                    audit: |
                      if test -e $kubeletconf; then D=$(ps -ef | grep $kubeletbin | sed 's%.*v=\\([0-9]\\).*%\\1%'); fi
                      for d in "$D" `echo b`; do find /var -name '*.y?ml' | xargs -I{} stat -c "%a %n" {}; done
                    audit_config: cat $kubeletconf
                    use_multiple_values: true
                    tests:
                      bin_op: or
                      test_items:
                        - {flag: --v, path: '{.a[0]["b.c"][*]}', compare: {op: valid_elements, value: "1,2"}}
                        - {flag: a, path: '{.a}', compare: {op: regex, value: "(a+)+$"}}
                        - {flag: "6", compare: {op: bitmask, value: "600"}}
                    scored: true
            """;

    static Stream<byte[]> seeds() {
        return Damage.versions(NODE.getBytes(StandardCharsets.UTF_8));
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyTextIsABenchmarkOrRefused(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var host =
                new FakeHost()
                        .process(3, 0, "kubelet", "--v=2", "a".repeat(60))
                        .file("/var/lib/kubelet/config.yaml", "a: [{b.c: [1, 2]}]\n");
        try {
            var result =
                    KubernetesBenchmark.of(
                            host,
                            new BenchmarkFiles(
                                    Map.of("config.yaml", CONFIG, "a-1/node.yaml", text)),
                            new KubernetesBenchmark.Choice(
                                    Optional.empty(), Optional.empty(), Set.of()));
            assertThat(result.results()).allMatch(one -> !one.outcome().reason().isEmpty());
        } catch (MalformedBenchmarkException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
