package org.tidewaiter.checks.host.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.checks.host.docker.EngineFacts.ask;
import static org.tidewaiter.checks.host.docker.EngineFacts.state;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.checks.host.FakeHost;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.State;

/// What tools that read a host's files and settings are known to get wrong.
class HostWrongAnswersTest {
    private static final String FILE = "/etc/docker/daemon.json";
    private static final String PROGRAM = "/usr/bin/dockerd";

    private static FakeHost daemon(String... words) {
        return new FakeHost().process(900, 0, words);
    }

    private static Outcome outcome(FakeHost host, String id) {
        var result = ask(host).get(id);
        if (result == null) {
            throw new AssertionError("no control " + id);
        }
        return result.outcome();
    }

    /// As numbers they are smaller than 644.
    @ParameterizedTest
    @ValueSource(ints = {0577, 0626, 0633, 0611})
    void modesAreSetsOfBitsAndNotNumbers(int mode) {
        assertThat(state(new FakeHost().file(FILE, mode, 0, 0, "{}"), "3.18"))
                .isEqualTo(State.FAIL);
    }

    @Test
    void aFileOfOneLineIsReadAsJson() {
        var host = daemon("dockerd").file(FILE, "{\"icc\":false,\"userland-proxy\":false}");
        assertThat(state(host.cannotTell("/networks/bridge", "no"), "2.2")).isEqualTo(State.PASS);
        assertThat(state(host, "2.16")).isEqualTo(State.PASS);
    }

    @Test
    void aSettingThatIsNowhereHasTheDaemonsDefaultAndDoesNotPassByBeingAbsent() {
        var outcome = outcome(daemon("dockerd").file(FILE, "{}"), "2.16");
        assertThat(outcome.state()).isEqualTo(State.FAIL);
        assertThat(outcome.reason()).isEqualTo("it is not set, and true by default");
        assertThat(outcome.evidence().getFirst().where())
                .isEqualTo("/proc/900/cmdline, /etc/docker/daemon.json");
    }

    @Test
    void aFileThatIsNoJsonIsLookedAtByAPerson() {
        var host = daemon("dockerd").file(FILE, "{\"userland-proxy\": false,}");
        assertThat(state(host, "2.16")).isEqualTo(State.MANUAL);
        assertThat(outcome(host, "2.16").reason()).contains("it is no JSON");
    }

    @Test
    void anEmptyFileSetsNothing() {
        assertThat(state(daemon("dockerd").file(FILE, "\n"), "2.4")).isEqualTo(State.PASS);
    }

    @Test
    void whatIsSetInAFileThatTheCommandLineNamesCounts() {
        var host =
                daemon("dockerd", "--config-file", "/srv/daemon.json")
                        .file(FILE, "{\"userland-proxy\":true}")
                        .file("/srv/daemon.json", "{\"userland-proxy\":false}");
        assertThat(state(host, "2.16")).isEqualTo(State.PASS);
        assertThat(outcome(host, "2.16").evidence().getFirst().where())
                .isEqualTo("/srv/daemon.json");
    }

    @Test
    void theCommandLineCountsBeforeTheFile() {
        var host =
                daemon("dockerd", "--userland-proxy=false").file(FILE, "{\"userland-proxy\":true}");
        assertThat(state(host, "2.16")).isEqualTo(State.PASS);
    }

    @Test
    void aWordAfterAFlagThatTakesNoneIsNotItsValue() {
        assertThat(state(daemon("dockerd", "--iptables", "false"), "2.4")).isEqualTo(State.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "--log-level=debug, ",
        "--log-level, debug",
        "-l, debug",
        "-ldebug, ",
        "-l=debug, ",
        "-D, ",
        "--debug, "
    })
    void everyWayToWriteAFlagIsUnderstood(String first, String second) {
        var host = second == null ? daemon("dockerd", first) : daemon("dockerd", first, second);
        assertThat(state(host, "2.3")).isEqualTo(State.FAIL);
    }

    @Test
    void withoutADaemonTheDefaultIsNotTakenForItsSetting() {
        assertThat(state(new FakeHost(), "2.4")).isEqualTo(State.MANUAL);
        assertThat(state(new FakeHost().file(FILE, "{\"iptables\":false}"), "2.4"))
                .isEqualTo(State.FAIL);
    }

    @Test
    void aProcessThatHasTheDaemonsNameAmongItsWordsIsNotTheDaemon() {
        var host = daemon("/usr/bin/vim", "dockerd", "--iptables=false");
        assertThat(state(host, "2.4")).isEqualTo(State.MANUAL);
    }

    @Test
    void aSocketThatSystemdOpensOnAPortIsTcp() {
        var host =
                daemon("dockerd", "-H", "fd://")
                        .file(
                                "/usr/lib/systemd/system/docker.socket",
                                "[Socket]\nListenStream=/run/docker.sock\nListenStream=2375\n");
        assertThat(state(host, "2.7")).isEqualTo(State.FAIL);
        assertThat(outcome(host, "2.7").resources()).containsExactly("2375");
    }

    @Test
    void aDaemonThatDoesNotListenOnTcpNeedsNoCertificates() {
        assertThat(state(daemon("dockerd", "-H", "unix:///run/d.sock"), "2.7"))
                .isEqualTo(State.NOT_APPLICABLE);
    }

    @Test
    void aDaemonThatDoesNotTellOfPrivilegesIsAskedForItsSetting() {
        var host =
                daemon("dockerd", "--no-new-privileges")
                        .engine(
                                "/info",
                                "{\"SecurityOptions\":[\"name=seccomp,profile=default\"]}");
        assertThat(state(host, "2.14")).isEqualTo(State.PASS);
    }

    @Test
    void aSwarmNeedsNoLiveRestore() {
        var host =
                daemon("dockerd")
                        .engine(
                                "/info",
                                "{\"Swarm\":{\"LocalNodeState\":\"active\"},\"LiveRestoreEnabled\":false}");
        assertThat(state(host, "2.15")).isEqualTo(State.NOT_APPLICABLE);
    }

    @Test
    void withoutADefaultBridgeNothingSpeaksOverIt() {
        assertThat(state(daemon("dockerd"), "2.2")).isEqualTo(State.PASS);
    }

    @Test
    void somebodyWhoseFirstGroupIsDockersIsInIt() {
        var host =
                new FakeHost()
                        .file("/etc/passwd", "eve:x:1000:998::/home/eve:/bin/sh\n")
                        .file("/etc/group", "docker:x:998:\n");
        assertThat(outcome(host, "1.1.2").resources()).containsExactly("user eve");
    }

    @Test
    void aNameThatIsPartOfATrustedOneIsAnotherName() {
        var host =
                new FakeHost()
                        .file("/etc/passwd", "")
                        .file("/etc/group", "docker:x:998:roo,root\ndockerroot:x:997:mallory\n");
        assertThat(outcome(host, "1.1.2").resources()).containsExactly("user roo");
    }

    @ParameterizedTest
    @CsvSource({
        "-w /usr/bin/dockerd -p rwxa -k docker, PASS",
        "-w /usr/bin -p wa, PASS",
        "-a always;exit -F path=/usr/bin/dockerd -F perm=wa -k docker, PASS",
        "-a always;exit -F dir=/usr/bin/ -F perm=x, PASS",
        "-a always;exit -F path=/usr/bin -F perm=wa, FAIL",
        "-a never;exit -F path=/usr/bin/dockerd, FAIL",
        "-w /usr/bin/dockerd -p r, FAIL",
        "-w /usr/bin/dockerd-old -p rwxa, FAIL",
        "No rules, FAIL"
    })
    void aRuleIsAboutAWholePathOrAFolderAboveIt(String rule, State expected) {
        var host =
                new FakeHost()
                        .file(PROGRAM, "")
                        .command("auditctl -l", 0, rule.replace(';', ',') + "\n");
        assertThat(state(host, "1.1.3")).isEqualTo(expected);
    }

    @Test
    void rulesOfFilesCountWhereTheKernelCannotBeAskedAndCommentsDoNot() {
        var host = new FakeHost().file(PROGRAM, "").command("auditctl -l", 4, "");
        assertThat(
                        state(
                                host.file("/etc/audit/rules.d/a.rules", "# -w /usr/bin/dockerd\n"),
                                "1.1.3"))
                .isEqualTo(State.FAIL);
        assertThat(
                        state(
                                host.file(
                                        "/etc/audit/rules.d/b.rules", "-w /usr/bin/dockerd -p wa"),
                                "1.1.3"))
                .isEqualTo(State.PASS);
    }

    @Test
    void rulesThatAreWrittenAndNotLoadedDoNotCount() {
        var host =
                new FakeHost()
                        .file(PROGRAM, "")
                        .file("/etc/audit/audit.rules", "-w /usr/bin/dockerd -p wa")
                        .command("auditctl -l", 0, "No rules\n");
        assertThat(state(host, "1.1.3")).isEqualTo(State.FAIL);
    }

    @Test
    void rulesThatMayNotBeReadAreNotAbsent() {
        var host =
                new FakeHost()
                        .file(PROGRAM, "")
                        .cannotTell("/etc/audit/audit.rules", "permission denied");
        assertThat(state(host, "1.1.3")).isEqualTo(State.MANUAL);
    }

    @Test
    void aFolderThatTheDaemonBoundToItselfIsNoFileSystemOfItsOwn() {
        var bound =
                new FakeHost()
                        .folder("/var/lib/docker", 0710, 0, 0)
                        .file(
                                "/proc/self/mountinfo",
                                "1 0 8:1 / / rw - ext4 /dev/a rw\n2 1 8:1 /var/lib/docker /var/lib/docker rw - ext4 /dev/a rw\n");
        assertThat(state(bound, "1.1.1")).isEqualTo(State.FAIL);
    }

    @Test
    void ofSeveralDaemonsTheOneCountsThatAnswers() {
        var host =
                new FakeHost()
                        .process(7, 0, "dockerd", "--data-root=/nested", "--iptables=false")
                        .process(900, 0, "dockerd")
                        .process(901, 0, "dockerd", "--data-root", "/srv", "--iptables=false");
        assertThat(state(host.engine("/info", "{\"DockerRootDir\":\"/var/lib/docker\"}"), "2.4"))
                .isEqualTo(State.PASS);
        assertThat(state(host.engine("/info", "{\"DockerRootDir\":\"/srv\"}"), "2.4"))
                .isEqualTo(State.FAIL);
    }

    @Test
    void dataThatAreReachedByALinkAreLookedForWhereItLeads() {
        var link =
                new FakeHost()
                        .link("/var/lib/docker", "/srv/docker")
                        .folder("/srv/docker", 0710, 0, 0)
                        .file(
                                "/proc/self/mountinfo",
                                "3 1 8:2 / /srv/docker rw - xfs /dev/sdb rw\n");
        assertThat(state(link, "1.1.1")).isEqualTo(State.PASS);
    }

    @Test
    void aHostThatDoesNotRunIsToldByItsFiles() {
        var host =
                new FakeHost()
                        .thatDoesNotRun()
                        .file(FILE, 0666, 0, 0, "{\"userland-proxy\":false}")
                        .cannotTell("/info", "it does not run")
                        .cannotTell("/proc/self/mountinfo", "it does not run");
        assertThat(state(host, "3.18")).isEqualTo(State.FAIL);
        assertThat(state(host, "2.16")).isEqualTo(State.PASS);
        assertThat(state(host, "1.1.1")).isEqualTo(State.MANUAL);
        assertThat(state(host, "2.1")).isEqualTo(State.MANUAL);
    }

    @Test
    void aSocketThatRootAloneMayUseLetsInFewer() {
        assertThat(state(new FakeHost().socket("/run/docker.sock", 0660, 0, 0), "3.15"))
                .isEqualTo(State.PASS);
    }

    @Test
    void oneCertificateOfManyThatIsOpenIsNamed() {
        var host =
                new FakeHost()
                        .file("/etc/docker/certs.d/a/ca.crt", 0444, 0, 0, "")
                        .file("/etc/docker/certs.d/b/client.key", 0644, 0, 0, "");
        assertThat(outcome(host, "3.8").resources())
                .containsExactly("/etc/docker/certs.d/b/client.key");
    }
}
