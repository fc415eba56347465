package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandsTest {
    @ParameterizedTest
    @MethodSource("names")
    void onlyTheCommandThatWasTypedIsReadUnlessItNeedsAll(String name) {
        var program = program("-v", name, "--help");
        if (Set.of("help", "completion").contains(name)) {
            assertThat(types(program)).containsExactlyElementsOf(Commands.ALL);
        } else {
            assertThat(types(program)).hasSize(1);
            assertThat(program.getSubcommands()).containsKey(name);
        }
    }

    @Test
    void whatIsNoCommandIsSoughtAmongAll() {
        assertThat(types(program("scam"))).containsExactlyElementsOf(Commands.ALL);
        assertThat(types(program("-v"))).containsExactlyElementsOf(Commands.ALL);
    }

    @Test
    void theHelpOfTheProgramIsTheSameFromNamesAlone() {
        var all = Typed.run("help");
        assertThat(all.out()).contains("\n  scan, image, fs ").contains("\n  help ");
        assertThat(Typed.run("--help")).isEqualTo(all);
        assertThat(Typed.run("-h")).isEqualTo(all);
        assertThat(Typed.typed().run()).isEqualTo(all);
    }

    static Stream<String> names() {
        return Commands.ALL.stream()
                .map(type -> type.getAnnotation(Command.class))
                .flatMap(told ->
                        Stream.concat(Stream.of(told.name()), Arrays.stream(told.aliases())));
    }

    private static Set<Class<?>> types(CommandLine program) {
        var types = new LinkedHashSet<Class<?>>();
        program.getSubcommands().values().forEach(one -> types.add(one.getCommand().getClass()));
        return types;
    }

    private static CommandLine program(String... words) {
        var streams =
                new Streams(
                        java.io.InputStream.nullInputStream(),
                        StandardOutput.to(java.io.OutputStream.nullOutputStream()),
                        System.err,
                        Typed.PIPE);
        return Main.program(new TidewaiterCommand(streams, Map.of()), words);
    }
}
