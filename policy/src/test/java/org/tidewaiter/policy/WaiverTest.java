package org.tidewaiter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.policy.Flaws.INVENTORY;
import static org.tidewaiter.policy.Flaws.flaw;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Layer;
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
    void aDigestIsOfTheManifestTheConfigurationOrAnIndex() {
        for (var letter : List.of("a", "b", "c")) {
            assertThat(scoped(digest(letter), "", "").covers(aFlaw(), LAYERED)).isTrue();
        }
        assertThat(scoped(digest("d"), "", "").covers(aFlaw(), LAYERED)).isFalse();
    }

    @Test
    void everyPlaceMustBeBroughtByTheLineOfTheDockerfile() {
        assertThat(scoped("", "RUN apt-get*", "").covers(aFlaw(), LAYERED)).isTrue();
        assertThat(scoped("", "COPY *", "").covers(aFlaw(), LAYERED)).isFalse();
        assertThat(scoped("", "*", "").covers(aFlaw(), INVENTORY))
                .as("of an image without a history nothing is known")
                .isFalse();
    }

    @Test
    void oneForAStageCountsThereOnly() {
        var forDev = scoped("", "", "dev");
        assertThat(forDev.objection(Optional.of("dev"))).isEmpty();
        assertThat(forDev.objection(Optional.of("prod"))).contains("it is for the stage dev");
        assertThat(forDev.objection(Optional.empty())).contains("it is for the stage dev");
    }

    @Test
    void beyondDevTheSecondPersonMustHaveSigned() {
        var stated = waiver("CVE-1", "", "", "");
        var prod = Optional.of("prod");
        assertThat(stated.objection(Optional.empty())).isEmpty();
        assertThat(stated.objection(Optional.of("dev"))).isEmpty();
        assertThat(stated.objection(prod)).get().asString().contains("must be signed", "--charter");
        assertThat(stated.with(new Approval.Missing("ben has not signed it")).objection(prod))
                .contains("ben has not signed it");
        assertThat(stated.with(new Approval.Signed(new TreeSet<>(Set.of("ben")))).objection(prod))
                .isEmpty();
    }

    @Test
    void whatIsSignedSaysAllButWhoHasSigned() {
        var waiver = scoped(digest("a"), "RUN *", "prod");
        assertThat(waiver.toJson().members().keySet())
                .containsExactly(
                        "id",
                        "digest",
                        "instruction",
                        "stage",
                        "owner",
                        "reason",
                        "expires",
                        "approved-by");
        assertThat(waiver.with(new Approval.Missing("no")).toJson()).isEqualTo(waiver.toJson());
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

    private static final Inventory LAYERED =
            new Inventory(
                    new ImageSource(
                            "layout",
                            "shop",
                            Digest.parse(digest("a")),
                            Digest.parse(digest("b")),
                            Optional.empty(),
                            List.of(
                                    new Layer(
                                            0,
                                            Digest.parse(digest("e")).orElseThrow(),
                                            Digest.parse(digest("f")).orElseThrow(),
                                            "",
                                            1,
                                            Optional.of("RUN apt-get install lodash"))),
                            List.of(Digest.parse(digest("c")).orElseThrow()),
                            Optional.empty()),
                    Optional.empty(),
                    List.of(),
                    FileAccount.NONE,
                    List.of());

    private static String digest(String letter) {
        return "sha256:" + letter.repeat(64);
    }

    private static Waiver scoped(String digest, String instruction, String stage) {
        return new Waiver(
                "CVE-1",
                new WaiverScope(
                        Optional.empty(),
                        Optional.empty(),
                        Digest.parse(digest),
                        Optional.empty(),
                        Optional.of(instruction).filter(one -> !one.isEmpty()),
                        Optional.of(stage).filter(one -> !one.isEmpty())),
                "ann",
                "not reachable",
                LAST_DAY,
                "ben",
                new Approval.Stated());
    }

    private static Finding.Vulnerability aFlaw() {
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
