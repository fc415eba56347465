package org.tidewaiter.scan.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Severity;
import org.tidewaiter.scan.report.ScanReport;

/// How many findings there are by severity, ecosystem and layer, as bars of the severities. Each
/// bar filters the table, once the script is there.
final class Charts {
    private static final int WIDTH = 1000;

    private Charts() {}

    /// @param value that the filter has for it
    /// @param label for people; it can be long
    private record Bar(String value, String label, Map<Severity, Integer> counts) {
        int total() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    static void write(ScanReport report, Markup html) {
        var flaws = report.vulnerabilities();
        html.open("div", "class", "charts").line();
        chart("By severity", "severity", bySeverity(flaws), html);
        chart("By ecosystem", "ecosystem", byEcosystem(flaws), html);
        chart("By layer", "layer", byLayer(flaws, report), html);
        html.close("div").line();
    }

    private static List<Bar> bySeverity(List<Finding.Vulnerability> flaws) {
        return Stream.of(Severity.values())
                .sorted(Comparator.reverseOrder())
                .map(severity ->
                        new Bar(
                                severity.word(),
                                severity.word(),
                                counts(
                                        flaws.stream()
                                                .filter(flaw -> flaw.severity() == severity)
                                                .toList())))
                .filter(bar -> bar.total() > 0)
                .toList();
    }

    private static List<Bar> byEcosystem(List<Finding.Vulnerability> flaws) {
        var byType = new TreeMap<String, List<Finding.Vulnerability>>();
        for (var flaw : flaws) {
            byType.computeIfAbsent(flaw.in().purl().type(), _ -> new ArrayList<>()).add(flaw);
        }
        var bars = new ArrayList<Bar>();
        byType.forEach((type, ofIt) -> bars.add(new Bar(type, type, counts(ofIt))));
        bars.sort(Comparator.comparingInt(Bar::total).reversed());
        return bars;
    }

    private static List<Bar> byLayer(List<Finding.Vulnerability> flaws, ScanReport report) {
        var byIndex = new TreeMap<Integer, List<Finding.Vulnerability>>();
        for (var flaw : flaws) {
            for (var layer : FindingsTable.layers(flaw)) {
                byIndex.computeIfAbsent(layer, _ -> new ArrayList<>()).add(flaw);
            }
        }
        var bars = new ArrayList<Bar>();
        byIndex.forEach((index, ofIt) ->
                bars.add(
                        new Bar(
                                String.valueOf(index),
                                index + instruction(index, report),
                                counts(ofIt))));
        return bars;
    }

    private static String instruction(int index, ScanReport report) {
        return report.inventory().source().layers().stream()
                .filter(layer -> layer.index() == index)
                .findFirst()
                .flatMap(Layer::instruction)
                .map(one -> ": " + one)
                .orElse("");
    }

    private static Map<Severity, Integer> counts(List<Finding.Vulnerability> flaws) {
        var counts = new EnumMap<Severity, Integer>(Severity.class);
        flaws.forEach(flaw -> counts.merge(flaw.severity(), 1, Integer::sum));
        return counts;
    }

    /// @param filter the control that a bar sets
    private static void chart(String title, String filter, List<Bar> bars, Markup html) {
        if (bars.isEmpty()) {
            return;
        }
        int longest = bars.stream().mapToInt(Bar::total).max().orElse(1);
        html.open("figure").element("figcaption", title).line();
        html.open("ul").line();
        for (var bar : bars) {
            html.open("li");
            html.open(
                    "button",
                    "type",
                    "button",
                    "disabled",
                    "",
                    "aria-pressed",
                    "false",
                    "data-filter",
                    filter,
                    "data-value",
                    bar.value,
                    "title",
                    bar.label);
            html.element("span", bar.label, "class", "label");
            svg(bar, longest, html);
            html.element("span", String.valueOf(bar.total()), "class", "number");
            html.close("button").close("li").line();
        }
        html.close("ul").close("figure").line();
    }

    private static void svg(Bar bar, int longest, Markup html) {
        html.open(
                "svg",
                "viewBox",
                "0 0 %d 10".formatted(WIDTH),
                "preserveAspectRatio",
                "none",
                "aria-hidden",
                "true");
        int before = 0;
        for (var severity :
                bar.counts.keySet().stream().sorted(Comparator.reverseOrder()).toList()) {
            int until = before + bar.counts.getOrDefault(severity, 0);
            int from = before * WIDTH / longest;
            html.open(
                            "rect",
                            "class",
                            severity.word(),
                            "x",
                            String.valueOf(from),
                            "width",
                            String.valueOf(Math.max(until * WIDTH / longest - from, 2)),
                            "height",
                            "10")
                    .close("rect");
            before = until;
        }
        html.close("svg");
    }
}
