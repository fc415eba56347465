package org.tidewaiter.checks.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What checks of several benchmarks read of a host.
class HostViewsTest {
    @Test
    void accountsAreThoseThatTheHostsFilesName() {
        var accounts =
                Accounts.of(
                        new FakeHost()
                                .file(
                                        "/etc/passwd",
                                        "root:x:0:0::/:/bin/sh\n\nbad\nvip:x:7:8::/:/x\n")
                                .file("/etc/group", "root:x:0:\nstaff:x:8:zoe,amy\n"));
        assertThat(accounts.user(7)).isEqualTo("vip");
        assertThat(accounts.user(99)).isEqualTo("99");
        assertThat(accounts.group(8)).isEqualTo("staff");
        assertThat(accounts.membersOf("staff")).containsExactly("amy", "vip", "zoe");
        assertThat(accounts.unread()).isEmpty();
        assertThat(Accounts.of(new FakeHost()).unread()).contains("it is not there");
    }

    @Test
    void processesAreToldByTheirNumbers() {
        var host =
                new FakeHost()
                        .process(20, 0, "/usr/bin/b", "")
                        .process(3, 0, "a", "x y")
                        .file("/proc/7/cmdline", "")
                        .file("/proc/self/cmdline", "c\0");
        assertThat(HostProcess.all(host))
                .containsExactly(
                        new HostProcess(3, List.of("a", "x y")),
                        new HostProcess(20, List.of("/usr/bin/b", "")));
        assertThat(HostProcess.all(host).getLast().name()).isEqualTo("b");
    }

    @Test
    void mountsMayBeAtPlacesWithBlanks() {
        var mounts =
                Mounts.of(
                        new FakeHost()
                                .file(
                                        "/proc/self/mountinfo",
                                        "1 0 8:1 / /a\\040b rw,nosuid shared:1 - ext4 /dev/x ro,discard\nbroken\n"));
        assertThat(mounts.isFileSystem("/a b")).isTrue();
        assertThat(Mounts.of(new FakeHost()).unread()).contains("it is not there");
    }

    @Test
    void aFolderThatIsBoundToItselfIsNoFileSystem() {
        var mounts =
                Mounts.of(
                        new FakeHost()
                                .file(
                                        "/proc/self/mountinfo",
                                        """
                                        1 0 8:1 / / rw - ext4 /dev/x rw
                                        2 1 8:1 /data /data rw - ext4 /dev/x rw
                                        3 2 8:2 / /data/more rw - ext4 /dev/y rw
                                        """));
        assertThat(mounts.isFileSystem("/")).isTrue();
        assertThat(mounts.isFileSystem("/data")).isFalse();
        assertThat(mounts.isFileSystem("/data/more")).isTrue();
        assertThat(mounts.isFileSystem("/elsewhere")).isFalse();
    }
}
