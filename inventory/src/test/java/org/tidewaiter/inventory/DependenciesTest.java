package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.inventory.BuiltLayers.inventory;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.packages.DpkgStatus.dpkgStatus;
import static org.tidewaiter.testkit.packages.RpmHeader.rpmHeader;
import static org.tidewaiter.testkit.packages.RpmNdb.rpmNdb;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Purl;
import org.tidewaiter.testkit.image.TarBuilder;

/// What packages say that they need, and which package of the image that is.
class DependenciesTest {
    /// Tags of rpm.
    private static final int PROVIDES = 1047;

    private static final int REQUIRES = 1049;

    @Test
    void theFirstAlternativeThatIsInstalledIsWhatDpkgsPackageNeeds() throws Exception {
        var status =
                dpkgStatus()
                        .with(
                                "app",
                                "1",
                                "amd64",
                                "Pre-Depends: libc6 (>= 2.36)\n"
                                        + "Depends: exim4 | mail-transport-agent, python3:any, gone")
                        .with("libc6", "2", "amd64")
                        .with("libc6", "2", "i386")
                        .with("postfix", "3", "amd64", "Provides: mail-transport-agent (= 1), mta")
                        .with("python3", "3", "amd64")
                        .text();
        assertThat(
                        edges(
                                inventory(
                                        tar().file("var/lib/dpkg/status", status)
                                                .file("etc/os-release", "ID=debian\n"))))
                .containsExactly("app -> libc6 postfix python3");
    }

    @Test
    void theArchitectureOfTheOneThatNeedsItDecides() throws Exception {
        var status =
                dpkgStatus()
                        .with("app", "1", "i386", "Depends: libc6")
                        .with("libc6", "2", "amd64")
                        .with("libc6", "2", "i386")
                        .text();
        var image = inventory(tar().file("var/lib/dpkg/status", status));
        assertThat(image.dependencies().getFirst().on())
                .extracting(purl -> purl.qualifier("arch"))
                .containsExactly("i386");
    }

    @Test
    void apksPackagesNeedWhatOthersProvide() throws Exception {
        var installed =
                """
                P:curl
                V:8.9.1-r1
                A:x86_64
                D:ca-certificates so:libc.musl-x86_64.so.1 so:libz.so.1>=1.3 !old

                P:musl
                V:1.2.5-r0
                A:x86_64
                p:so:libc.musl-x86_64.so.1=1

                P:zlib
                V:1.3.1-r1
                A:x86_64
                D:so:libc.musl-x86_64.so.1
                p:so:libz.so.1=1.3.1

                """;
        assertThat(edges(inventory(tar().file("lib/apk/db/installed", installed))))
                .containsExactly("curl -> musl zlib", "zlib -> musl");
    }

    @Test
    void rpmsPackagesNeedWhatOthersProvideAlsoAsFiles() throws Exception {
        var database =
                rpmNdb().with(
                                rpmHeader("curl", "8", "1")
                                        .texts(
                                                REQUIRES,
                                                List.of(
                                                        "libc.so.6(GLIBC_2.34)(64bit)",
                                                        "/bin/sh",
                                                        "/usr/bin/env",
                                                        "rpmlib(PayloadIsZstd)",
                                                        "(systemd if openssh)",
                                                        "config(curl)",
                                                        "ca-certificates"))
                                        .texts(PROVIDES, List.of("curl", "config(curl)")))
                        .with(
                                rpmHeader("glibc", "2.39", "1")
                                        .texts(
                                                PROVIDES,
                                                List.of("libc.so.6(GLIBC_2.34)(64bit)", "rtld")))
                        .with(rpmHeader("bash", "5", "1").texts(PROVIDES, List.of("/bin/sh")))
                        .with(rpmHeader("coreutils", "9", "1").file("/usr/bin/env"))
                        .with(rpmHeader("ca-certificates", "2024", "1"))
                        .with(rpmHeader("systemd", "255", "1"));
        var image =
                inventory(
                        tar().file("usr/lib/sysimage/rpm/Packages.db", database.bytes())
                                .file("etc/os-release", "ID=fedora\nVERSION_ID=41\n"));
        assertThat(edges(image)).containsExactly("curl -> bash ca-certificates coreutils glibc");
        assertThat(image.gaps()).isEmpty();
    }

    @Test
    void nodeTakesTheNearestModule() throws Exception {
        var image =
                inventory(
                        module(tar(), "app/node_modules/a", "a", "1", "b")
                                .file(
                                        "app/node_modules/a/node_modules/b/package.json",
                                        named("b", "2"))
                                .file("app/node_modules/b/package.json", named("b", "1"))
                                .file("other/node_modules/b/package.json", named("b", "9")));
        assertThat(versions(image)).containsExactly("pkg:npm/a@1 -> [pkg:npm/b@2]");
    }

    @Test
    void nodeLooksInTheFoldersAboveAndFollowsLinks() throws Exception {
        var above =
                inventory(
                        module(tar(), "app/node_modules/@s/a", "@s/a", "1", "b")
                                .file("node_modules/b/package.json", named("b", "1")));
        assertThat(versions(above)).containsExactly("pkg:npm/%40s/a@1 -> [pkg:npm/b@1]");
        var linked =
                inventory(
                        module(tar(), "app/node_modules/.pnpm/a@1/node_modules/a", "a", "1", "b")
                                .file(
                                        "app/node_modules/.pnpm/b@2/node_modules/b/package.json",
                                        named("b", "2"))
                                .symlink(
                                        "app/node_modules/.pnpm/a@1/node_modules/b",
                                        "../../b@2/node_modules/b"));
        assertThat(versions(linked)).containsExactly("pkg:npm/a@1 -> [pkg:npm/b@2]");
    }

    @Test
    void pythonsRequirementsCountWhereTheyHaveNoMarker() throws Exception {
        var site = "srv/venv/lib/python3.11/site-packages/";
        var image =
                inventory(
                        tar().file(
                                        site + "requests-2.32.3.dist-info/METADATA",
                                        """
                                        Metadata-Version: 2.1
                                        Name: requests
                                        Version: 2.32.3
                                        Requires-Dist: charset_normalizer<4,>=2
                                        Requires-Dist: idna (>=2.5)
                                        Requires-Dist: PySocks!=1.5.7; extra == "socks"
                                        """)
                                .file(
                                        site + "Charset.Normalizer-3.0.dist-info/METADATA",
                                        python("Charset.Normalizer", "3.0"))
                                .file(site + "idna-3.7.dist-info/METADATA", python("idna", "3.7"))
                                .file(
                                        site + "PySocks-1.7.dist-info/METADATA",
                                        python("PySocks", "1.7"))
                                .file(
                                        "usr/lib/python3/dist-packages/idna-2.0.dist-info/METADATA",
                                        python("idna", "2.0")));
        assertThat(versions(image))
                .containsExactly(
                        "pkg:pypi/requests@2.32.3 -> [pkg:pypi/charset-normalizer@3.0,"
                                + " pkg:pypi/idna@3.7]");
    }

    @Test
    void whatALaterLayerDeletedIsNeededByNobody() throws Exception {
        var image =
                inventory(
                        module(tar(), "app/node_modules/a", "a", "1", "b")
                                .file("app/node_modules/b/package.json", named("b", "1")),
                        tar().file("app/node_modules/.wh.b", ""));
        assertThat(image.dependencies()).isEmpty();
    }

    private static TarBuilder module(
            TarBuilder tar, String folder, String name, String version, String needs) {
        return tar.file(
                folder + "/package.json",
                """
                {"name": "%s", "version": "%s", "dependencies": {"%s": "*", "gone": "*"}}
                """
                        .formatted(name, version, needs));
    }

    private static String named(String name, String version) {
        return "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(name, version);
    }

    private static String python(String name, String version) {
        return "Metadata-Version: 2.1\nName: %s\nVersion: %s\n".formatted(name, version);
    }

    private static List<String> edges(Inventory inventory) {
        return inventory.dependencies().stream()
                .map(one ->
                        one.of().name()
                                + " -> "
                                + String.join(" ", one.on().stream().map(Purl::name).toList()))
                .toList();
    }

    private static List<String> versions(Inventory inventory) {
        return inventory.dependencies().stream().map(one -> one.of() + " -> " + one.on()).toList();
    }
}
