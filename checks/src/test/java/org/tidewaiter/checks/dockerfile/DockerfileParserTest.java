package org.tidewaiter.checks.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.checks.document.TextLines;
import org.tidewaiter.checks.document.Unread;

class DockerfileParserTest {
    private static List<Instruction> parse(String text) {
        return DockerfileParser.parse(TextLines.of(text)).instructions();
    }

    private static List<Unread> unread(String text) {
        return DockerfileParser.parse(TextLines.of(text)).unread();
    }

    @Test
    void linesThatContinueAreOneInstructionWithItsFirstAndLastLine() {
        var run = parse("FROM a\nRUN one \\\n  # a comment\n\n  two \\\n  three\nUSER x\n").get(1);
        assertThat(run.text()).isEqualTo("one   two   three");
        assertThat(run.firstLine()).isEqualTo(2);
        assertThat(run.lastLine()).isEqualTo(6);
        assertThat(run.arguments().line(run.text().indexOf("three"))).isEqualTo(6);
    }

    @Test
    void aBlankAfterTheEscapeCharacterStillContinues() {
        assertThat(parse("RUN a \\  \n b\n")).hasSize(1);
    }

    @Test
    void aDoubledEscapeCharacterContinuesNothing() {
        assertThat(parse("RUN a \\\\\nUSER b\n")).hasSize(2);
    }

    @Test
    void theEscapeDirectiveCountsAtTheTopOnly() {
        assertThat(parse("# escape=`\nRUN a `\n b\n")).hasSize(1);
        assertThat(parse("#syntax=x\n#escape = `\nRUN a `\n b\n")).hasSize(1);
        assertThat(parse("# words\n# escape=`\nUSER a `\nUSER b\n")).hasSize(2);
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsDoNotMatter() {
        var both = parse("\uFEFFFROM a\r\nRUN b \\\r\n  c\r\n");
        assertThat(both).extracting(Instruction::keyword).containsExactly("FROM", "RUN");
        assertThat(both.get(1).text()).isEqualTo("b   c");
    }

    @Test
    void flagsStandBeforeTheArguments() {
        var copy = parse("COPY --from=build --chmod=0755 --link /a --b /c\n").getFirst();
        assertThat(copy.flags())
                .extracting(Instruction.Flag::name)
                .containsExactly("from", "chmod", "link");
        assertThat(copy.text()).isEqualTo("/a --b /c");
    }

    @Test
    void theBodiesOfHeredocsBelongToTheirInstruction() {
        var copy = parse("COPY <<ONE <<-\"TWO\" /x/\na\nONE\n\tb\n\tTWO\nUSER u\n");
        assertThat(copy).extracting(Instruction::keyword).containsExactly("COPY", "USER");
        assertThat(copy.getFirst().heredocs())
                .extracting(heredoc -> heredoc.body().text())
                .containsExactly("a\n", "b\n");
        assertThat(copy.getFirst().heredocs())
                .extracting(Instruction.Heredoc::expands)
                .containsExactly(true, false);
        assertThat(copy.getFirst().lastLine()).isEqualTo(5);
    }

    @Test
    void whatOnlyLooksLikeAHeredocIsNone() {
        assertThat(parse("RUN cat <<< word\nRUN echo \"<<EOF\"\nRUN [\"<<EOF\"]\nRUN a$((1<<2))\n"))
                .hasSize(4);
    }

    @Test
    void aHeredocWithoutEndIsAGapAtItsInstruction() {
        assertThat(unread("FROM a\nRUN <<EOF\nx\n"))
                .containsExactly(
                        new Unread(2, "the heredoc 'EOF' has no end"),
                        new Unread(3, "no instruction is called 'X'"));
    }

    @Test
    void aHeredocWithoutEndHidesNoInstruction() {
        assertThat(parse("FROM a\nRUN x=$((1 <<N)) && cat <<EOF\ny\nEOF\nUSER c\n"))
                .extracting(Instruction::keyword)
                .containsExactly("FROM", "RUN", "USER");
    }

    @Test
    void aShiftIsNoHeredoc() {
        assertThat(parse("RUN x=$((1<<N))\nRUN (cat<<A;cat|<<B&&<<C)\nUSER a\n")).hasSize(3);
        assertThat(unread("RUN x=$((1<<N))\nUSER a\n")).isEmpty();
        assertThat(parse("RUN x 3<<A\nUSER a\nA\n")).hasSize(1);
    }

    @Test
    void anUnknownInstructionIsAGapAndHidesNoOther() {
        assertThat(unread("FROM a\nFRMO b\nUSER c\n"))
                .containsExactly(new Unread(2, "no instruction is called 'FRMO'"));
        assertThat(parse("FROM a\nFRMO b\nUSER c\n")).hasSize(2);
    }

    @Test
    void whatIsKeptForLaterIsMarked() {
        var kept = parse("ONBUILD COPY --chown=a . /b\n").getFirst();
        assertThat(kept.keyword()).isEqualTo("COPY");
        assertThat(kept.onBuild()).isTrue();
        assertThat(kept.flag("chown")).isPresent();
    }

    @Test
    void theJsonFormIsOnlyWhatIsValidJson() {
        assertThat(parse("CMD [\"a\", \"b c\"]\n").getFirst().exec())
                .isEqualTo(Optional.of(List.of("a", "b c")));
        assertThat(parse("CMD ['a']\n").getFirst().exec()).isEmpty();
        assertThat(parse("CMD [\"a\", 1]\n").getFirst().exec()).isEmpty();
    }

    @Test
    void moreInstructionsThanAPersonWritesAreAGap() {
        assertThat(unread("FROM a\n" + "USER b\n".repeat(10_000)))
                .containsExactly(new Unread(10_001, "more than 10000 instructions"));
    }
}
