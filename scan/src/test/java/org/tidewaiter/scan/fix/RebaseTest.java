package org.tidewaiter.scan.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.scan.base.BaseImage;
import org.tidewaiter.scan.fix.FixPlanning.Rebased;
import org.tidewaiter.scan.report.MadeUp;

class RebaseTest {
    private static final SoftwarePackage OWN = MadeUp.deb("imagemagick", "imagemagick", "6.9-1");
    private static final SoftwarePackage NODE = MadeUp.npm("lodash", "4.17.20", "srv/app/lodash");

    /// None of its layers has what the image's own layers install.
    private static final BaseImage BASE = new BaseImage("old", 1, BaseImage.Origin.GIVEN);

    private static Inventory image(String release, SoftwarePackage... packages) {
        return new Inventory(
                MadeUp.IMAGE,
                Optional.of(
                        new Distribution("debian", release, "", "Debian " + release, List.of())),
                List.of(packages),
                FileAccount.NONE,
                List.of());
    }

    /// What the lowest layer installs.
    private static SoftwarePackage seenInBase() {
        var openssl = MadeUp.deb("openssl", "openssl", "3.0-1");
        return new SoftwarePackage(
                openssl.purl(),
                openssl.source(),
                List.of(),
                "test",
                false,
                openssl.presence(),
                List.of(new Location("var/lib/dpkg/status", OptionalInt.of(0))),
                Optional.empty());
    }

    private static FixPlan plan(Inventory image, Inventory other) {
        var rebase = Rebase.of(image, BASE, other);
        return new FixPlanning(RebaseTest::findings, new FixCommands(false))
                .plan(
                        image,
                        List.of(
                                new Rebased(
                                        MadeUp.source("debian:13"),
                                        rebase.inventory(),
                                        rebase.unknown())));
    }

    private static List<Finding.Vulnerability> findings(Inventory of) {
        return of.packages().stream()
                .filter(one -> one.equals(OWN) || one.purl().name().equals("openssl"))
                .map(one -> MadeUp.flaw("CVE-2026-1", one).build())
                .toList();
    }

    @Test
    void onAnotherReleaseNobodyKnowsWhatBecomesOfItsOwnPackages() {
        var rebase = Rebase.of(image("12", OWN, NODE), BASE, image("13"));
        assertThat(rebase.unknown()).containsExactly(OWN);
        assertThat(rebase.inventory().packages()).containsExactly(NODE);
        assertThat(Rebase.of(image("12", OWN, NODE), BASE, image("12")).unknown()).isEmpty();
    }

    @Test
    void anotherReleaseIsNotBetterForWhatIsForgotten() {
        var plan = plan(image("12", OWN), image("13"));
        assertThat(plan.base()).isEmpty();
        assertThat(plan.remaining()).hasSize(1);
    }

    @Test
    void whatAnotherReleaseRemovesDoesNotCountWhatIsNotKnown() {
        var plan = plan(image("12", seenInBase(), OWN), image("13"));
        assertThat(plan.base()).contains("debian:13");
        assertThat(plan.steps()).singleElement().matches(step -> step.mended() == 1);
        assertThat(plan.remaining()).singleElement().matches(one -> one.in().equals(OWN));
        assertThat(plan.unknown()).containsExactly(OWN);
    }

    @Test
    void aBaseThatCouldNotBeReadIsNotBetterForWhatItDoesNotList() {
        var image = image("12", seenInBase());
        var unreadable =
                new Inventory(
                        MadeUp.IMAGE,
                        image.distribution(),
                        List.of(),
                        FileAccount.NONE,
                        List.of(
                                new Gap(
                                        "var/lib/dpkg/status",
                                        OptionalInt.of(0),
                                        "dpkg-status: cut short")));

        assertThat(plan(image, image("12")).base()).contains("debian:13");
        assertThat(plan(image, unreadable).base()).isEmpty();
    }
}
