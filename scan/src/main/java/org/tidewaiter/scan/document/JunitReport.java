package org.tidewaiter.scan.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Location;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.rule.RuleAction;
import org.tidewaiter.policy.rule.RuleAnswer;
import org.tidewaiter.scan.escape.MarkupText;
import org.tidewaiter.scan.report.FlawPage;
import org.tidewaiter.scan.report.PolicyDecision;
import org.tidewaiter.scan.report.ReportFormat;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.scan.text.VerdictSection;

/// The report as results of tests, which every CI service shows.
///
/// A suite is an ecosystem or a kind of check, a case is a flaw in one package or what a check
/// found in one place. A case fails if its finding breaks the gate, and is skipped if it does not;
/// where no gate was asked for, every finding fails. What does not count is skipped too, with its
/// cause. Where a policy was asked, each of its rules is a case of the suite `policy`: one that
/// only warns is skipped. The last suite is the verdict.
///
/// @see "Apache Ant, JUnitResultFormatter, and what Jenkins, GitLab and others read of it"
public final class JunitReport implements ReportFormat {
    @Override
    public String name() {
        return "junit";
    }

    @Override
    public void write(ScanReport report, ReportStyle style, OutputStream out) throws IOException {
        var suites = suites(report);
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuites")
                .append(attribute("name", "tidewaiter: " + report.inventory().source().name()))
                .append(counts(suites.values().stream().flatMap(List::stream).toList()))
                .append(">\n");
        suites.forEach((name, cases) -> suite(name, cases, report, xml));
        xml.append("</testsuites>\n");
        out.write(xml.toString().getBytes(StandardCharsets.UTF_8));
    }

    private enum Outcome {
        PASSED,
        SKIPPED,
        FAILED
    }

    /// @param group that it is shown in
    /// @param message one line; of what did not pass
    /// @param text more about what failed
    private record Case(String group, String name, Outcome outcome, String message, String text) {}

    private static Map<String, List<Case>> suites(ScanReport report) {
        var suites = new TreeMap<String, List<Case>>();
        var breaking = breaking(report);
        for (var finding : report.findings()) {
            switch (finding) {
                case Finding.Vulnerability flaw -> {
                    boolean fails = !report.isGated() || breaking.contains(finding);
                    add(
                            suites,
                            flaw,
                            fails ? Outcome.FAILED : Outcome.SKIPPED,
                            fails ? message(flaw) : "does not break the gate: " + message(flaw));
                }
                case Finding.OfCheck one -> {
                    boolean fails = !report.isGated() || breaking.contains(finding);
                    add(
                            suites,
                            one,
                            fails ? Outcome.FAILED : Outcome.SKIPPED,
                            fails ? message(one) : "does not break the gate: " + message(one));
                }
            }
        }
        for (var one : report.suppressed()) {
            switch (one.finding()) {
                case Finding.Vulnerability flaw -> add(suites, flaw, Outcome.SKIPPED, cause(one));
                case Finding.OfCheck found -> add(suites, found, Outcome.SKIPPED, cause(one));
            }
        }
        var withGate = new LinkedHashMap<String, List<Case>>(suites);
        report.policy().ifPresent(decision -> withGate.put("policy", cases(decision)));
        withGate.put("gate", gate(report));
        return withGate;
    }

    private static String cause(Suppressed one) {
        return "%s: %s".formatted(one.cause().word().replace('_', ' '), one.reason());
    }

    private static void add(
            Map<String, List<Case>> suites,
            Finding.Vulnerability flaw,
            Outcome outcome,
            String message) {
        var in = flaw.in();
        suites.computeIfAbsent(in.purl().type(), _ -> new ArrayList<>())
                .add(
                        new Case(
                                in.ecosystemName() + " " + in.version(),
                                "%s (%s)".formatted(flaw.id(), flaw.severity().word()),
                                outcome,
                                message,
                                text(flaw)));
    }

    private static void add(
            Map<String, List<Case>> suites, Finding.OfCheck one, Outcome outcome, String message) {
        suites.computeIfAbsent(one.check().kind().word(), _ -> new ArrayList<>())
                .add(
                        new Case(
                                one.place().words(),
                                "%s (%s)".formatted(one.id(), one.severity().word()),
                                outcome,
                                message,
                                one.check().mend()));
    }

    private static String message(Finding.OfCheck one) {
        return "%s: %s".formatted(one.check().title(), one.message());
    }

    private static Set<Finding> breaking(ScanReport report) {
        var breaking = new LinkedHashSet<Finding>();
        if (report.verdict() instanceof Verdict.Deny deny) {
            deny.reasons().forEach(reason -> reason.finding().ifPresent(breaking::add));
        }
        return breaking;
    }

    private static List<Case> cases(PolicyDecision decision) {
        var group = "%s for %s".formatted(decision.policy(), decision.stage());
        return decision.asked().stream().map(one -> ruleCase(group, one)).toList();
    }

    private static Case ruleCase(String group, RuleAnswer answer) {
        var objections = answer.objections();
        if (objections.isEmpty()) {
            return new Case(group, answer.rule(), Outcome.PASSED, "", "");
        }
        var outcome = answer.effect() == RuleAction.DENY ? Outcome.FAILED : Outcome.SKIPPED;
        return new Case(
                group,
                answer.rule(),
                outcome,
                objections.getFirst(),
                String.join("\n", objections));
    }

    /// The verdict, and what else is to be known of it.
    private static List<Case> gate(ScanReport report) {
        var image = report.inventory().source().name();
        var denied = report.verdict() instanceof Verdict.Deny;
        var cases = new ArrayList<Case>();
        cases.add(
                new Case(
                        image,
                        "verdict",
                        denied ? Outcome.FAILED : Outcome.PASSED,
                        VerdictSection.text(report),
                        ""));
        for (var fact : report.notes().facts()) {
            cases.add(new Case(image, fact.rule(), Outcome.SKIPPED, fact.fact(), ""));
        }
        return cases;
    }

    private static String message(Finding.Vulnerability flaw) {
        return "%s %s: %s"
                .formatted(
                        flaw.in().ecosystemName(),
                        flaw.in().version(),
                        flaw.fixedVersions().isEmpty()
                                ? "no fix is known"
                                : "fixed in " + String.join(", ", flaw.fixedVersions()));
    }

    private static String text(Finding.Vulnerability flaw) {
        var lines = new ArrayList<String>();
        if (!flaw.title().isEmpty()) {
            lines.add(flaw.title());
        }
        lines.add(FlawPage.of(flaw.id()));
        lines.add(flaw.in().purl().toString());
        flaw.in().locations().stream().map(Location::path).forEach(lines::add);
        flaw.evidence()
                .forEach(one ->
                        lines.add(
                                "%s %s: %s".formatted(one.feed(), one.record(), one.comparison())));
        return String.join("\n", lines);
    }

    private static void suite(String name, List<Case> cases, ScanReport report, StringBuilder xml) {
        xml.append("  <testsuite")
                .append(attribute("name", name))
                .append(counts(cases))
                .append(attribute("timestamp", report.asOf() + "T00:00:00"))
                .append(attribute("time", "0"))
                .append(">\n");
        cases.forEach(one -> testcase(one, xml));
        xml.append("  </testsuite>\n");
    }

    private static void testcase(Case one, StringBuilder xml) {
        xml.append("    <testcase")
                .append(attribute("classname", one.group))
                .append(attribute("name", one.name))
                .append(attribute("time", "0"));
        switch (one.outcome) {
            case PASSED -> xml.append("/>\n");
            case SKIPPED ->
                    xml.append(">\n      <skipped")
                            .append(attribute("message", one.message))
                            .append("/>\n    </testcase>\n");
            case FAILED -> {
                xml.append(">\n      <failure")
                        .append(attribute("message", one.message))
                        .append(attribute("type", "finding"))
                        .append('>');
                one.text.lines().map(MarkupText::of).forEach(line -> xml.append(line).append('\n'));
                xml.append("</failure>\n    </testcase>\n");
            }
        }
    }

    private static String counts(List<Case> cases) {
        return attribute("tests", String.valueOf(cases.size()))
                + attribute("failures", String.valueOf(count(cases, Outcome.FAILED)))
                + attribute("errors", "0")
                + attribute("skipped", String.valueOf(count(cases, Outcome.SKIPPED)));
    }

    private static long count(List<Case> cases, Outcome outcome) {
        return cases.stream().filter(one -> one.outcome == outcome).count();
    }

    private static String attribute(String name, String value) {
        return " %s=\"%s\"".formatted(name, MarkupText.of(value));
    }
}
