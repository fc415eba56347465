package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;

/// The page, as a person uses it in a browser, on more than 3,000 findings. One of them has a title
/// and a path that would like to be elements.
class HtmlReportIT {
    private static final int PACKAGES = 30;
    private static final int FLAWS = 100;
    private static final int ALL = PACKAGES * FLAWS + 1;
    private static final int PAGE = 200;
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final String SHOWN =
            "[...document.querySelectorAll('#table > tbody > tr[data-i]')].filter(r => !r.hidden)";

    private static final String COUNT = "document.getElementById('count').textContent";

    @TempDir private static Path folder;
    private static Path report;
    private static Browser browser;
    private Browser.Page page;

    @BeforeAll
    static void scan() throws Exception {
        Program.output(Program.ROOT.resolve("testkit/oracles/install.sh").toString(), "chromium");
        var feeds = Files.createDirectories(folder.resolve("feeds"));
        writeAdvisories(feeds.resolve("all.zip"));
        Files.writeString(
                feeds.resolve("known_exploited_vulnerabilities.json"),
                """
                {"catalogVersion": "1", "dateReleased": "2026-11-20T00:00:00Z", "vulnerabilities": [
                 {"cveID": "CVE-2026-20007", "dateAdded": "2026-11-01"},
                 {"cveID": "CVE-2026-22997", "dateAdded": "2026-11-02"}]}
                """);
        var store = folder.resolve("store").toString();
        Program.tidewaiter("db", "build", "--from", feeds.toString(), "--advisories", store)
                .passed();
        OciLayouts.layout().image(image(), "app").write(folder.resolve("image"));
        report = folder.resolve("report.html");
        Program.tidewaiter(
                        "scan",
                        "oci:" + folder.resolve("image") + ":app",
                        "--no-cache",
                        "--advisories",
                        store,
                        "--as-of",
                        "2026-11-22",
                        "-o",
                        "html=" + report)
                .passed();
        browser = Browser.start(folder.resolve("profile"));
    }

    private static void writeAdvisories(Path file) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < PACKAGES * FLAWS; i++) {
                advisory(zip, 20_000 + i, "package-" + i / FLAWS, "a flaw of the usual kind", i);
            }
            advisory(zip, 30_000, "x", HOSTILE + "</script><script>alert(2)</script>", 0);
        }
    }

    /// Every second one is critical, and every third has no fix.
    private static void advisory(ZipOutputStream zip, int number, String name, String title, int i)
            throws IOException {
        var id = "CVE-2026-" + number;
        var impact = i % 2 == 0 ? "H" : "N";
        zip.putNextEntry(new ZipEntry(id + ".json"));
        zip.write(
                """
                {"id": "%1$s", "summary": "%2$s", "modified": "2026-11-20T00:00:00Z", "severity": [
                  {"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:%3$s/A:%3$s"}],
                 "affected": [{"package": {"ecosystem": "npm", "name": "%4$s"}, "ranges": [
                  {"type": "SEMVER", "events": [{"introduced": "0"}%5$s]}]}]}
                """
                        .formatted(
                                id,
                                title,
                                impact,
                                name,
                                i % 3 == 0 ? "" : ", {\"fixed\": \"2.0.0\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static BuiltImage image() throws IOException {
        var layers = List.of(tar(), tar());
        for (int i = 0; i < PACKAGES; i++) {
            layers.get(i % 3 == 0 ? 1 : 0)
                    .file(
                            "app/node_modules/package-%d/package.json".formatted(i),
                            "{\"name\": \"package-%d\", \"version\": \"1.0.0\"}".formatted(i));
        }
        layers.get(1)
                .file(
                        "app/%s/node_modules/x/package.json".formatted(HOSTILE),
                        "{\"name\": \"x\", \"version\": \"1.0.0\"}");
        return ImageBuilder.image().layer(layers.getFirst()).layer(layers.getLast()).build();
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        page = browser.open();
    }

    /// In no test has the page asked for anything but itself, nor has it complained.
    @AfterEach
    void thePageLoadsNothingAndComplainsOfNothing() throws Exception {
        assertThat(page.requests()).containsExactly(report.toUri().toString());
        assertThat(page.complaints()).isEmpty();
        page.close();
    }

    @Test
    void everyFindingIsARowAndNoneIsAnElement() throws Exception {
        page.load(report);
        assertThat(fitting()).isEqualTo(ALL);
        assertThat(page.value(COUNT)).isEqualTo("3,001 of 3,001");
        assertThat(page.number("document.querySelectorAll('img, script').length")).isEqualTo(3);
        assertThat(page.value("document.body.textContent.includes('%s')".formatted(HOSTILE)))
                .isEqualTo("true");
    }

    @Test
    void withoutScriptsTheTableIsThere() throws Exception {
        page.call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        page.load(report);
        assertThat(page.number(SHOWN + ".length")).isEqualTo(ALL);
        assertThat(page.value("document.getElementById('controls').hidden")).isEqualTo("true");
        assertThat(page.number("document.querySelectorAll('svg rect').length")).isPositive();
    }

    @Test
    void aSearchIsTypedAndAnsweredAtOnce() throws Exception {
        page.load(report);
        page.press("/");
        assertThat(focused()).isEqualTo("search");
        page.type("package-7 cve-2026-207");
        assertThat(fitting()).isEqualTo(FLAWS);
        page.press("Escape");
        assertThat(fitting()).isEqualTo(ALL);
        page.value(
                """
                (() => { const s = document.getElementById('search'); s.value = 'package-7/';
                  const t = performance.now(); s.dispatchEvent(new Event('input', {bubbles: true}));
                  document.body.offsetHeight; window.took = performance.now() - t; })()\
                """);
        assertThat(fitting()).isEqualTo(FLAWS);
        assertThat(page.number("Math.round(window.took)")).isLessThan(1_000);
    }

    @Test
    void whatIsNotShownYetIsShownWhereThePersonAsks() throws Exception {
        page.load(report);
        page.click("document.getElementById('more')");
        assertThat(page.number(SHOWN + ".length")).isEqualTo(6 * PAGE);
        assertThat(page.value(SHOWN + ".indexOf(document.activeElement.closest('tr'))"))
                .isEqualTo("" + PAGE);
        page.value("dispatchEvent(new Event('beforeprint'))");
        assertThat(page.number(SHOWN + ".length")).isEqualTo(ALL);
    }

    @Test
    void whatNothingIsLikeIsSaid() throws Exception {
        page.load(report);
        page.press("/");
        page.type("there is no such thing");
        assertThat(fitting()).isZero();
        assertThat(page.value("document.getElementById('none').hidden")).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource({
        "severity, critical, 1501",
        "severity, high, 1500",
        "state, fix available, 2000",
        "state, no fix yet, 1001",
        "ecosystem, npm, 3001",
        "layer, 0, 2000",
        "layer, 1, 1001",
    })
    void aChoiceFilters(String choice, String value, int rows) throws Exception {
        page.load(report);
        page.value(
                "(() => { const s = document.getElementById('%s'); s.value = '%s'; s.dispatchEvent(new Event('input', {bubbles: true})); })()"
                        .formatted(choice, value));
        assertThat(fitting()).isEqualTo(rows);
    }

    @Test
    void boxesFilterTogetherAndResetShowsAll() throws Exception {
        page.load(report);
        page.click("document.getElementById('exploited')");
        assertThat(fitting()).isEqualTo(2);
        page.click("document.getElementById('fixable')");
        assertThat(fitting()).isEqualTo(1);
        page.click("document.querySelector('button[type=reset]')");
        assertThat(fitting()).isEqualTo(ALL);
    }

    @Test
    void aBarOfAChartFilters() throws Exception {
        page.load(report);
        var bar = "document.querySelector('button[data-filter=layer][data-value=\"1\"]')";
        assertThat(page.value(bar + ".textContent")).endsWith("1001");
        page.click(bar);
        assertThat(fitting()).isEqualTo(1_001);
        assertThat(page.value(bar + ".getAttribute('aria-pressed')")).isEqualTo("true");
        page.click(bar);
        assertThat(fitting()).isEqualTo(ALL);
    }

    @Test
    void aHeadOfAColumnSortsAndSortsBack() throws Exception {
        page.load(report);
        var head = "document.querySelectorAll('#table thead th')[%d]";
        page.click((head + ".firstChild").formatted(1));
        assertThat(page.value((head + ".getAttribute('aria-sort')").formatted(1)))
                .isEqualTo("ascending");
        assertThat(first()).isEqualTo("CVE-2026-20000");
        page.click((head + ".firstChild").formatted(1));
        assertThat(page.value((head + ".getAttribute('aria-sort')").formatted(1)))
                .isEqualTo("descending");
        assertThat(first()).isEqualTo("CVE-2026-30000");
        page.click((head + ".firstChild").formatted(5));
        assertThat(page.value((head + ".getAttribute('aria-sort')").formatted(1)))
                .isEqualTo("none");
        assertThat(first()).isIn("CVE-2026-20007", "CVE-2026-22997");
        assertThat(fitting()).isEqualTo(ALL);
    }

    @Test
    void aClickShowsTheEvidence() throws Exception {
        page.load(report);
        page.press("/");
        page.type("cve-2026-20007");
        page.click(SHOWN + "[0].cells[3]");
        assertThat(page.value("document.querySelector('tr.evidence').textContent"))
                .contains(
                        "CVE-2026-20007",
                        "CISA’s catalogue since 2026-11-01",
                        "pkg:npm/package-0@1.0.0",
                        "app/node_modules/package-0/package.json",
                        "in layer 1",
                        "CVSS:3.1/AV:N",
                        "1.0.0 < 2.0.0",
                        "npm install package-0@2.0.0");
        page.click(SHOWN + "[0].cells[3]");
        assertThat(evidence()).isZero();
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        page.load(report);
        page.press("/");
        page.type("package-7/");
        page.press("ArrowDown");
        page.press("ArrowDown");
        page.press("ArrowDown");
        page.press("ArrowUp");
        assertThat(page.value(SHOWN + ".indexOf(document.activeElement.closest('tr'))"))
                .isEqualTo("1");
        page.press("Enter");
        assertThat(page.value("document.activeElement.getAttribute('aria-expanded')"))
                .isEqualTo("true");
        assertThat(evidence()).isOne();
        page.press("Escape");
        assertThat(evidence()).isZero();
        page.press("End");
        assertThat(page.value(SHOWN + ".indexOf(document.activeElement.closest('tr'))"))
                .isEqualTo("99");
        assertThat(page.number("document.querySelectorAll('#table tbody [tabindex=\"0\"]').length"))
                .isOne();
    }

    @Test
    void theEvidenceOfWhatIsHostileIsText() throws Exception {
        page.load(report);
        page.press("/");
        page.type("cve-2026-30000");
        page.press("ArrowDown");
        page.press("Enter");
        assertThat(evidence()).isOne();
        assertThat(page.number("document.querySelectorAll('img').length")).isZero();
    }

    @Test
    void itIsDarkWhereTheSystemIsAndWhereThePersonSays() throws Exception {
        page.load(report);
        var light = background();
        page.click("document.getElementById('theme')");
        var dark = background();
        assertThat(dark).isNotEqualTo(light);
        page.click("document.getElementById('theme')");
        assertThat(background()).isEqualTo(light);
        page.value("document.documentElement.removeAttribute('data-theme')");
        systemIsDark();
        assertThat(background()).isEqualTo(dark);
    }

    /// By the formula of WCAG 2, for every text that is shown.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyTextHasContrast(boolean dark) throws Exception {
        if (dark) {
            systemIsDark();
        }
        page.load(report);
        page.press("/");
        page.type("cve-2026-2000");
        page.press("ArrowDown");
        page.press("Enter");
        assertThat(page.value(CONTRAST)).isEmpty();
    }

    private static final String CONTRAST =
            """
            (() => {
              const parse = (c) => c.match(/[\\d.]+/g).map(Number);
              const light = (c) => c.slice(0, 3).map((v) => v / 255)
                .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = (e) => {
                for (let at = e; at; at = at.parentElement) {
                  const c = parse(getComputedStyle(at).backgroundColor);
                  if (c.length < 4 || c[3] > 0) return c;
                }
                return [255, 255, 255];
              };
              const bad = new Set();
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) {
                const e = walk.currentNode.parentElement;
                if (!walk.currentNode.data.trim() || e.matches('script, option') || !e.checkVisibility()) continue;
                const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
                if ((a + 0.05) / (b + 0.05) < 4.5) bad.add(e.tagName + '.' + e.className);
              }
              return [...bad].join(', ');
            })()\
            """;

    @Test
    void everyControlHasAName() throws Exception {
        page.load(report);
        assertThat(
                        page.number(
                                "[...document.querySelectorAll('input, select')].filter(e => !e.labels.length).length"))
                .isZero();
        assertThat(
                        page.number(
                                "[...document.querySelectorAll('button')].filter(e => !e.textContent.trim()).length"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 800, 1_400})
    void itFitsTheScreen(int width) throws Exception {
        page.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        page.load(report);
        page.click(SHOWN + "[1].cells[3]");
        assertThat(evidence()).isOne();
        assertThat(page.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    }

    @Test
    void itIsAFewMegabytes() throws Exception {
        page.load(report);
        assertThat(Files.size(report)).isLessThan(4_000_000);
    }

    /// How many fit, of which the first are shown.
    private long fitting() throws Exception {
        long fitting = page.number(COUNT + ".split(' ')[0].replace(',', '')");
        assertThat(page.number(SHOWN + ".length")).isEqualTo(Math.min(fitting, PAGE));
        return fitting;
    }

    private String first() throws Exception {
        return page.value(SHOWN + "[0].querySelector('button').textContent");
    }

    private long evidence() throws Exception {
        return page.number("document.querySelectorAll('tr.evidence').length");
    }

    private String focused() throws Exception {
        return page.value("document.activeElement.id");
    }

    private String background() throws Exception {
        return page.value("getComputedStyle(document.body).backgroundColor");
    }

    private void systemIsDark() throws Exception {
        page.call(
                "Emulation.setEmulatedMedia",
                Map.of("features", Map.of("name", "prefers-color-scheme", "value", "dark")));
    }
}
