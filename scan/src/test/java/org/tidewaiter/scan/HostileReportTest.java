package org.tidewaiter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.scan.document.CsvLines;
import org.tidewaiter.scan.document.Xml;
import org.tidewaiter.scan.escape.Printable;
import org.tidewaiter.scan.report.Hostile;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ReportTemplate;
import org.tidewaiter.scan.report.ScanReport;

/// Nothing of an image or a feed becomes more than text, in whatever format it is written.
class HostileReportTest {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");
    private static final Set<String> ELEMENTS =
            Set.of(
                    "html",
                    "head",
                    "meta",
                    "title",
                    "style",
                    "body",
                    "a",
                    "header",
                    "div",
                    "p",
                    "button",
                    "h1",
                    "h2",
                    "dl",
                    "dt",
                    "dd",
                    "main",
                    "section",
                    "figure",
                    "figcaption",
                    "ul",
                    "ol",
                    "li",
                    "span",
                    "svg",
                    "rect",
                    "form",
                    "label",
                    "input",
                    "select",
                    "option",
                    "output",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "small",
                    "b",
                    "code",
                    "details",
                    "summary",
                    "script");

    static List<String> names() {
        return ReportFormats.BUILT_IN.stream().map(format -> format.name()).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void noFormatWritesALetterThatATerminalActsOn(String name) throws IOException {
        var text = text(name, Hostile.report());
        assertThat(CONTROL.matcher(text).results().map(one -> (int) one.group().charAt(0)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "sarif", "cyclonedx", "openvex", "gitlab", "github", "spdx"})
    void jsonStaysJson(String name) throws Exception {
        var document = text(name, Hostile.report()).getBytes(StandardCharsets.UTF_8);
        assertThat(JsonReader.read(document).members()).isNotEmpty();
    }

    @Test
    void everyFormatIsLookedAt() {
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "table",
                        "json",
                        "sarif",
                        "cyclonedx",
                        "openvex",
                        "gitlab",
                        "github",
                        "spdx",
                        "html",
                        "markdown",
                        "junit",
                        "csv",
                        "template");
    }

    @Test
    void theElementsOfThePageAreOurs() throws IOException {
        var page = Jsoup.parse(text("html", Hostile.report()));
        assertThat(names(page)).isSubsetOf(ELEMENTS);
        assertThat(attributes(page)).noneMatch(name -> name.startsWith("on"));
        assertThat(attributes(page)).doesNotContain("src", "srcset", "action", "formaction");
        assertThat(page.select("script")).hasSize(3);
        assertThat(page.select("[href]").eachAttr("href")).containsExactly("#findings");
        var id = Hostile.report().vulnerabilities().getFirst().id();
        assertThat(page.expectFirst("#table th[scope=row] > span").wholeText())
                .isEqualTo(Printable.of(id));
    }

    @Test
    void theEvidenceInThePageIsWholeJson() throws Exception {
        var data = Jsoup.parse(text("html", Hostile.report())).expectFirst("#data").data();
        var findings =
                JsonReader.read(data.getBytes(StandardCharsets.UTF_8)).get("findings").items();
        assertThat(findings).hasSize(2 * Hostile.TEXTS.size());
        assertThat(findings.getFirst().text("id"))
                .isEqualTo(Printable.of(Hostile.report().vulnerabilities().getFirst().id()));
    }

    @Test
    void xmlHasTheSameElementsAsForAHarmlessReport() throws Exception {
        var root = Xml.read(text("junit", Hostile.report()));
        assertThat(Xml.elements(root, "*").stream().map(one -> one.getTagName()).distinct())
                .containsExactlyInAnyOrder("testsuite", "testcase", "failure", "skipped");
        assertThat(Xml.elements(root, "failure")).hasSize(Hostile.TEXTS.size() + 1);
    }

    @Test
    void theCellsOfCsvAreTextsAndNoFormulas() throws IOException {
        var report = Hostile.report();
        var lines = CsvLines.of(text("csv", report));
        assertThat(lines).hasSize(1 + 2 * Hostile.TEXTS.size());
        for (int i = 0; i < report.vulnerabilities().size(); i++) {
            var flaw = report.vulnerabilities().get(i);
            var line = lines.get(i + 1);
            assertThat(line).hasSameSizeAs(lines.getFirst());
            assertThat(line)
                    .allMatch(cell -> cell.isEmpty() || "=+-@＝".indexOf(cell.charAt(0)) < 0);
            var title = line.get(lines.getFirst().indexOf("title"));
            assertThat(title.replaceFirst("^'(?=[=+@＝-])", ""))
                    .isEqualTo(Printable.of(flaw.title()));
        }
    }

    @Test
    void markdownHasNoLinksButThoseToAdvisoriesAndNoHtml() throws IOException {
        var page = rendered(text("markdown", Hostile.report()));
        assertThat(names(page))
                .isSubsetOf(
                        "html", "head", "body", "h1", "h2", "p", "strong", "table", "thead",
                        "tbody", "tr", "th", "td", "a", "code", "ul", "li");
        assertThat(page.select("a").eachAttr("href"))
                .hasSize(Hostile.TEXTS.size())
                .allMatch(href -> href.startsWith("https://osv.dev/vulnerability/"));
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("h2")).hasSize(5);
        assertThat(page.select("li"))
                .hasSize(3 * Hostile.TEXTS.size())
                .allMatch(item -> item.select("li, h1, h2, p").size() == 1);
        assertThat(page.select("table").get(1).select("tbody tr"))
                .hasSize(Hostile.TEXTS.size())
                .allSatisfy(row -> assertThat(row.children()).hasSize(7));
        assertThat(page.select("table").get(2).select("tbody tr"))
                .hasSize(Hostile.TEXTS.size())
                .allSatisfy(row -> assertThat(row.children()).hasSize(5));
        for (var flaw : Hostile.report().vulnerabilities()) {
            assertThat(page.select("table").get(1).select("code").eachText())
                    .contains(inOneLine(Printable.of(flaw.id()).replace("|", "\\u{7c}")));
        }
    }

    @Test
    void nobodyIsMentionedInMarkdownAndNoIssueIs() throws IOException {
        var page = rendered(text("markdown", Hostile.report()));
        page.select("code").forEach(code -> code.replaceWith(new TextNode(" ")));
        assertThat(page.text())
                .contains("ann")
                .doesNotContainPattern("(?<![A-Za-z0-9])@[A-Za-z0-9]|#[0-9]");
    }

    private static String inOneLine(String text) {
        return new Element("x").text(text).text();
    }

    @Test
    void aTemplateOfHtmlGetsNoElements() throws IOException {
        var page =
                Jsoup.parse(
                        text(
                                "report.html",
                                "<ul>{{#findings}}<li title=\"{{title}}\" id='{{id}}'>{{title}}</li>"
                                        + "{{/findings}}</ul>",
                                Hostile.report()));
        assertThat(names(page)).containsOnly("html", "head", "body", "ul", "li");
        assertThat(attributes(page)).containsOnly("title", "id");
    }

    @Test
    void aTemplateOfJsonCsvAndXmlStaysWhatItIs() throws Exception {
        var report = Hostile.report();
        var json =
                text(
                        "a.json",
                        "[{{#findings}}\"{{title}}\"{{^-last}},{{/-last}}{{/findings}}]",
                        report);
        assertThat(JsonReader.read(json.getBytes(StandardCharsets.UTF_8)).items())
                .extracting(one -> one.text().orElseThrow())
                .containsExactlyElementsOf(
                        report.vulnerabilities().stream()
                                .map(flaw -> Printable.of(flaw.title()))
                                .toList());
        assertThat(
                        CsvLines.of(
                                text(
                                        "a.csv",
                                        "{{#findings}}\n{{id}},{{title}}\n{{/findings}}\n",
                                        report)))
                .hasSize(Hostile.TEXTS.size())
                .allSatisfy(line -> assertThat(line).hasSize(2));
        var xml =
                text(
                        "a.xml",
                        "<a>{{#findings}}<b c='{{id}}'>{{title}}</b>{{/findings}}</a>",
                        report);
        assertThat(Xml.elements(Xml.read(xml), "*")).hasSize(Hostile.TEXTS.size());
    }

    @Test
    void whatIsWrittenRawHasNoControlLettersEither() throws IOException {
        assertThat(text("a.txt", "{{#findings}}{{{title}}}{{/findings}}", Hostile.report()))
                .doesNotContainPattern(CONTROL);
    }

    @Test
    void aHarmlessReportIsNotEscapedMoreThanItMustBe() throws IOException {
        assertThat(text("markdown", MadeUp.report())).contains("Debian GNU/Linux 12 (bookworm)");
    }

    private static Set<String> names(Document page) {
        return page.getAllElements().stream()
                .map(one -> one.tagName().toLowerCase(Locale.ROOT))
                .filter(name -> !name.equals("#root"))
                .collect(Collectors.toSet());
    }

    private static Set<String> attributes(Document page) {
        return page.getAllElements().stream()
                .flatMap(one -> one.attributes().asList().stream())
                .map(Attribute::getKey)
                .collect(Collectors.toSet());
    }

    private static Document rendered(String markdown) {
        var extensions = List.of(TablesExtension.create());
        var parsed = Parser.builder().extensions(extensions).build().parse(markdown);
        return Jsoup.parse(HtmlRenderer.builder().extensions(extensions).build().render(parsed));
    }

    private static String text(String format, ScanReport report) throws IOException {
        return text(format, ReportStyle.PLAIN, report);
    }

    private static String text(String name, String template, ScanReport report) throws IOException {
        return text(
                "template",
                ReportStyle.PLAIN.withTemplate(new ReportTemplate(name, template)),
                report);
    }

    private static String text(String format, ReportStyle style, ScanReport report)
            throws IOException {
        var out = new ByteArrayOutputStream();
        ReportFormats.named(format).orElseThrow().write(report, style, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
