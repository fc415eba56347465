package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.run;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The pipelines of `docs/policy-ci.md` are as our own checks want pipelines to be, and what they
/// call is there.
class PolicyCiPageTest {
    private static final Path PAGE = Path.of("..", "docs", "policy-ci.md");
    private static final Pattern BLOCK =
            Pattern.compile("```(?:yaml|groovy)\\n(?:#|//) (\\S+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("tidewaiter ((?:[a-z]+ )+)([^\\n'`]*)");
    private static final Pattern FLAG = Pattern.compile("(?<=\\s|^)(--?[a-z][a-z-]*)");

    @TempDir private Path folder;

    @Test
    void ourChecksFindNothingInThePipelines() throws Exception {
        var blocks = BLOCK.matcher(Files.readString(PAGE));
        var names = new ArrayList<String>();
        while (blocks.find()) {
            names.add(blocks.group(1));
            var file = folder.resolve(blocks.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, blocks.group(2));
        }
        assertThat(names)
                .containsExactly(
                        ".github/workflows/image.yml",
                        ".gitlab-ci.yml",
                        "Jenkinsfile",
                        "task.yaml");
        var scanned =
                run("scan", "dir:" + folder, "--scanners", "config,secret", "--format", "csv");
        assertThat(scanned.status()).as(scanned.err()).isZero();
        assertThat(scanned.out().lines().skip(1)).isEmpty();
    }

    @Test
    void everyCommandAndFlagExists() throws Exception {
        var program = program();
        var calls = CALL.matcher(Files.readString(PAGE));
        int seen = 0;
        while (calls.find()) {
            var command = program;
            for (var word : List.of(calls.group(1).strip().split(" ", -1))) {
                var found = Optional.ofNullable(command.getSubcommands().get(word));
                assertThat(found).as(calls.group()).isPresent();
                command = found.orElseThrow();
            }
            var flags = FLAG.matcher(calls.group(2));
            while (flags.find()) {
                assertThat(command.getCommandSpec().optionsMap())
                        .as(calls.group())
                        .containsKey(flags.group(1));
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(20);
    }

    private static CommandLine program() {
        var streams =
                new Streams(
                        InputStream.nullInputStream(),
                        StandardOutput.to(OutputStream.nullOutputStream()),
                        System.err,
                        Typed.PIPE);
        return Main.program(new TidewaiterCommand(streams, Map.of()), "help");
    }
}
