package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page that walks an image from its build to production does what it says: every command, in
/// its order, with a Docker engine and a registry, ends and prints as the page has it.
///
/// Of a block `sh` each paragraph is a command; `# exit 2` at its end is how it ends. The block
/// `text` after it has lines that it prints, in this order, of which `…` may be anything.
class WalkthroughIT {
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?");
    private static final Pattern EXIT = Pattern.compile(" # exit (\\d)$");

    @TempDir private Path folder;

    /// @param prints lines of the page
    private record Step(String command, int status, List<String> prints) {}

    @Test
    void everyStepDoesWhatThePageSays() throws Exception {
        var engine = PrivateEngine.docker();
        try (var registry = LoopbackRegistry.start(folder)) {
            Files.createSymbolicLink(
                    folder.resolve("tidewaiter"), Program.ROOT.resolve("tidewaiter"));
            var environment = new HashMap<>(engine.environment());
            environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
            environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
            for (var step : steps(registry.host())) {
                var result = Program.inShell(folder, environment, step.command());
                assertThat(result.status())
                        .as("%s%n%s%n%s", step.command(), result.out(), result.err())
                        .isEqualTo(step.status());
                assertPrinted(step, result.out() + result.err());
            }
        } finally {
            engine.stop();
        }
    }

    private static List<Step> steps(String registry) throws Exception {
        var page =
                Files.readString(Program.ROOT.resolve("docs/walkthrough.md"))
                        .replace("registry.example", registry);
        var steps = new ArrayList<Step>();
        var blocks = BLOCK.matcher(page);
        while (blocks.find()) {
            var commands = blocks.group(1).strip().split("\n\n", -1);
            for (int i = 0; i < commands.length; i++) {
                var exit = EXIT.matcher(commands[i]);
                int status = exit.find() ? Integer.parseInt(exit.group(1)) : 0;
                boolean last = i == commands.length - 1 && blocks.group(2) != null;
                steps.add(
                        new Step(
                                commands[i],
                                status,
                                last ? blocks.group(2).lines().toList() : List.of()));
            }
        }
        assertThat(steps).hasSizeGreaterThan(20);
        return steps;
    }

    private static void assertPrinted(Step step, String output) {
        int from = 0;
        for (var line : step.prints()) {
            var parts = List.of(line.split("…", -1)).stream().map(Pattern::quote).toList();
            var printed = Pattern.compile(String.join(".*", parts)).matcher(output);
            assertThat(printed.find(from))
                    .as("%s%nshould print: %s%nand prints:%n%s", step.command(), line, output)
                    .isTrue();
            from = printed.end();
        }
    }
}
