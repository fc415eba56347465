package org.tidewaiter.checks.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class YamlFileTest {
    private static YamlNode one(String text) {
        return YamlFile.parse(text).documents().getFirst();
    }

    private static List<Unread> unread(String text) {
        return YamlFile.parse(text).unread();
    }

    @Test
    void everyValueKnowsItsLineAlsoInLaterDocuments() {
        var file = YamlFile.parse("# c\na: 1\n---\nb:\n  - x: y\n");
        assertThat(file.documents()).hasSize(2);
        var b = file.documents().get(1);
        assertThat(b.lineOf("b")).isEqualTo(4);
        assertThat(b.get("b").items().getFirst().get("x").line()).isEqualTo(5);
    }

    @Test
    void whatIsAbsentHasTheLineOfWhatShouldHaveIt() {
        var node = one("a:\n  b: 1\n");
        assertThat(node.path("a.c.d").isAbsent()).isTrue();
        assertThat(node.path("a.c.d").line()).isEqualTo(2);
        assertThat(node.get("a").has("b")).isTrue();
    }

    @Test
    void scalarsStayTextAndWordsAreTruthsWhereTheyAreNotQuoted() {
        assertThat(one("v: 1.10\n").get("v").words()).isEqualTo("1.10");
        assertThat(one("v: yes\n").get("v").isTrue()).isTrue();
        assertThat(one("v: 'yes'\n").get("v").isTrue()).isFalse();
        assertThat(one("v: 'true'\n").get("v").isTrue()).isTrue();
        assertThat(one("v: ~\n").get("v").isAbsent()).isTrue();
    }

    @Test
    void anAliasIsWhatItStandsForAndAMergeTheEntriesItBrings() {
        var node = one("a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}\nc: *x\n");
        assertThat(node.path("b.p").words()).isEqualTo("1");
        assertThat(node.path("b.q").words()).isEqualTo("3");
        assertThat(node.path("c.q").words()).isEqualTo("2");
    }

    @Test
    void severalMergesCountTheFirstOfThem() {
        var node = one("- &x {p: 1}\n- &y {p: 2, q: 2}\n- {<<: [*x, *y]}\n");
        assertThat(node.items().get(2).get("p").words()).isEqualTo("1");
        assertThat(node.items().get(2).get("q").words()).isEqualTo("2");
    }

    @Test
    void scriptsKnowTheLineOfEachCommand() {
        var node = one("run: |\n  one\n  two\nplain: three\n");
        var script = node.get("run").script();
        assertThat(script.line(script.text().indexOf("two"))).isEqualTo(3);
        assertThat(node.get("plain").script().firstLine()).isEqualTo(4);
    }

    @Test
    void aDocumentThatCannotBeReadHidesNoOther() {
        var file = YamlFile.parse("a: 1\n---\nb: [1\n---\nc: 3\n");
        assertThat(file.documents()).hasSize(2);
        assertThat(file.unread()).hasSize(1);
        assertThat(file.unread().getFirst().line()).isBetween(3, 5);
        assertThat(file.unread().getFirst().reason()).startsWith("not valid YAML");
    }

    @Test
    void aKeyThatStandsTwiceIsAGap() {
        assertThat(unread("a: 1\nb: 2\na: 3\n"))
                .containsExactly(
                        new Unread(
                                3,
                                "the key 'a' stands twice, and only the last one was looked at"));
    }

    @Test
    void aTemplateIsAGapAndNoNonsense() {
        for (var text :
                List.of(
                        "a: 1\nb: {{ .Values.b }}\n",
                        "a: 1\n{{- if .Values.x }}\nb: 1\n{{- end }}\n",
                        "a: 1\nb: {{ whatever }}\n")) {
            assertThat(YamlFile.parse(text).documents()).isEmpty();
            assertThat(unread(text))
                    .containsExactly(
                            new Unread(
                                    2,
                                    "a template that is not rendered ('{{'): check what it renders to"));
        }
    }

    @Test
    void whatParsesIsReadWhateverBracesItHas() {
        for (var text :
                List.of(
                        "# {{ .Values.x }}\na: 1\n",
                        "a: 1\nb: \"{{ .Values.b }}\"\n",
                        "a: 1\nb: docker inspect -f '{{range .X}}{{.Y}}{{end}}'\n",
                        "? [x]\n: y\na: 1\nb: '{{ if .X }}'\n")) {
            assertThat(YamlFile.parse(text).documents()).hasSize(1);
            assertThat(one(text).get("a").words()).isEqualTo("1");
        }
    }

    @Test
    void aBrokenDocumentWithATemplateInAComment() {
        assertThat(unread("# {{ .Values.x }}\na: [1\n").getFirst().reason())
                .startsWith("not valid YAML");
    }

    @Test
    void bracesInTextAreNoTemplate() {
        assertThat(unread("a: \"{{ $labels.pod }} is down\"\nb: ${{ github.sha }}\n")).isEmpty();
    }

    @Test
    void aliasesThatMultiplyAreAGap() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(10))
                    .append("]\n");
        }
        assertThat(unread(bomb.toString()))
                .containsExactly(new Unread(6, "more than 400000 values, aliases counted in full"));
    }

    @Test
    void whatContainsItselfIsAGap() {
        assertThat(unread("a: 1\nb: &b\n  - *b\n"))
                .containsExactly(new Unread(3, "an alias of nothing, or of what it is a part of"));
    }

    @Test
    void whatIsNestedTooDeeplyIsAGap() {
        assertThat(unread("a: 1\nb: " + "[".repeat(500_000) + "\n"))
                .containsExactly(new Unread(2, "nested too deeply"));
    }

    @Test
    void manyLinesAndManyDocumentsAreAGap() {
        assertThat(unread("\n".repeat(600_000)))
                .containsExactly(new Unread(500_000, "more than 500000 lines"));
        assertThat(unread("---\na: 1\n".repeat(10_001)))
                .containsExactly(new Unread(20_001, "more than 10000 documents"));
    }

    @Test
    @Timeout(5)
    void oneLineOfMegabytesIsRead() {
        assertThat(unread("a: \"" + "x".repeat(8_000_000) + "\"\n")).isEmpty();
        assertThat(unread("a: [" + "{b: c}, ".repeat(100_000) + "]\n")).isEmpty();
        assertThat(unread("a".repeat(8_000_000) + ": b\n")).hasSize(1);
    }
}
