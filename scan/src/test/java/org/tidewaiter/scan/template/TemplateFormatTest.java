package org.tidewaiter.scan.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ReportTemplate;
import org.tidewaiter.testkit.Golden;

class TemplateFormatTest {
    @Test
    void withoutATemplateItIsALineForEachFinding() throws IOException {
        Golden.assertMatches(
                "template/report.txt",
                text(ReportTemplate.LINES.name(), ReportTemplate.LINES.text()));
    }

    @Test
    void aTemplateSeesWhatStandsInTheJson() throws IOException {
        Golden.assertMatches(
                "template/report.html",
                text(
                        "page.html.mustache",
                        """
                        <h1>{{source.name}}: {{verdict.decision}}</h1>
                        {{#advisories}}<p>{{count}} advisories, {{ageDays}} days old</p>{{/advisories}}
                        <ul>
                        {{#findings}}
                        <li>{{id}}{{#kevAdded}} <b>since {{.}}</b>{{/kevAdded}} in {{package.purl}}
                          {{^fixedVersions}}no fix{{/fixedVersions}}
                          {{#fixedVersions}}{{^-first}}, {{/-first}}{{.}}{{/fixedVersions}}
                          {{#package.locations}}{{path}} {{/package.locations}}{{#cvss}}{{score}}{{/cvss}}
                        {{/findings}}
                        </ul>
                        """));
    }

    @Test
    void whatIsNotThereIsEmpty() throws IOException {
        assertThat(text("a.txt", "[{{nothing}}{{source.nothing.at.all}}{{#none}}x{{/none}}]"))
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class",
                "source.class",
                "source.getClass.name",
                "findings.size",
                "asOf.length",
                "source.name.bytes",
                "entrySet",
                "source.keySet"
            })
    void noObjectIsLookedInto(String name) throws IOException {
        assertThat(text("a.txt", "[{{%1$s}}{{#%1$s}}x{{/%1$s}}]".formatted(name))).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a.html &lt;&amp;&quot;&#39;`,",
                "a.xml.mustache &lt;&amp;&quot;&#39;`,",
                "A.HTM.TPL &lt;&amp;&quot;&#39;`,",
                "a.csv \"<&\"\"'`,\"",
                "a.json <&\\\"'`,",
                "a.md \\<\\&\"'\\`,",
                "a.txt <&\"'`,",
            },
            quoteCharacter = '\0')
    void theSuffixSaysHowTextsAreEscaped(String name, String written) {
        assertThat(Escaping.of(name).escaped("<&\"'`,")).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{#findings}}", "{{/findings}}", "{{range .}}{{.Target}}{{end}}",
                "{{- range . }}", "{{>/etc/passwd}}", "{{ .Vulnerabilities | len }}"
            })
    void aTemplateThatCannotBeFollowedIsSaidBeforeTheScan(String text) {
        var problem =
                catchThrowableOfType(
                                ProblemException.class,
                                () -> TemplateFormat.check(new ReportTemplate("a.tpl", text)))
                        .problem();
        assertThat(problem.code()).isEqualTo("template-broken");
        assertThat(problem.what()).startsWith("the template a.tpl ");
    }

    @Test
    void aTemplateThatCanBeFollowedIsNotRefused() throws ProblemException {
        TemplateFormat.check(ReportTemplate.LINES);
        TemplateFormat.check(
                new ReportTemplate(
                        "a.md",
                        "{{! why }}{{{a.b}}}{{#a}}{{-index}}{{^-last}},{{/-last}}{{.}}{{/a}}"));
    }

    private static String text(String name, String template) throws IOException {
        var out = new ByteArrayOutputStream();
        var style = ReportStyle.PLAIN.withTemplate(new ReportTemplate(name, template));
        new TemplateFormat().write(MadeUp.report(), style, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
