package org.tidewaiter.scan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.CodeEvidence;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.MatchEvidence;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Severity;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.Decisions;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.ReportStyle;
import org.tidewaiter.testkit.Golden;
import org.tidewaiter.vulnerability.match.Explanation;

class ExplanationPageTest {
    private static final AdvisoryData SAMPLE = new AdvisoryData(true, 152, List.of());

    @Test
    void everyReasonHasItsWords() throws IOException {
        var openssl = MadeUp.deb("openssl", "libssl3", "3.0.14-1~deb12u1");
        var lodash = MadeUp.npm("lodash", "4.17.20", "srv/app/node_modules/lodash/package.json");
        var flaw =
                MadeUp.flaw("CVE-2026-10010", openssl)
                        .weak(125, 416)
                        .severity(Severity.HIGH, 7.5)
                        .title("a buffer is read past its end")
                        .kev()
                        .epss(0.0312)
                        .code(
                                CodeEvidence.Standing.PRESENT,
                                "net/mail.ParseAddress",
                                "net/mail.ParseAddress in usr/bin/app")
                        .fix("3.0.15-1~deb12u1");
        var evidence =
                new MatchEvidence(
                        "ghsa",
                        "GHSA-xq3f-7r2m-9w8p",
                        "lodash",
                        "4.17.20",
                        ">= 0, < 4.17.12",
                        "4.17.20 >= 4.17.12 (npm)");
        Golden.assertMatches(
                "text/explanations.txt",
                explain(
                        List.of(),
                        new Explanation.Reported(flaw.build()),
                        new Explanation.Cleared(
                                MadeUp.flaw("CVE-2026-10060", openssl)
                                        .state(FindingState.NOT_AFFECTED)
                                        .build()),
                        new Explanation.NotLive(
                                MadeUp.flaw("CVE-2026-10061", lodash)
                                        .presence(Presence.DELETED)
                                        .build()),
                        new Explanation.Outside("CVE-2026-1", lodash, List.of(evidence)),
                        new Explanation.Unnamed(lodash),
                        new Explanation.NotJudged(lodash, "no version order"),
                        new Explanation.OtherRelease(
                                "CVE-2026-2", openssl, List.of("Debian:11", "Debian:13")),
                        new Explanation.PackageAbsent("CVE-2026-3", List.of("npm/minimist")),
                        new Explanation.Unknown("CVE-2026-4")));
    }

    @Test
    void aWaiverInForceIsNamed() {
        var flaw = MadeUp.flaw("CVE-2026-1", MadeUp.npm("lodash", "4.17.20", "a")).build();
        var waiver =
                new Waiver(
                        "CVE-2026-1",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "ann",
                        "not reachable",
                        MadeUp.TODAY,
                        "ben");
        assertThat(explain(List.of(waiver), new Explanation.Reported(flaw)))
                .contains("waived      until 2026-11-22 by ann and ben: not reachable");
    }

    private static String explain(List<Waiver> waivers, Explanation... explanations) {
        var inventory =
                new Inventory(
                        MadeUp.IMAGE, Optional.empty(), List.of(), FileAccount.NONE, List.of());
        var decisions = Decisions.ofWaivers(waivers);
        return new ExplanationPage(
                        inventory,
                        SAMPLE,
                        flaw -> decisions.about(flaw, inventory, MadeUp.TODAY),
                        _ -> List.of(),
                        new ReportStyle(100, false))
                .of(List.of(explanations), List.of());
    }
}
