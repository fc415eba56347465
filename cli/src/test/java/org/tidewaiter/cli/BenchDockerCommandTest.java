package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where no daemon answers, so that nothing of it can be told.
class BenchDockerCommandTest {
    @TempDir private Path folder;

    private Typed.Result bench(String... more) {
        var words = new String[more.length + 4];
        words[0] = "bench";
        words[1] = "docker";
        words[2] = "--docker-host";
        words[3] = "unix://" + folder.resolve("socket");
        System.arraycopy(more, 0, words, 4, more.length);
        return Typed.typed(words).run();
    }

    @Test
    void whatCannotBeToldHasToBeLookedAtAndIsNoPass() {
        var result = bench("--check", "5");
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("look    5.5 ", "does not answer")
                .contains("Score         none, nothing could be told (0 passed")
                .endsWith("Verdict: ungated (no --fail-on was given)\n");
    }

    @Test
    void aLimitIsNotKeptByWhatCouldNotBeTold() {
        var result = bench("--check", "5", "--fail-on", "fail");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("Verdict: deny (nothing that counts could be told");
    }

    @Test
    void aControlThatIsNoneIsAProblem() {
        var result = bench("--check", "5.55");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .contains(
                        "error[no-such-control]: bench docker has no control and no section 5.55");
    }

    @Test
    void ofAFolderTheFilesAreTold() throws Exception {
        var file = Files.createDirectories(folder.resolve("etc/docker")).resolve("daemon.json");
        Files.writeString(file, "{\"userland-proxy\":true}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        var result = bench("--root", folder.toString(), "--check", "2.16,3.18,5.5");
        assertThat(result.out())
                .contains("FAIL    2.16 ", "read: /etc/docker/daemon.json: userland-proxy: true")
                .contains("FAIL    3.18 ", "mode 666")
                .contains("look    5.5 ", "this is a folder of files and does not run");
    }

    @Test
    void aFolderThatIsNoneIsAProblem() {
        var result = bench("--root", folder.resolve("none").toString());
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("error[host-not-found]");
    }

    @Test
    void aLimitThatIsNoneIsWrongUse() {
        assertThat(bench("--fail-on", "score>5").err()).contains("'score>5' is no limit");
    }
}
