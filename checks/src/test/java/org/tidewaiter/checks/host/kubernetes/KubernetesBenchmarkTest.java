package org.tidewaiter.checks.host.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.checks.host.BenchResult;
import org.tidewaiter.checks.host.FakeHost;
import org.tidewaiter.checks.host.Result;
import org.tidewaiter.checks.host.State;

class KubernetesBenchmarkTest {
    private static final String CONFIG =
            """
            node:
              components: [kubelet, proxy]
              kubelet:
                bins: [hyperkube kubelet, kubelet]
                confs: [/etc/kubelet.yaml, /var/lib/kubelet/config.yaml]
                defaultconf: /var/lib/kubelet/config.yaml
                kubeconfig: [/etc/kubernetes/kubelet.conf]
                defaultkubeconfig: /etc/kubernetes/kubelet.conf
                svc: [/lib/systemd/system/kubelet.service]
                defaultsvc: /lib/systemd/system/kubelet.service
                cafile: [/etc/kubernetes/pki/ca.crt]
              proxy:
                optional: true
                bins: [kube-proxy]
            master:
              components: [apiserver]
              apiserver:
                bins: [kube-apiserver]
                confs: [/etc/kubernetes/manifests/kube-apiserver.yaml]
            version_mapping:
              "1.28": old-1
              "1.30": new-2
              "eks-1.0": managed-1
            target_mapping:
              new-2: [master, node]
            """;

    private static final String NODE =
            """
            controls:
            version: new-2
            id: 4
            text: Nodes
            type: node
            groups:
              - id: 4.1
                text: The kubelet
                checks:
            """;

    private static FakeHost kubelet(String... flags) {
        var words = new String[flags.length + 1];
        words[0] = "/usr/bin/kubelet";
        System.arraycopy(flags, 0, words, 1, flags.length);
        return new FakeHost().process(20, 0, words);
    }

    /// @param check the lines of one check after its id, from the margin
    private static Result result(String check, FakeHost host) throws Exception {
        var texts =
                Map.of(
                        "config.yaml",
                        CONFIG,
                        "new-2/node.yaml",
                        NODE + ("- id: 4.1.1\n" + check.indent(2)).indent(6));
        return of(texts, host).results().findFirst().orElseThrow();
    }

    private static BenchResult of(Map<String, String> texts, FakeHost host) throws Exception {
        return KubernetesBenchmark.of(
                host,
                new BenchmarkFiles(texts),
                new KubernetesBenchmark.Choice(Optional.empty(), Optional.empty(), Set.of()));
    }

    private static State state(String check, FakeHost host) throws Exception {
        return result(check, host).state();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    eq             | a         | --x=a     | --x=b
                    eq             | false     | --x=False | --x=true
                    noteq          | 0         | --x=1     | --x=0
                    gt             | 5         | --x=6     | --x=5
                    gte            | 5         | --x=5     | --x=4
                    lt             | 5         | --x=4     | --x=5
                    lte            | 5         | --x=5     | --x=6
                    gte            | 5         | --x=5     | --x=many
                    has            | RBAC      | --x=Node,RBAC | --x=Node
                    nothave        | Always    | --x=Webhook | --x=AlwaysAllow
                    regex          | ^[0-9]+m$ | --x=5m    | --x=5h
                    valid_elements | A,B,C     | --x=C,A   | --x=A,D
                    bitmask        | 644       | --x=600   | --x=577
                    bitmask        | 644       | --x=640   | --x=rw
                    """)
    void everyOperatorIsKnown(String operator, String wanted, String good, String bad)
            throws Exception {
        var check =
                """
                audit: /bin/ps -fC $kubeletbin
                tests:
                  test_items:
                    - flag: --x
                      compare:
                        op: %s
                        value: "%s"
                scored: true
                """
                        .formatted(operator, wanted);
        assertThat(state(check, kubelet(good))).isEqualTo(State.PASS);
        assertThat(state(check, kubelet(bad))).isEqualTo(State.FAIL);
        assertThat(state(check, kubelet("--xy=" + wanted)))
                .as("another flag")
                .isEqualTo(State.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"and, a, FAIL", "and, a b, PASS", "or, a, PASS", "or, c, FAIL"})
    void itemsAreJoined(String operator, String flags, State expected) throws Exception {
        var check =
                """
                audit: ps -fC $kubeletbin
                tests:
                  bin_op: %s
                  test_items:
                    - flag: --a
                    - flag: --b
                scored: true
                """
                        .formatted(operator);
        var words = List.of(flags.split(" ", -1)).stream().map(flag -> "--" + flag).toList();
        assertThat(state(check, kubelet(words.toArray(String[]::new)))).isEqualTo(expected);
    }

    private static final String AUTHENTICATION =
            """
            audit: /bin/ps -fC $kubeletbin
            audit_config: /bin/cat $kubeletconf
            tests:
              test_items:
                - flag: --anonymous-auth
                  path: '{.authentication.anonymous.enabled}'
                  compare: {op: eq, value: false}
            scored: true
            """;

    @Test
    void aFlagCountsBeforeTheFile() throws Exception {
        var wrongFile = "authentication: {anonymous: {enabled: true}}\n";
        var rightFile = "authentication:\n  anonymous:\n    enabled: false\n";
        var where = "/var/lib/kubelet/config.yaml";
        assertThat(state(AUTHENTICATION, kubelet("--anonymous-auth=false")))
                .as("without a file")
                .isEqualTo(State.PASS);
        assertThat(state(AUTHENTICATION, kubelet("--anonymous-auth=false").file(where, wrongFile)))
                .isEqualTo(State.PASS);
        assertThat(state(AUTHENTICATION, kubelet().file(where, rightFile))).isEqualTo(State.PASS);
        assertThat(state(AUTHENTICATION, kubelet().file(where, wrongFile))).isEqualTo(State.FAIL);
        assertThat(
                        state(
                                AUTHENTICATION,
                                kubelet()
                                        .file(
                                                where,
                                                "{\"authentication\":{\"anonymous\":{\"enabled\":false}}}")))
                .as("JSON")
                .isEqualTo(State.PASS);
        assertThat(state(AUTHENTICATION, kubelet().file(where, "a: [b\n"))).isEqualTo(State.FAIL);
        assertThat(state(AUTHENTICATION, kubelet().cannotTell(where, "permission denied")))
                .isEqualTo(State.MANUAL);
    }

    @Test
    void theFileIsTheOneThatTheProcessWasTold() throws Exception {
        var right = "authentication: {anonymous: {enabled: false}}\n";
        var wrong = "authentication: {anonymous: {enabled: true}}\n";
        var host =
                kubelet("--config", "/opt/kubelet.yaml")
                        .file("/opt/kubelet.yaml", right)
                        .file("/etc/kubelet.yaml", wrong);
        assertThat(state(AUTHENTICATION, host)).isEqualTo(State.PASS);
    }

    @Test
    void anEnvironmentIsRead() throws Exception {
        var check =
                """
                audit: ps -fC $kubeletbin
                audit_env: cat /proc/20/environ
                tests:
                  test_items:
                    - flag: --auth
                      env: KUBELET_AUTH
                      compare: {op: eq, value: tls}
                scored: true
                """;
        assertThat(state(check, kubelet().file("/proc/20/environ", "A=b\nKUBELET_AUTH=tls\n")))
                .isEqualTo(State.PASS);
        assertThat(state(check, kubelet().file("/proc/20/environ", "KUBELET_AUTH=none\n")))
                .isEqualTo(State.FAIL);
        assertThat(state(check, kubelet())).isEqualTo(State.FAIL);
    }

    @Test
    void everyRowMustHold() throws Exception {
        var check =
                """
                audit: find /etc/kubernetes/pki -type f | xargs stat -c permissions=%a
                use_multiple_values: true
                tests:
                  test_items:
                    - flag: permissions
                      compare: {op: bitmask, value: "600"}
                scored: true
                """;
        var good =
                kubelet()
                        .file("/etc/kubernetes/pki/a", 0600, 0, 0, "")
                        .file("/etc/kubernetes/pki/b", 0400, 0, 0, "");
        assertThat(state(check, good)).isEqualTo(State.PASS);
        assertThat(state(check, good.file("/etc/kubernetes/pki/c", 0640, 0, 0, "")))
                .isEqualTo(State.FAIL);
    }

    @Test
    void whatIsNotScoredIsAdvice() throws Exception {
        var check =
                """
                audit: stat -c %U:%G $kubeletkubeconfig
                tests: {test_items: [{flag: "root:root"}]}
                scored: false
                """;
        var host = kubelet().file("/etc/kubernetes/kubelet.conf", 0600, 7, 7, "");
        assertThat(state(check, host)).isEqualTo(State.WARN);
    }

    @Test
    void whatMayNotBeSetIsNotThere() throws Exception {
        var check =
                """
                audit: ps -fC $kubeletbin
                tests: {test_items: [{flag: --hostname-override, set: false}]}
                scored: true
                """;
        assertThat(state(check, kubelet("--v=2"))).isEqualTo(State.PASS);
        assertThat(state(check, kubelet("--hostname-override=a"))).isEqualTo(State.FAIL);
    }

    @Test
    void someChecksAreForPeople() throws Exception {
        var tests = "tests: {test_items: [{flag: a}]}\nscored: true\n";
        assertThat(state("type: manual\nscored: false\n", kubelet())).isEqualTo(State.MANUAL);
        assertThat(state("scored: true\n", kubelet())).isEqualTo(State.MANUAL);
        assertThat(state("type: skip\naudit: echo a\n" + tests, kubelet()))
                .isEqualTo(State.NOT_APPLICABLE);
    }

    @Test
    void programsRunOnlyWhereThatIsAllowed() throws Exception {
        var check =
                """
                audit: kubectl version
                tests: {test_items: [{flag: Server}]}
                scored: true
                """;
        var refusing = kubelet().cannotTell("/bin/sh -c kubectl version", "commands may not run");
        assertThat(result(check, refusing).state()).isEqualTo(State.MANUAL);
        assertThat(result(check, refusing).outcome().reason())
                .isEqualTo(
                        "it could not be read: it needs the program 'kubectl', and with"
                                + " --allow-commands a shell: commands may not run");
    }

    @Test
    void variablesAreReplacedInTheMendToo() throws Exception {
        var check =
                """
                audit: stat -c %a $kubeletsvc
                tests: {test_items: [{flag: "644"}]}
                remediation: chmod 644 $kubeletsvc, $kubeletconf, $kubeletcafile
                scored: true
                """;
        var host = kubelet().file("/lib/systemd/system/kubelet.service", "");
        assertThat(result(check, host).control().mend())
                .isEqualTo(
                        "chmod 644 /lib/systemd/system/kubelet.service,"
                                + " /var/lib/kubelet/config.yaml, kubelet");
        assertThat(result(check, host).state()).isEqualTo(State.PASS);
    }

    @Test
    void whatIsNotThereIsNotJudged() throws Exception {
        var master = NODE.replace("type: node", "type: master") + "      - {id: 1.1.1, text: a}\n";
        var texts = Map.of("config.yaml", CONFIG, "new-2/master.yaml", master);
        assertThat(of(texts, kubelet()).results())
                .extracting(result -> result.outcome().reason())
                .containsExactly(
                        "this is no node of the type master: neither a process nor a file of"
                                + " apiserver is here");
        assertThat(of(texts, kubelet().folder("/etc/eks", 0755, 0, 0)).results())
                .extracting(result -> result.outcome().reason())
                .containsExactly("the provider of the cluster runs its control plane");
    }

    @ParameterizedTest
    @CsvSource({"1.31, new-2", "1.30, new-2", "1.29, old-1", "eks-1.0, managed-1"})
    void theVersionChoosesTheBenchmark(String version, String expected) throws Exception {
        var node = NODE + "      - {id: 4.1.1, text: a}\n";
        var files =
                new BenchmarkFiles(
                        Map.of(
                                "config.yaml", CONFIG,
                                "new-2/node.yaml", node,
                                "old-1/node.yaml", node,
                                "managed-1/node.yaml", node));
        var choice =
                new KubernetesBenchmark.Choice(Optional.empty(), Optional.of(version), Set.of());
        assertThat(KubernetesBenchmark.of(kubelet(), files, choice).version()).isEqualTo(expected);
        assertThat(
                        KubernetesBenchmark.of(
                                        kubelet()
                                                .file(
                                                        "/etc/kubernetes/manifests/kube-apiserver.yaml",
                                                        "image: registry.k8s.io/kube-apiserver:v%s.4\n"
                                                                .formatted(version)),
                                        files,
                                        new KubernetesBenchmark.Choice(
                                                Optional.empty(), Optional.empty(), Set.of()))
                                .version())
                .as("of the manifest")
                .isEqualTo(version.startsWith("eks") ? "new-2" : expected);
    }

    @Test
    void aPathThatIsNotInterpretedIsNoFailure() throws Exception {
        var check = AUTHENTICATION.replace("{.authentication.anonymous.enabled}", "{range .a[*]}");
        assertThat(state(check, kubelet().file("/var/lib/kubelet/config.yaml", "a: [1]\n")))
                .isEqualTo(State.MANUAL);
    }

    @Test
    void settingsOfABenchmarkMayBeComments() throws Exception {
        var texts =
                Map.of(
                        "config.yaml",
                        CONFIG,
                        "new-2/config.yaml",
                        "---\n## nothing of its own\n",
                        "new-2/node.yaml",
                        NODE + "      - {id: 4.1.1, text: a}\n");
        assertThat(of(texts, kubelet()).results()).hasSize(1);
    }

    @Test
    void settingsOfABenchmarkComeFirst() throws Exception {
        var check = "- {id: 4.1.1, text: a, remediation: $kubeletconf}".indent(6);
        var texts =
                Map.of(
                        "config.yaml",
                        CONFIG,
                        "new-2/config.yaml",
                        "node: {kubelet: {confs: [/special]}}\n",
                        "new-2/node.yaml",
                        NODE + check);
        assertThat(
                        of(texts, kubelet().file("/special", ""))
                                .results()
                                .toList()
                                .getFirst()
                                .control()
                                .mend())
                .isEqualTo("/special");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [",
                "groups: 1",
                "type: node",
                "type: node\ngroups: [{id: 1, checks: [{text: no id}]}]",
                "type: node\ngroups: [{id: 1, checks: [{id: 1.1, tests: {bin_op: xor}}]}]",
                "type: node\ngroups: [{id: 1, checks: [{id: 1.1, tests: {test_items: [{compare: {op: like}}]}}]}]",
                "a: 1\n---\nb: 2",
            })
    void aFileOfAnotherFormIsRefused(String text) {
        assertThatThrownBy(
                        () -> of(Map.of("config.yaml", CONFIG, "new-2/node.yaml", text), kubelet()))
                .isInstanceOf(MalformedBenchmarkException.class)
                .hasMessageContaining("new-2/node.yaml");
    }
}
