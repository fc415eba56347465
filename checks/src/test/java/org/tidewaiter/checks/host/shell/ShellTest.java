package org.tidewaiter.checks.host.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.checks.host.FakeHost;

/// Each expectation was taken from a POSIX shell with procps, GNU coreutils, findutils, grep, sed.
class ShellTest {
    private static final FakeHost HOST =
            new FakeHost()
                    .file(
                            "/etc/passwd",
                            "root:x:0:0::/root:/bin/sh\netcd:x:105:105::/:/bin/false\n")
                    .file("/etc/group", "root:x:0:\netcd:x:105:\n")
                    .file("/etc/kubernetes/pki/ca.crt", 0644, 0, 0, "a certificate\n")
                    .file("/etc/kubernetes/pki/ca.key", 0600, 0, 0, "a key\n")
                    .file("/etc/kubernetes/pki/etcd/ca.crt", 0640, 105, 105, "another\n")
                    .file(
                            "/etc/kubernetes/admin.conf",
                            0600,
                            0,
                            0,
                            "apiVersion: v1\nkind: Config\n")
                    .folder("/var/lib/etcd", 0700, 105, 105)
                    .process(
                            7,
                            0,
                            "/usr/bin/kubelet",
                            "--config=/var/lib/kubelet/config.yaml",
                            "--v=2")
                    .process(9, 0, "etcd", "--data-dir=/var/lib/etcd", "--name=a");

    private static String out(String script) throws NotInterpretedException {
        return Shell.run(script, HOST).out().stripTrailing().replace("\n", "|");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '^',
            textBlock =
                    """
                            stat -c permissions=%a /etc/kubernetes/admin.conf @ permissions=600
                            /bin/sh -c 'stat -c permissions=%a /etc/kubernetes/admin.conf' @ permissions=600
                            /bin/sh -c "stat -c %U:%G /var/lib/etcd" @ etcd:etcd
                            stat -c "%n %u %g" /var/lib/etcd @ /var/lib/etcd 105 105
                            stat -c %a /nowhere @ ^^
                            /bin/ps -ef | grep kubelet | grep -v grep @ root 7 0 0 ? ? 00:00:00 /usr/bin/kubelet --config=/var/lib/kubelet/config.yaml --v=2
                            /bin/ps -fC kubelet | tail -n 1 @ root 7 0 0 ? ? 00:00:00 /usr/bin/kubelet --config=/var/lib/kubelet/config.yaml --v=2
                            ps -C etcd -o cmd --no-headers @ etcd --data-dir=/var/lib/etcd --name=a
                            ps -C nothing -o cmd --no-headers @ ^^
                            ps -ef | grep etcd | grep -- --data-dir | sed 's%.*data-dir[= ]\\([^ ]*\\).*%\\1%' @ /var/lib/etcd
                            ps -ef | grep kubelet | awk -F '--config=' '{print $2}' | awk '{print $1}' | uniq @ /var/lib/kubelet/config.yaml
                            cat /etc/kubernetes/admin.conf @ apiVersion: v1|kind: Config
                            cat /etc/kubernetes/admin.conf | grep -i KIND | cut -d ':' -f2 | tr -d ' ' @ Config
                            find /etc/kubernetes/pki -name '*.crt' | xargs stat -c permissions=%a @ permissions=644|permissions=640
                            find /etc/kubernetes/pki/ -type f -maxdepth 1 @ /etc/kubernetes/pki/ca.crt|/etc/kubernetes/pki/ca.key
                            /bin/sh -c 'find /etc/kubernetes/admin.conf -name '*admin*' | xargs stat -c %U:%G' @ root:root
                            find /nowhere -type f 2> /dev/null | xargs --no-run-if-empty stat -c %a @ ^^
                            ps -ef | grep etcd | sed 's/.*--data-dir=//; s/ .*//' || true @ !
                            echo /etc/kubernetes/pki | xargs -I{} find {} -mindepth 2 @ /etc/kubernetes/pki/etcd/ca.crt
                            for f in /etc/kubernetes/admin.conf /nowhere; do stat -c "permissions=%a %n" $f; done @ permissions=600 /etc/kubernetes/admin.conf
                            ls /etc/kubernetes/pki/*.crt @ /etc/kubernetes/pki/ca.crt
                            ls /etc/kubernetes/pki/*.pem @ ^^
                            if test -e /etc/kubernetes/admin.conf; then echo there; else echo not; fi @ there
                            if [ -f /nowhere ]; then echo there; elif test -d /var/lib/etcd; then echo folder; fi @ folder
                            if ! test -d "$D"; then D=/var/lib/etcd; fi; stat -c %a "$D" @ 700
                            A=$(echo one two); for w in $A; do echo "<$w>"; done @ <one>|<two>
                            A='one two'; for w in "$A"; do echo "<$w>"; done @ <one two>
                            echo "`echo inner` ${NOT_SET}." @ inner .
                            test -z "" && echo yes || echo no @ yes
                            test -n "" && echo yes || echo no @ no
                            { echo a; echo b; } | head -1 @ a
                            (echo b; echo a; echo b) | sort -u @ a|b
                            echo a.b | grep 'a\\.b' @ a.b
                            echo axb | grep -F a.b @ ^^
                            echo 'a+b' | grep 'a+b' @ a+b
                            echo aab | grep -E '^a+b$' @ aab
                            echo one # two @ one
                            echo one >/dev/null @ ^^
                            echo one | wc -l @ 1
                    echo /var/lib/etcd | xargs -I {} stat -c %a {} @ 700
                    """)
    void writesWhatAShellWould(String script, String expected) throws Exception {
        if (expected.equals("!")) {
            assertThatThrownBy(() -> out(script)).isInstanceOf(NotInterpretedException.class);
        } else {
            assertThat(out(script)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubectl get pods",
                "rm -rf /",
                "echo x > /etc/passwd",
                "cat < /etc/passwd",
                "while true; do echo; done",
                "echo a | while read -r b; do echo $b; done",
                "[[ a == a ]]",
                "echo $((1 + 1))",
                "sleep 1 &",
                "find / -delete",
                "find -L /etc",
                "find / -exec rm {} +",
                "sed -i s/a/b/ /etc/passwd",
                "awk '{system(\"id\")}'",
                "case a in a) echo;; esac",
                "echo 'no end",
                "if true; then echo",
            })
    void whatItDoesNotKnowItSays(String script) {
        assertThatThrownBy(() -> Shell.run(script, HOST))
                .isInstanceOf(NotInterpretedException.class);
    }

    @Test
    void whatCannotBeReadIsTold() throws Exception {
        var host = new FakeHost().cannotTell("/etc/secret", "permission denied");
        assertThat(Shell.run("cat /etc/secret | grep x", host).unread())
                .containsExactly("/etc/secret: permission denied");
    }

    @Test
    void aTreeThatIsTooDeepIsNotLookedThroughInPart() {
        var host = new FakeHost().file("/a".repeat(60), "");
        assertThatThrownBy(() -> Shell.run("find /a -name b", host))
                .isInstanceOf(NotInterpretedException.class);
    }

    @Test
    void aProgramWithoutItsWordsEnds() throws Exception {
        assertThat(Shell.run("echo a | xargs -I", HOST).out()).isEqualTo("\n");
    }

    @Test
    void aScriptThatGrowsEndsSoon() {
        var script = new StringBuilder("A='x x x x x x x x x x'");
        for (int i = 0; i < 8; i++) {
            script.append("; for i%d in $A; do".formatted(i));
        }
        script.append(" echo y").append("; done".repeat(8));
        assertThatThrownBy(() -> Shell.run(script.toString().replace("do;", "do "), HOST))
                .isInstanceOf(NotInterpretedException.class)
                .hasMessage("that many commands");
        assertThatThrownBy(() -> Shell.run("(".repeat(10_000), HOST))
                .isInstanceOf(NotInterpretedException.class);
    }
}
