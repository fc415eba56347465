package org.tidewaiter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.policy.Flaws.INVENTORY;
import static org.tidewaiter.policy.Flaws.flaw;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Severity;

class WaiverTest {
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 12, 31);

    @Test
    void anyIdOfTheFlawIsCovered() {
        assertThat(waiver("ghsa-cve-1", "", "", "").covers(aFlaw(), INVENTORY)).isTrue();
        assertThat(waiver("CVE-2", "", "", "").covers(aFlaw(), INVENTORY)).isFalse();
    }

    @Test
    void whatACheckFoundIsCoveredByTheIdOfTheCheckAndItsPlace() {
        var key = Checked.secret("secret/shop-key", "app/.env");
        assertThat(waiver("Secret/shop-key", "", "", "").covers(key, INVENTORY)).isTrue();
        assertThat(waiver("shop-key", "", "", "").covers(key, INVENTORY)).isFalse();
        assertThat(waiver("secret/shop-key", "", "", "app/*").covers(key, INVENTORY)).isTrue();
        assertThat(waiver("secret/shop-key", "", "", "opt/*").covers(key, INVENTORY)).isFalse();
        assertThat(waiver("secret/shop-key", "pkg:npm/a", "", "").covers(key, INVENTORY))
                .as("it is in no package")
                .isFalse();
    }

    @Test
    void aPackageWithoutAVersionIsEveryVersion() {
        assertThat(waiver("CVE-1", "pkg:npm/lodash", "", "").covers(aFlaw(), INVENTORY)).isTrue();
        assertThat(waiver("CVE-1", "pkg:npm/lodash@4.17.20", "", "").covers(aFlaw(), INVENTORY))
                .isTrue();
        assertThat(waiver("CVE-1", "pkg:npm/lodash@4.17.21", "", "").covers(aFlaw(), INVENTORY))
                .isFalse();
        assertThat(waiver("CVE-1", "pkg:npm/lodash.merge", "", "").covers(aFlaw(), INVENTORY))
                .isFalse();
    }

    @Test
    void aStarInThePackageIsAnything() {
        var openssl = flaw("CVE-1", Severity.LOW).in("pkg:deb/debian/openssl@3.0").build();
        assertThat(waiver("CVE-1", "pkg:deb/*/open*", "", "").covers(openssl, INVENTORY)).isTrue();
        assertThat(waiver("CVE-1", "pkg:deb/ubuntu/*", "", "").covers(openssl, INVENTORY))
                .isFalse();
    }

    @Test
    void anImageIsMeantByItsNameOrDigest() {
        assertThat(waiver("CVE-1", "", "registry.example/shop/*", "").covers(aFlaw(), INVENTORY))
                .isTrue();
        assertThat(waiver("CVE-1", "", "sha256:abab*", "").covers(aFlaw(), INVENTORY)).isTrue();
        assertThat(waiver("CVE-1", "", "registry.example/bank/*", "").covers(aFlaw(), INVENTORY))
                .isFalse();
    }

    @Test
    void everyPlaceOfThePackageMustBeInScope() {
        var twice = flaw("CVE-1", Severity.LOW).at("app/one", "opt/one").build();
        assertThat(waiver("CVE-1", "", "", "app/*").covers(aFlaw(), INVENTORY)).isTrue();
        assertThat(waiver("CVE-1", "", "", "app/*").covers(twice, INVENTORY)).isFalse();
        assertThat(
                        waiver("CVE-1", "", "", "*")
                                .covers(flaw("CVE-1", Severity.LOW).at().build(), INVENTORY))
                .as("of a package without a place nothing is known")
                .isFalse();
    }

    @Test
    void itCountsUntilTheEndOfItsLastDay() {
        assertThat(waiver("CVE-1", "", "", "").isExpired(LAST_DAY)).isFalse();
        assertThat(waiver("CVE-1", "", "", "").isExpired(LAST_DAY.plusDays(1))).isTrue();
    }

    @Test
    void nobodyApprovesTheirOwn() {
        assertThatThrownBy(() ->
                        new Waiver(
                                "CVE-1",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "ann@example.org",
                                "why",
                                LAST_DAY,
                                "Ann@example.org"))
                .hasMessage("'ann@example.org' cannot approve a waiver of their own");
    }

    private static Finding aFlaw() {
        return flaw("CVE-1", Severity.LOW).build();
    }

    private static Waiver waiver(String id, String packages, String image, String path) {
        return new Waiver(
                id,
                PurlPattern.parse(packages),
                Optional.of(image).filter(one -> !one.isEmpty()),
                Optional.of(path).filter(one -> !one.isEmpty()),
                "ann@example.org",
                "not reachable",
                LAST_DAY,
                "ben@example.org");
    }
}
