package org.tidewaiter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.policy.Flaws.flaw;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.SourcePackage;
import org.tidewaiter.model.VexStatement;
import org.tidewaiter.model.VexStatement.Identity;
import org.tidewaiter.model.VexStatement.Product;
import org.tidewaiter.model.VexStatus;

class VexRulingTest {
    private static final Digest INDEX = Digest.parse("sha256:" + "ef".repeat(32)).orElseThrow();
    private static final Digest DIGEST = Digest.parse("sha256:" + "ab".repeat(32)).orElseThrow();

    @ParameterizedTest
    @CsvSource({
        "pkg:npm/lodash, pkg:npm/lodash@4.17.20, true",
        "pkg:npm/lodash@4.17.20, pkg:npm/lodash@4.17.20, true",
        "pkg:npm/lodash@4.17.21, pkg:npm/lodash@4.17.20, false",
        "pkg:npm/%40types/lodash, pkg:npm/lodash@4.17.20, false",
        "pkg:deb/debian/curl, pkg:deb/debian/curl@7?arch=amd64, true",
        "pkg:deb/debian/curl?arch=arm64, pkg:deb/debian/curl@7?arch=amd64, false",
        "pkg:deb/debian/curl?distro=bookworm, pkg:deb/debian/curl@7?distro=debian-12, true",
        "pkg:deb/debian/curl?distro=debian-12, pkg:deb/debian/curl@7?distro=debian-12, true",
        "pkg:deb/debian/curl?distro=trixie, pkg:deb/debian/curl@7?distro=debian-12, false",
        "pkg:deb/ubuntu/curl, pkg:deb/debian/curl@7, false",
        "pkg:rpm/suse/pam, pkg:rpm/sles/pam@1, true",
        "pkg:rpm/redhat/curl@7?epoch=1, pkg:rpm/rhel/curl@7?epoch=1, true",
        "pkg:rpm/redhat/curl@7?epoch=1, pkg:rpm/rhel/curl@7, false",
        "pkg:rpm/redhat/curl@7, pkg:rpm/almalinux/curl@7, false",
        "pkg:golang/github.com/altinity/x, pkg:golang/github.com/Altinity/x@v1, true",
        "pkg:golang/example.org/x#cmd, pkg:golang/example.org/x@v1, false",
    })
    void aPurlIsComparedAsFarAsTheStatementSaysIt(String stated, String installed, boolean same) {
        assertThat(covers(statement(product(stated)), installed)).isEqualTo(same);
    }

    @Test
    void aSourcePackageOfDebianIsAllThatWasBuiltFromIt() {
        var built =
                new SoftwarePackage(
                        purl("pkg:deb/debian/libcurl4@7-1?arch=amd64&distro=debian-12"),
                        Optional.of(new SourcePackage("curl", "7-1")),
                        List.of(),
                        "test",
                        false,
                        Presence.LIVE,
                        List.of(),
                        Optional.empty());
        var scope = new VexScope(image("debian", "12", List.of(built)));
        var source = "pkg:deb/debian/curl@7-1?arch=source&distro=bookworm";
        assertThat(scope.includes(statement(product(source)), built)).isTrue();
        assertThat(scope.includes(statement(product(source.replace("7-1", "7-2"))), built))
                .isFalse();
        assertThat(scope.includes(statement(product("pkg:deb/debian/curl@7-1")), built))
                .as("what is said of the package curl, which was built from it too")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkg:oci/web",
                "pkg:oci/web?repository_url=registry.example/shop/web",
                "pkg:oci/web?repository_url=registry.example/shop/web&tag=1",
                "pkg:oci/web?arch=amd64",
                "pkg:oci/other@sha256:abababababababababababababababababababababababababababababababab",
                "pkg:oci/web@sha256:efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef",
                "pkg:docker/shop/web@1?repository_url=registry.example",
                "registry.example/shop/web:1",
                "sha256:abababababababababababababababababababababababababababababababab",
            })
    void anImageIsKnownByItsNameOrItsDigest(String product) {
        assertThat(covers(statement(product(product)), "pkg:npm/lodash@4.17.20")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkg:oci/api",
                "pkg:oci/web?repository_url=registry.example/other/web",
                "pkg:oci/web?repository_url=shop/web",
                "pkg:oci/web?tag=2",
                "pkg:oci/web?arch=arm64",
                "pkg:oci/web@sha256:cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
                "pkg:oci/web@1",
                "pkg:docker/shop/web@1",
                "registry.example/shop/web:2",
                "web",
            })
    void anotherImageIsNotMeant(String product) {
        assertThat(covers(statement(product(product)), "pkg:npm/lodash@4.17.20")).isFalse();
    }

    @Test
    void aPartIsMeantOnlyInTheProductThatIsNamed() {
        var here = new Product(identity("pkg:npm/lodash"), List.of(identity("pkg:oci/web")));
        var elsewhere = new Product(identity("pkg:npm/lodash"), List.of(identity("pkg:oci/api")));
        assertThat(covers(statement(here), "pkg:npm/lodash@4.17.20")).isTrue();
        assertThat(covers(statement(here), "pkg:npm/minimist@1")).isFalse();
        assertThat(covers(statement(elsewhere), "pkg:npm/lodash@4.17.20")).isFalse();
    }

    @Test
    void aModuleIsInTheProgramThatItWasSeenIn() {
        var program = at("pkg:golang/example.org/server", "usr/bin/server");
        var module = at("pkg:golang/example.org/x@v1", "usr/bin/server");
        var both = at("pkg:golang/example.org/x@v1", "usr/bin/server", "usr/bin/other");
        var product = within("pkg:golang/example.org/x", "pkg:golang/example.org/server");
        var scope = new VexScope(image("debian", "12", List.of(program, module)));
        assertThat(scope.includes(statement(product), module)).isTrue();
        assertThat(scope.includes(statement(product), both)).isFalse();
    }

    @Test
    void aProgramInGoHoldsAModuleHoweverItsNameIsWritten() {
        var program = at("pkg:golang/example.org/Server", "usr/bin/server");
        var module = at("pkg:golang/example.org/x@v1", "usr/bin/server");
        var product = within("pkg:golang/example.org/x", "pkg:golang/example.org/server");
        var scope = new VexScope(image("debian", "12", List.of(program, module)));
        assertThat(scope.includes(statement(product), module)).isTrue();
    }

    @Test
    void aJarIsInTheArchiveAroundIt() {
        var application = at("pkg:maven/org.example/app@1", "srv/app.jar");
        var inside = at("pkg:maven/org.example/lib@1", "srv/app.jar!/lib/lib.jar");
        var beside = at("pkg:maven/org.example/lib@1", "srv/lib.jar");
        var product = within("pkg:maven/org.example/lib", "pkg:maven/org.example/app");
        var scope = new VexScope(image("debian", "12", List.of(application, inside, beside)));
        assertThat(scope.includes(statement(product), inside)).isTrue();
        assertThat(scope.includes(statement(product), beside)).isFalse();
    }

    @Test
    void packagesOfOneDatabaseAreNotInEachOther() {
        var curl = at("pkg:deb/debian/curl@7", "var/lib/dpkg/status");
        var openssl = at("pkg:deb/debian/openssl@3", "var/lib/dpkg/status");
        var product = within("pkg:deb/debian/openssl", "pkg:deb/debian/curl");
        var scope = new VexScope(image("debian", "12", List.of(curl, openssl)));
        assertThat(scope.includes(statement(product), openssl)).isFalse();
    }

    @Test
    void aComponentOfADistributionIsMeantInThatReleaseOnly() {
        var curl = at("pkg:rpm/rhel/curl@7", "var/lib/rpm/rpmdb.sqlite");
        var product =
                new Product(
                        identity("pkg:rpm/redhat/curl"),
                        List.of(
                                new Identity(
                                        "RHEL",
                                        List.of(),
                                        List.of("cpe:/o:redhat:enterprise_linux:9"),
                                        List.of())));
        assertThat(
                        new VexScope(image("rhel", "9.4", List.of(curl)))
                                .includes(statement(product), curl))
                .isTrue();
        assertThat(
                        new VexScope(image("rhel", "8.10", List.of(curl)))
                                .includes(statement(product), curl))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "cpe:/a:redhat:enterprise_linux:9::appstream, rhel, 9.4, true",
        "cpe:2.3:o:debian:debian_linux:12:*:*:*:*:*:*:*, debian, 12, true",
        "cpe:2.3:o:debian:debian_linux:11:*:*:*:*:*:*:*, debian, 12, false",
        "cpe:/o:suse:sles:15:sp5, sles, 15.5, true",
        "cpe:/o:suse:sles:15:sp4, sles, 15.5, false",
        "cpe:/o:redhat:rhel_eus:9.2::baseos, rhel, 9.2, false",
        "cpe:/o:redhat:enterprise_linux:9, almalinux, 9.4, false",
        "cpe:/o:redhat:enterprise_linux:1, rhel, 10.0, false",
        "nonsense, rhel, 9, false",
    })
    void aCpeNamesAReleaseOfADistribution(String cpe, String id, String version, boolean same) {
        var distribution = new Distribution(id, version, "", "", List.of());
        assertThat(DistributionCpe.is(cpe, distribution)).isEqualTo(same);
    }

    @Test
    void anyIdOfTheFlawWillDo() {
        var byAlias = statement(List.of("ghsa-cve-1"), VexStatus.FIXED, "2026-01-01", product(ANY));
        var other = statement(List.of("CVE-2"), VexStatus.FIXED, "2026-01-01", product(ANY));
        assertThat(covers(byAlias, "pkg:npm/lodash@4.17.20")).isTrue();
        assertThat(covers(other, "pkg:npm/lodash@4.17.20")).isFalse();
    }

    @Test
    void theNewestStatementDecidesAndSaysWhomItOverrules() {
        var finding = flaw("CVE-1", Severity.HIGH).build();
        var old = statement(VexStatus.NOT_AFFECTED, "2026-01-01");
        var later = statement(VexStatus.AFFECTED, "2026-02-01");
        var latest = statement(VexStatus.FIXED, "2026-03-01");
        assertThat(clearing(old, later).clearing(finding, Flaws.INVENTORY, Flaws.TODAY)).isEmpty();
        assertThat(clearing(later, old).about(finding, Flaws.INVENTORY, Flaws.TODAY))
                .containsExactly(new VexRuling(later, 1));
        assertThat(
                        clearing(old, latest, later)
                                .clearing(finding, Flaws.INVENTORY, Flaws.TODAY)
                                .orElseThrow()
                                .sentence())
                .isEqualTo(
                        "fixed: never called; so says Ann at 2026-03-01T00:00:00Z in a.json,"
                                + " against an older statement");
    }

    @Test
    void ofEquallyNewStatementsTheOneThatClearsLessDecides() {
        var finding = flaw("CVE-1", Severity.HIGH).build();
        var good = statement(VexStatus.NOT_AFFECTED, "2026-01-01");
        var bad = statement(VexStatus.UNDER_INVESTIGATION, "2026-01-01");
        assertThat(clearing(good, bad).clearing(finding, Flaws.INVENTORY, Flaws.TODAY)).isEmpty();
        assertThat(clearing(bad, good).clearing(finding, Flaws.INVENTORY, Flaws.TODAY)).isEmpty();
    }

    private static final String ANY = "pkg:npm/lodash";

    private static Decisions clearing(VexStatement... statements) {
        return new Decisions(List.of(), List.of(statements), List.of());
    }

    private static boolean covers(VexStatement statement, String installed) {
        return new VexRuling(statement)
                .covers(
                        flaw("CVE-1", Severity.HIGH).in(installed).build(),
                        image("debian", "12", List.of()));
    }

    private static Inventory image(String id, String version, List<SoftwarePackage> packages) {
        return new Inventory(
                new ImageSource(
                        "registry",
                        "registry.example/shop/web:1",
                        Optional.of(DIGEST),
                        Optional.empty(),
                        Platform.parse("linux/amd64"),
                        List.of(),
                        List.of(INDEX),
                        Optional.empty()),
                Optional.of(
                        new Distribution(
                                id, version, id.equals("debian") ? "bookworm" : "", "", List.of())),
                packages,
                FileAccount.NONE,
                List.of());
    }

    private static SoftwarePackage at(String purl, String... paths) {
        return new SoftwarePackage(
                purl(purl),
                Optional.empty(),
                List.of(),
                "test",
                false,
                Presence.LIVE,
                List.of(paths).stream()
                        .map(path -> new Location(path, OptionalInt.empty()))
                        .toList(),
                Optional.empty());
    }

    private static VexStatement statement(Product product) {
        return statement(List.of("CVE-1"), VexStatus.NOT_AFFECTED, "2026-01-01", product);
    }

    private static VexStatement statement(VexStatus status, String day) {
        return statement(List.of("CVE-1"), status, day, product(ANY));
    }

    private static VexStatement statement(
            List<String> ids, VexStatus status, String day, Product product) {
        return new VexStatement(
                new VexStatement.Document("a.json", "", "Ann", false),
                ids,
                List.of(product),
                status,
                "",
                "never called",
                "",
                Optional.of(Instant.parse(day + "T00:00:00Z")));
    }

    private static Product product(String id) {
        return new Product(identity(id), List.of());
    }

    private static Product within(String part, String whole) {
        return new Product(identity(part), List.of(identity(whole)));
    }

    private static Identity identity(String id) {
        return new Identity(id, Purl.parse(id).stream().toList(), List.of(), List.of());
    }

    private static Purl purl(String text) {
        return Purl.parse(text).orElseThrow();
    }
}
