package org.tidewaiter.checks.host.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.FileStat;

class LiveHostTest {
    @TempDir private Path folder;

    private LiveHost host(Path root) {
        return new LiveHost(
                "a",
                root,
                Instant.EPOCH,
                HostCommands.telling(),
                DaemonQuestions.none("there is none"));
    }

    @Test
    void aFileIsReadWithItsModeAndOwner() throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        var file = Files.writeString(folder.resolve("etc/hosts"), "127.0.0.1 a\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(host(folder).text("/etc/hosts")).isEqualTo(Answer.known("127.0.0.1 a\n"));
        assertThat(host(folder).stat("/etc/hosts").known())
                .hasValueSatisfying(stat -> {
                    assertThat(stat.octal()).isEqualTo("640");
                    assertThat(stat.type()).isEqualTo(FileStat.Type.FILE);
                });
        assertThat(host(folder).names("/etc")).isEqualTo(Answer.known(List.of("hosts")));
    }

    @Test
    void whatIsNotThereIsAbsent() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertThat(host(folder).text("/none")).isEqualTo(Answer.absent());
        assertThat(host(folder).stat("/file/below")).isEqualTo(Answer.absent());
        assertThat(host(folder).names("/none")).isEqualTo(Answer.absent());
    }

    @Test
    void aLinkNeverLeadsOutOfTheFolder() throws IOException {
        var outside = Files.writeString(folder.resolve("secret"), "outside");
        var root = folder.resolve("root");
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/inside"), "inside");
        Files.createSymbolicLink(root.resolve("absolute"), Path.of("/etc/inside"));
        Files.createSymbolicLink(root.resolve("upwards"), Path.of("../secret"));
        Files.createSymbolicLink(root.resolve("folder"), Path.of("../../.."));
        Files.createSymbolicLink(root.resolve("out"), outside);

        assertThat(host(root).text("/absolute")).isEqualTo(Answer.known("inside"));
        assertThat(host(root).text("/upwards")).isEqualTo(Answer.absent());
        assertThat(host(root).text("/folder/etc/inside")).isEqualTo(Answer.known("inside"));
        assertThat(host(root).text("/out")).isEqualTo(Answer.absent());
        assertThat(host(root).text("/../../secret")).isEqualTo(Answer.absent());
        assertThat(host(root).lstat("/absolute").known().flatMap(FileStat::link))
                .contains("/etc/inside");
    }

    @Test
    void linksThatLeadToThemselvesAreNotKnown() throws IOException {
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        assertThat(host(folder).text("/loop").unknown()).contains("too many symbolic links");
    }

    @Test
    void aPipeIsNotOpened() throws Exception {
        new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();
        assertThat(host(folder).text("/pipe").unknown()).contains("it is no regular file");
    }

    @Test
    void aFolderTellsNothingOfWhatRuns() {
        assertThat(host(folder).text("/proc/1/cmdline").unknown()).isPresent();
        assertThat(host(folder).engine("/info").unknown()).isPresent();
        assertThat(host(folder).command(List.of("auditctl", "-l")).unknown()).isPresent();
    }

    @Test
    void thisMachineTellsOfItself() throws IOException {
        var osRelease = Files.readString(Path.of("/proc/sys/kernel/osrelease"));
        assertThat(host(Path.of("/")).text("/proc/sys/kernel/osrelease"))
                .isEqualTo(Answer.known(osRelease));
        assertThat(host(Path.of("/")).engine("/info").unknown()).contains("there is none");
    }

    @Test
    void aCommandRunsOnlyWhereItIsAllowed() {
        assertThat(host(Path.of("/")).command(List.of("id")).unknown())
                .contains("commands may not run");
        assertThat(HostCommands.any().run(List.of("echo", "said")).known())
                .hasValueSatisfying(output -> assertThat(output.out()).isEqualTo("said\n"));
        assertThat(HostCommands.any().run(List.of("no-such-program"))).isEqualTo(Answer.absent());
    }

    @Test
    void aCommandThatStallsOrFloodsIsEnded() {
        var impatient = new HostCommands(_ -> true, Duration.ofMillis(200));
        assertThat(impatient.run(List.of("sh", "-c", "sleep 100 & sleep 100")).unknown())
                .hasValueSatisfying(why -> assertThat(why).startsWith("it took more than"));
        assertThat(HostCommands.any().run(List.of("cat", "/dev/zero")).unknown())
                .hasValueSatisfying(why -> assertThat(why).startsWith("it says more than"));
    }
}
