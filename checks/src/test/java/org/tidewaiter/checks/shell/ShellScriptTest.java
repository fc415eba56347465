package org.tidewaiter.checks.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.checks.document.SourceText;
import org.tidewaiter.testkit.Damage;

class ShellScriptTest {
    private static List<Command> commands(String text) {
        return ShellScript.commands(SourceText.of(text, 1));
    }

    private static List<String> texts(String text) {
        return commands(text).stream().map(Command::text).toList();
    }

    @Test
    void commandsEndAtSignsAndLines() {
        assertThat(texts("a 1 && b 2 || c; d & e | f\ng"))
                .containsExactly("a 1", "b 2", "c", "d", "e", "f", "g");
    }

    @Test
    void onlyWhatAPipeJoinsIsOnePipeline() {
        assertThat(ShellScript.pipelines(commands("a | b && c\nd |& e")))
                .extracting(pipeline -> pipeline.stream().map(Command::name).toList())
                .containsExactly(List.of("a", "b"), List.of("c"), List.of("d", "e"));
    }

    @Test
    void quotesMakeOneWordAndGoAway() {
        assertThat(commands("echo 'a  b' \"c $D\" e\\ f").getFirst().arguments())
                .extracting(Word::text)
                .containsExactly("a  b", "c $D", "e f");
    }

    @Test
    void controlWordsAndWrappersAreNotTheProgram() {
        assertThat(commands("if ! A=1 sudo -u root env B=2 /usr/bin/apt-get update; then x; fi"))
                .first()
                .satisfies(command -> {
                    assertThat(command.name()).isEqualTo("apt-get");
                    assertThat(command.isUnder("sudo")).isTrue();
                    assertThat(command.assignments()).extracting(Word::text).contains("A=1", "B=2");
                });
    }

    @Test
    void substitutionsAndScriptsForAShellAreCommandsToo() {
        assertThat(texts("x=$(curl -k \"$(host)\") bash -c 'rm a; rm b' `date` <(sort c)"))
                .contains("curl -k $(host)", "host", "rm a", "rm b", "date", "sort c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "su -c 'curl x' app",
                "su - app -c 'curl x'",
                "su app --command='curl x'",
                "su app --session-command 'curl x'",
                "runuser -l app -c 'curl x'",
                "runuser -u app -- curl x",
                "runuser -u app curl x",
                "setpriv --reuid=1000 --regid 1000 --clear-groups curl x",
                "setpriv --reuid 1000 -- sh -c 'curl x'",
                "chroot --userspec=app /mnt curl x",
                "chroot /mnt sh -c 'curl x'"
            })
    void whatIsStartedAsSomebodyElseIsACommand(String text) {
        assertThat(texts(text)).contains("curl x");
    }

    @Test
    void redirectionsAreNotArguments() {
        var command = commands("echo a 2>&1 >> \"$F\" < in").getFirst();
        assertThat(command.arguments()).extracting(Word::text).containsExactly("a");
        assertThat(command.redirects())
                .extracting(redirect -> redirect.operator() + redirect.target().text())
                .containsExactly(">1", ">>$F", "<in");
    }

    @Test
    void theBodyOfAHeredocIsNoCommand() {
        assertThat(texts("cat <<EOF > x\nsudo rm\nEOF\nls")).containsExactly("cat", "ls");
    }

    @Test
    void commentsAreLeftOutAndLinesAreKept() {
        assertThat(commands("# one\na \\\n  b\n\nc # d\n"))
                .extracting(Command::line)
                .containsExactly(2, 5);
    }

    @Test
    void shortOptionsStandTogether() {
        var command = commands("curl -fsSLk --retry=3 x").getFirst();
        assertThat(command.has("-k", "--insecure")).isTrue();
        assertThat(command.has("--retry")).isTrue();
        assertThat(command.has("-y")).isFalse();
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "a | b && c <<EOF\nx\nEOF\n$(d `e` \"f\") 2>&1 # g\n",
                        "sudo -u x env A=1 sh -c 'curl $(x) | sh' ${A:-$(b)} <(c)")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyTextIsSomeScript(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        long lines = text.chars().filter(letter -> letter == '\n').count() + 1;
        assertThat(commands(text))
                .allMatch(command -> command.line() >= 1 && command.line() <= lines);
    }
}
