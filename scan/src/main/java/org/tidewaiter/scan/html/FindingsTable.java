package org.tidewaiter.scan.html;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Severity;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.report.Scanner;

/// The findings, a row each, with what they are filtered by.
final class FindingsTable {
    /// In an order that the style and the script know.
    private static final List<String> COLUMNS =
            List.of(
                    "Severity",
                    "Flaw",
                    "Package",
                    "Installed",
                    "Fixed in",
                    "Exploit",
                    "State",
                    "Where");

    private FindingsTable() {}

    static void write(ScanReport report, Markup html) {
        var flaws = report.vulnerabilities();
        html.open("section", "aria-labelledby", "findings").line();
        html.element("h2", "Findings", "id", "findings", "tabindex", "-1").line();
        if (flaws.isEmpty()) {
            boolean looked = report.facts().lookedFor(Scanner.VULNERABILITIES);
            html.element("p", looked ? "No known flaws." : "Known flaws were not looked for.")
                    .line()
                    .close("section")
                    .line();
            return;
        }
        Charts.write(report, html);
        controls(flaws, html);
        html.open("table", "id", "table", "class", "findings").line();
        head(html, COLUMNS, true);
        html.open("tbody").line();
        for (int i = 0; i < flaws.size(); i++) {
            row(flaws.get(i), i, html);
        }
        html.close("tbody").line().close("table").line();
        html.element("button", "", "type", "button", "id", "more", "hidden", "").line();
        html.element("p", "No finding is like that.", "id", "none", "hidden", "").line();
        html.close("section").line();
    }

    /// Hidden until the script is there.
    private static void controls(List<Finding.Vulnerability> flaws, Markup html) {
        html.open("form", "id", "controls", "class", "controls", "role", "search", "hidden", "")
                .line();
        html.open("label").text("Search ");
        html.open(
                        "input",
                        "type",
                        "search",
                        "id",
                        "search",
                        "autocomplete",
                        "off",
                        "spellcheck",
                        "false",
                        "placeholder",
                        "id, package, path; press /")
                .close("label")
                .line();
        var severities =
                Stream.of(Severity.values())
                        .sorted((a, b) -> b.compareTo(a))
                        .filter(one -> flaws.stream().anyMatch(flaw -> flaw.severity() == one))
                        .map(Severity::word)
                        .toList();
        choice("Severity", "severity", severities, html);
        choice("State", "state", distinct(flaws, flaw -> Stream.of(state(flaw))), html);
        choice(
                "Ecosystem",
                "ecosystem",
                distinct(flaws, flaw -> Stream.of(flaw.in().purl().type())),
                html);
        var layers =
                flaws.stream()
                        .flatMap(flaw -> layers(flaw).stream())
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .toList();
        choice("Layer", "layer", layers, html);
        box("With a fix", "fixable", html);
        box("Known exploited", "exploited", html);
        html.element("button", "Reset", "type", "reset").line();
        html.element("output", "", "id", "count", "aria-live", "polite").line();
        html.close("form").line();
    }

    private static List<String> distinct(
            List<Finding.Vulnerability> flaws,
            Function<Finding.Vulnerability, Stream<String>> words) {
        return flaws.stream().flatMap(words).distinct().sorted().toList();
    }

    private static void choice(String label, String id, List<String> values, Markup html) {
        if (values.isEmpty()) {
            return;
        }
        html.open("label").text(label + " ").open("select", "id", id);
        html.open("option", "value", "").text("all").close("option");
        values.forEach(value -> html.open("option").text(value).close("option"));
        html.close("select").close("label").line();
    }

    private static void box(String label, String id, Markup html) {
        html.open("label", "class", "box")
                .open("input", "type", "checkbox", "id", id)
                .text(" " + label)
                .close("label")
                .line();
    }

    /// @param sortable whether the script may sort by them
    static void head(Markup html, List<String> labels, boolean sortable) {
        html.open("thead").open("tr");
        for (var label : labels) {
            if (sortable) {
                html.element("th", label, "scope", "col", "aria-sort", "none");
            } else {
                html.element("th", label, "scope", "col");
            }
        }
        html.close("tr").close("thead").line();
    }

    /// @param index of the finding in the data of the page
    private static void row(Finding.Vulnerability flaw, int index, Markup html) {
        var in = flaw.in();
        var layers = layers(flaw).stream().map(String::valueOf).collect(Collectors.joining(" "));
        html.open(
                "tr",
                "data-i",
                String.valueOf(index),
                "data-x",
                String.valueOf(urgency(flaw)),
                "data-l",
                layers);
        severity(flaw, html);
        flaw(flaw, html);
        html.element("td", in.ecosystemName());
        html.element("td", in.version());
        html.element("td", String.join(", ", flaw.fixedVersions()));
        html.open("td");
        if (flaw.exploitSigns().kevAdded().isPresent()) {
            html.element("b", "KEV", "title", "known to be exploited").text(" ");
        }
        html.text(epss(flaw)).close("td");
        html.element("td", state(flaw));
        html.element("td", where(flaw)).close("tr").line();
    }

    static void severity(Finding finding, Markup html) {
        var word = finding.severity().word();
        html.open("td").element("span", word, "class", "severity " + word).close("td");
    }

    /// Id and title, the head of the row.
    static void flaw(Finding.Vulnerability flaw, Markup html) {
        html.open("th", "scope", "row").element("span", flaw.id());
        if (!flaw.title().isEmpty()) {
            html.element("small", flaw.title());
        }
        html.close("th");
    }

    /// What is sorted by: exploitation that is known first.
    private static double urgency(Finding.Vulnerability flaw) {
        var signs = flaw.exploitSigns();
        return (signs.kevAdded().isPresent() ? 1 : 0)
                + signs.epss().map(epss -> epss.score()).orElse(0.0);
    }

    private static String epss(Finding.Vulnerability flaw) {
        return flaw.exploitSigns()
                .epss()
                .map(one -> String.format(Locale.ROOT, "%.1f%%", one.score() * 100))
                .orElse("");
    }

    private static String state(Finding.Vulnerability flaw) {
        return switch (flaw.state()) {
            case FIXED -> "fix available";
            case AFFECTED -> "no fix yet";
            default -> flaw.state().word().replace('_', ' ');
        };
    }

    static List<Integer> layers(Finding.Vulnerability flaw) {
        return flaw.in().locations().stream()
                .flatMapToInt(one -> one.layer().stream())
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    /// The layer of what stands in the database of a distribution, otherwise the path too; before
    /// it what became of a package that is no longer there.
    private static String where(Finding.Vulnerability flaw) {
        var in = flaw.in();
        var words = new StringJoiner(", ");
        if (in.presence() != Presence.LIVE) {
            words.add(in.presence().word());
        }
        in.locations().stream()
                .limit(1)
                .forEach(first -> {
                    first.layer().ifPresent(layer -> words.add("layer " + layer));
                    if (!in.purl().isKeptInDatabase() || first.layer().isEmpty()) {
                        words.add(first.path());
                    }
                });
        return in.locations().size() > 1
                ? "%s +%d".formatted(words, in.locations().size() - 1)
                : words.toString();
    }
}
