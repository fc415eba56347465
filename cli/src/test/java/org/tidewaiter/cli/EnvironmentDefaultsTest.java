package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.Typed.typed;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class EnvironmentDefaultsTest {
    /// A value for each flag that takes one in a form of its own.
    private static final Map<String, String> VALUES =
            Map.ofEntries(
                    Map.entry("--severity", "high"),
                    Map.entry("--fail-on", "kev"),
                    Map.entry("--as-of", "2026-11-22"),
                    Map.entry("--as-of-before", "2026-11-22"),
                    Map.entry("--at", "2026-11-22T09:00:00Z"),
                    Map.entry("--charter-id", "sha256:" + "0".repeat(64)),
                    Map.entry("--format", "cosign"),
                    Map.entry("--platform", "linux/arm64"),
                    Map.entry("--timeout", "1h30m"),
                    Map.entry("--cache-size", "500m"),
                    Map.entry("--exit-code", "3"),
                    Map.entry("--max-data-age", "9"),
                    Map.entry("--expires", "90d"),
                    Map.entry("--hours", "5"),
                    Map.entry("--valid", "3d"),
                    Map.entry("--threshold", "2"),
                    Map.entry("--mirror", "https://mirror.example/"),
                    Map.entry("--registry-mirror", "docker.io=mirror.example"),
                    Map.entry("--running", "docker"),
                    Map.entry("--scanners", "secret"),
                    Map.entry("--scope", "all-layers"),
                    Map.entry("--state", "derived"),
                    Map.entry("--tlog-upload", "true"),
                    Map.entry("--type", "ed25519"));

    @TestFactory
    Stream<DynamicTest> everyFlagOfEveryCommandCanBeSet() {
        var tests = new ArrayList<DynamicTest>();
        commands(program(Map.of()))
                .forEach((path, command) -> {
                    for (var option : command.getCommandSpec().options()) {
                        if (EnvironmentDefaults.stands(option)) {
                            var name = String.join(" ", path) + " " + option.longestName();
                            tests.add(DynamicTest.dynamicTest(name, () -> canBeSet(path, option)));
                        }
                    }
                });
        assertThat(tests).hasSizeGreaterThan(50);
        return tests.stream();
    }

    private static void canBeSet(List<String> path, OptionSpec option) {
        var flag = option.longestName();
        var value = option.arity().max() == 0 ? "true" : VALUES.getOrDefault(flag, "made-up");
        var set = parsed(Map.of(EnvironmentDefaults.variable(option), value), path, flag);
        if (!option.required()) {
            assertThat(set).isNotEqualTo(parsed(Map.of(), path, flag));
        }
        var typed = new ArrayList<>(path);
        typed.add(flag);
        if (option.arity().max() != 0) {
            typed.add(value);
        }
        assertThat(set).isEqualTo(parsed(Map.of(), typed, flag));
        assertThat(parsed(Map.of(EnvironmentDefaults.variable(option), value), typed, flag))
                .as("typed, too")
                .isEqualTo(set);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "1, true", "false, false", "0, false", "'', false"})
    void aSwitchIsTrueOrFalseInAnyUsualForm(String value, boolean quiet) {
        assertThat(parsed(Map.of("TIDEWAITER_QUIET", value), List.of("scan"), "--quiet"))
                .isEqualTo(quiet);
    }

    @Test
    void aListIsWrittenWithCommas() {
        var environment = Map.of("TIDEWAITER_SKIP_DIRS", "usr/share,var/**");
        assertThat(parsed(environment, List.of("scan"), "--skip-dirs"))
                .isEqualTo(List.of("usr/share", "var/**"));
    }

    @Test
    void aListOfFilesIsWrittenALineEach() {
        var environment = Map.of("TIDEWAITER_OUTPUT", "json=a,b.json\nsarif=c.sarif");
        assertThat(parsed(environment, List.of("scan"), "--output"))
                .isEqualTo(List.of("json=a,b.json", "sarif=c.sarif"));
    }

    @Test
    void whatIsTypedWins() {
        var environment = Map.of("TIDEWAITER_FORMAT", "json", "TIDEWAITER_SKIP_FILES", "a,b");
        assertThat(parsed(environment, List.of("scan", "--format", "sarif"), "--format"))
                .isEqualTo("sarif");
        assertThat(parsed(environment, List.of("scan", "--skip-files", "c"), "--skip-files"))
                .isEqualTo(List.of("c"));
    }

    @ParameterizedTest
    @CsvSource({
        "TIDEWAITER_TIMEOUT, soon, usage",
        "TIDEWAITER_EXIT_CODE, 999, usage",
        "TIDEWAITER_SEVERITY, 'high,bad', severity-unknown",
        "TIDEWAITER_FAIL_ON, bad, gate-unknown",
        "TIDEWAITER_PLATFORM, arm, platform-invalid",
        "TIDEWAITER_FORMAT, xml, format-unknown",
        "TIDEWAITER_OUTPUT, xml=a, format-unknown",
        "TIDEWAITER_QUIET, perhaps, usage",
    })
    void aBadValueNamesItsVariable(String variable, String value, String code) {
        var result = typed("scan", ".").with(variable, value).run();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("error[" + code + "]: " + variable + ": ");
    }

    @Test
    void aBadValueThatIsTypedDoesNotBlameTheVariable() {
        var result = typed("scan", ".", "--timeout", "x").with("TIDEWAITER_TIMEOUT", "5m").run();
        assertThat(result.err()).startsWith("error[usage]: --timeout: 'x' is no time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIDEWAITER_VERSION", "TIDEWAITER_HELP"})
    void aQuestionIsNoSetting(String variable) {
        var result = typed("version", "compare", "deb", "1", "2").with(variable, "true").run();
        assertThat(result.out()).isEqualToIgnoringNewLines("<");
    }

    private static Object parsed(Map<String, String> environment, List<String> words, String flag) {
        var program = program(environment);
        var command = program;
        for (var word : words) {
            command = command.getSubcommands().getOrDefault(word, command);
        }
        var all = new ArrayList<>(words);
        all.addAll(needed(command.getCommandSpec(), flag));
        program.parseArgs(all.toArray(String[]::new));
        var value = command.getCommandSpec().findOption(flag).getValue();
        return value == null ? "nothing" : value;
    }

    /// What else a command has to be given, besides a flag.
    private static List<String> needed(CommandSpec command, String flag) {
        var words = new ArrayList<String>();
        for (var option : command.options()) {
            if (option.required() && !option.longestName().equals(flag)) {
                words.addAll(List.of(option.longestName(), "made-up"));
            }
        }
        var positional = command.positionalParameters();
        if (positional.stream().anyMatch(ArgSpec::required)) {
            positional.forEach(_ -> words.add("made-up"));
        }
        return words;
    }

    private static CommandLine program(Map<String, String> environment) {
        var streams =
                new Streams(
                        InputStream.nullInputStream(),
                        StandardOutput.to(OutputStream.nullOutputStream()),
                        System.err,
                        Typed.PIPE);
        return Main.program(new TidewaiterCommand(streams, environment), "help");
    }

    private static Map<List<String>, CommandLine> commands(CommandLine program) {
        var all = new HashMap<List<String>, CommandLine>();
        collect(program, List.of(), all);
        return all;
    }

    private static void collect(
            CommandLine command, List<String> path, Map<List<String>, CommandLine> all) {
        all.put(path, command);
        command.getSubcommands()
                .forEach((name, next) -> {
                    var longer = new ArrayList<>(path);
                    longer.add(name);
                    collect(next, longer, all);
                });
    }
}
