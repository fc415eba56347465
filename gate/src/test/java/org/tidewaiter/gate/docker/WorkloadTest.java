package org.tidewaiter.gate.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.policy.fact.WorkloadFacts;
import org.tidewaiter.policy.fact.WorkloadFacts.MountFact;

class WorkloadTest {
    private static GoObject object(String json) throws MalformedJsonException {
        return GoObject.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Workload asked(String hostConfig) throws MalformedJsonException {
        return Workload.asked(object("{\"HostConfig\":{%s}}".formatted(hostConfig)));
    }

    private static WorkloadFacts facts(String hostConfig) throws MalformedJsonException {
        return asked(hostConfig).facts("", "", List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "no-new-privileges,true",
        "no-new-privileges:true,true",
        "no-new-privileges=true,true",
        "no-new-privileges=1,true",
        "no-new-privileges=false,false",
        "no-new-privileges=yes,false",
        "No-New-Privileges,false",
        "x,false",
    })
    void newPrivilegesAreForbiddenInManySpellings(String option, boolean forbidden)
            throws MalformedJsonException {
        assertThat(facts("\"SecurityOpt\":[\"%s\"]".formatted(option)).noNewPrivileges())
                .isEqualTo(forbidden);
    }

    @Test
    void theLastSecurityOptionOfAKindCounts() throws MalformedJsonException {
        var facts =
                facts(
                        "\"SecurityOpt\":[\"no-new-privileges\",\"no-new-privileges:false\","
                                + "\"seccomp=a\",\"seccomp:unconfined\",\"label=disable\"]");
        assertThat(facts.noNewPrivileges()).isFalse();
        assertThat(facts.seccomp()).isEqualTo("unconfined");
        assertThat(facts.securityOptions()).containsExactly("label=disable");
    }

    @Test
    void privilegesOpenEverything() throws MalformedJsonException {
        var facts = facts("\"privileged\":true");
        assertThat(facts.privileged()).isTrue();
        assertThat(facts.seccomp()).isEqualTo("unconfined");
        assertThat(facts.apparmor()).isEqualTo("unconfined");
        assertThat(facts.systemPathsOpen()).isTrue();
    }

    @Test
    void anEmptyListOfHiddenPathsHidesNone() throws MalformedJsonException {
        assertThat(facts("\"MaskedPaths\":[]").systemPathsOpen()).isTrue();
        assertThat(facts("\"ReadonlyPaths\":[]").systemPathsOpen()).isTrue();
        assertThat(facts("\"MaskedPaths\":null,\"ReadonlyPaths\":null").systemPathsOpen())
                .isFalse();
        assertThat(facts("\"MaskedPaths\":[\"/proc/kcore\"]").systemPathsOpen()).isTrue();
        assertThat(facts("\"ReadonlyPaths\":[\"/proc/sys\"]").systemPathsOpen()).isTrue();
        assertThat(
                        facts(
                                        "\"ReadonlyPaths\":[\"/proc/bus\",\"/proc/fs\",\"/proc/irq\",\"/proc/sys\","
                                                + "\"/proc/sysrq-trigger\",\"/proc/more\"]")
                                .systemPathsOpen())
                .isFalse();
    }

    @Test
    void capabilitiesHaveOneSpelling() throws MalformedJsonException {
        assertThat(
                        facts("\"CapAdd\":[\"cap_sys_admin\",\"NET_ADMIN\",\"All\"]")
                                .addedCapabilities())
                .containsExactly("ALL", "NET_ADMIN", "SYS_ADMIN");
    }

    @Test
    void whatIsSharedWithTheHostOrOthersIsTold() throws MalformedJsonException {
        var facts =
                facts(
                        "\"NetworkMode\":\"container:db\",\"PidMode\":\"host\",\"IpcMode\":\"container:db\","
                                + "\"UTSMode\":\"host\",\"CgroupnsMode\":\"host\",\"UsernsMode\":\"host\","
                                + "\"VolumesFrom\":[\"db:ro\"]");
        assertThat(facts.hostPid() && facts.hostUts() && facts.hostCgroups() && facts.hostUsers())
                .isTrue();
        assertThat(facts.joinedContainers()).containsExactly("db");
        assertThat(facts.volumesFrom()).containsExactly("db:ro");
    }

    @Test
    void limitsAndPortsAreTold() throws MalformedJsonException {
        var facts =
                facts(
                        "\"Memory\":1000,\"PidsLimit\":-1,\"CpuQuota\":50000,\"PortBindings\":"
                                + "{\"80/tcp\":[{\"HostPort\":\"8080\"}]}");
        assertThat(facts.memoryLimit()).isEqualTo(1000);
        assertThat(facts.processLimit()).isZero();
        assertThat(facts.cpuLimit()).isEqualTo(500);
        assertThat(facts.ports()).containsExactly("0.0.0.0:8080->80/tcp");
    }

    @ParameterizedTest
    @CsvSource({
        "'',true",
        "root,true",
        "0,true",
        "00:5,true",
        "-0,true",
        "app,false",
        "1000:0,false"
    })
    void rootHasManyNames(String user, boolean root) {
        assertThat(Workload.isRoot(user)).isEqualTo(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Privileged", "privileged", "Binds", "Memory", "mas\u212aedpaths"})
    void settingsThatOnlySomeDaemonsSeeAreNotRead(String name) throws MalformedJsonException {
        var body = object("{\"Image\":\"a\",\"%s\":1}".formatted(name));
        assertThatThrownBy(() -> Workload.asked(body)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void anUpdateChangesWhatItNames() throws MalformedJsonException {
        var present = asked("\"Memory\":1000,\"PidsLimit\":5,\"RestartPolicy\":{\"Name\":\"no\"}");
        var updated =
                present.updated(object("{\"Memory\":0,\"NanoCpus\":2000000,\"PidsLimit\":0}"))
                        .facts("", "", List.of());
        assertThat(updated.memoryLimit()).isEqualTo(1000);
        assertThat(updated.cpuLimit()).isEqualTo(2);
        assertThat(updated.processLimit()).isZero();
    }

    private static List<MountFact> mounts(String hostConfig, Map<String, String> volumes)
            throws MalformedJsonException, DaemonException {
        var daemon = new FakeDaemon();
        volumes.forEach(daemon::volume);
        return new DockerMounts(daemon).asked(asked(hostConfig));
    }

    @ParameterizedTest
    @CsvSource({
        "/etc:/data,bind,/etc,false",
        "/var/../etc:/data:ro,bind,/etc,true",
        "name:/data:z,volume,name,false",
        "/data,volume,'',false",
        "host:/data,bind,/etc,false",
        "remote:/data,volume,remote,false",
        "odd:/data,bind,/,false",
        "masked:/data,bind,/etc,false",
        "flagged:/data,bind,/etc,false",
        "memory:/data,volume,memory,false",
        "named:/data,bind,/etc,false",
    })
    void aBindIsWhatItTurnsOutToBe(String bind, String type, String source, boolean readOnly)
            throws Exception {
        var volumes =
                Map.of(
                        "host", "{\"type\":\"none\",\"o\":\"bind\",\"device\":\"/etc\"}",
                        "remote", "{\"type\":\"nfs\",\"o\":\"addr=x\",\"device\":\":/x\"}",
                        "masked", "{\"type\":\"tmpfs\",\"o\":\"bind\",\"device\":\"/etc\"}",
                        "flagged", "{\"type\":\"nfs\",\"o\":\"ro,rbind\",\"device\":\"/etc\"}",
                        "memory", "{\"type\":\"tmpfs\",\"o\":\"size=5m\",\"device\":\"tmpfs\"}",
                        "named", "{\"type\":\"tmpfs\",\"device\":\"/etc\"}",
                        "odd",
                                "{\"type\":\"overlay\",\"o\":\"lowerdir=/etc\",\"device\":\"overlay\"}");
        assertThat(mounts("\"Binds\":[\"%s\"]".formatted(bind), volumes))
                .containsExactly(new MountFact(type, source, "/data", readOnly, ""));
    }

    @Test
    void aMountCanBringAVolumeThatShowsTheHost() throws Exception {
        assertThat(
                        mounts(
                                "\"Mounts\":[{\"Type\":\"volume\",\"Target\":\"/d\",\"VolumeOptions\":"
                                        + "{\"DriverConfig\":{\"Options\":{\"type\":\"none\",\"o\":\"bind\","
                                        + "\"device\":\"/var/run\"}}}}]",
                                Map.of()))
                .containsExactly(new MountFact("bind", "/var/run", "/d", false, ""));
    }
}
