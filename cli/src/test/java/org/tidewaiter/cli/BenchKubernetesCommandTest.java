package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchKubernetesCommandTest {
    @TempDir private Path folder;
    private Path config;
    private Path root;

    @BeforeEach
    void aBenchmarkAndANode() throws IOException {
        config = folder.resolve("cfg");
        write(
                config.resolve("config.yaml"),
                """
                node:
                  components: [kubelet]
                  kubelet:
                    bins: [kubelet]
                    svc: [/lib/systemd/system/kubelet.service]
                    confs: [/var/lib/kubelet/config.yaml]
                version_mapping: {"1.30": mine-1}
                """);
        write(
                config.resolve("mine-1/node.yaml"),
                """
                controls:
                id: 4
                type: node
                groups:
                  - id: 4.1
                    text: Files
                    checks:
                      - id: 4.1.1
                        text: The unit of the kubelet is closed
                        audit: stat -c permissions=%a $kubeletsvc
                        tests: {test_items: [{flag: permissions, compare: {op: bitmask, value: "600"}}]}
                        remediation: chmod 600 $kubeletsvc
                        scored: true
                      - id: 4.1.2
                        text: Anonymous requests are refused
                        audit_config: cat $kubeletconf
                        tests: {test_items: [{path: '{.authentication.anonymous.enabled}', compare: {op: eq, value: false}}]}
                        scored: true
                      - id: 4.1.3
                        text: It says hello
                        audit: printf hello
                        tests: {test_items: [{flag: hello}]}
                        scored: true
                """);
        root = folder.resolve("root");
        write(
                root.resolve("var/lib/kubelet/config.yaml"),
                "authentication:\n  anonymous:\n    enabled: false\n");
        var unit = root.resolve("lib/systemd/system/kubelet.service");
        write(unit, "[Unit]\n");
        Files.setPosixFilePermissions(unit, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Typed.Result bench(String... more) {
        var words = new String[more.length + 4];
        words[0] = "bench";
        words[1] = "kubernetes";
        words[2] = "--config";
        words[3] = config.toString();
        System.arraycopy(more, 0, words, 4, more.length);
        return Typed.typed(words).run();
    }

    @Test
    void aFolderOfFilesIsJudged() {
        var result = bench("--root", root.toString(), "--fail-on", "fail");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out())
                .contains(
                        "FAIL    4.1.1 ",
                        "permissions=644",
                        "chmod 600 /lib/systemd/system/kubelet.service")
                .contains("pass    4.1.2 ")
                .contains("look    4.1.3 ", "it needs the program 'printf'");
    }

    @Test
    void programsRunWhereThatIsAllowed() throws IOException {
        var node = config.resolve("mine-1/node.yaml");
        write(
                config.resolve("config.yaml"),
                "node: {components: []}\nversion_mapping: {\"1.30\": mine-1}\n");
        assertThat(Files.readString(node)).contains("printf");
        assertThat(bench("--check", "4.1.3").out()).contains("look    4.1.3 ");
        assertThat(bench("--check", "4.1.3", "--allow-commands").out()).contains("pass    4.1.3 ");
    }

    @Test
    void aFolderThatIsNoneIsAProblem() throws IOException {
        assertThat(bench("--benchmark", "other").err())
                .contains("error[benchmark-unreadable]", "there is no benchmark 'other'");
        Files.delete(config.resolve("config.yaml"));
        assertThat(bench().err()).contains("there is no config.yaml");
    }
}
