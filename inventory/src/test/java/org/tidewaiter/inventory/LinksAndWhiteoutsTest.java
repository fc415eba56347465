package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.TarBuilder.tar;
import static org.tidewaiter.testkit.packages.Jar.jar;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Presence;

/// What links and whiteouts make of packages in several layers.
class LinksAndWhiteoutsTest {
    private static final byte[] OLD = jar().pom("org.example", "core", "1.0").bytes();
    private static final byte[] NEW = jar().pom("org.example", "core", "2.0").bytes();
    private static final String WHEEL = "usr/lib/python3/site-packages/six-%s.dist-info/METADATA";

    @Test
    void aJarReplacedByALinkIsShadowedByWhatTheLinkLeadsTo() throws Exception {
        for (var link :
                List.of(
                        tar().symlink("app/core.jar", "../opt/core.jar"),
                        tar().symlink("app/core.jar", "/opt/core.jar"),
                        tar().hardLink("app/core.jar", "opt/core.jar"))) {
            var inventory =
                    BuiltLayers.inventory(
                            tar().file("app/core.jar", OLD), tar().file("opt/core.jar", NEW), link);

            assertThat(inventory.gaps()).isEmpty();
            assertThat(purls(inventory, Presence.LIVE))
                    .containsExactly("pkg:maven/org.example/core@2.0");
            assertThat(purls(inventory, Presence.SHADOWED))
                    .containsExactly("pkg:maven/org.example/core@1.0");
        }
    }

    @Test
    void aJarReplacedByALinkToNothingIsNoLongerThere() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        tar().file("app/core.jar", OLD),
                        tar().symlink("app/core.jar", "/gone/core.jar"));
        assertThat(purls(inventory, Presence.LIVE)).isEmpty();
        assertThat(purls(inventory, Presence.SHADOWED)).hasSize(1);
    }

    @Test
    void anOpaqueDirectoryHidesTheWheelOfALowerLayerAndKeepsItsOwn() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        tar().file(WHEEL.formatted("1.15.0"), wheel("1.15.0")),
                        tar().file(WHEEL.formatted("1.16.0"), wheel("1.16.0"))
                                .opaque("usr/lib/python3"));

        assertThat(purls(inventory, Presence.LIVE)).containsExactly("pkg:pypi/six@1.16.0");
        assertThat(purls(inventory, Presence.DELETED)).containsExactly("pkg:pypi/six@1.15.0");
    }

    @Test
    void aHardLinkNamesItsFileFromTheRootAndNotFromItsOwnDirectory() throws Exception {
        var inventory =
                BuiltLayers.inventory(
                        tar().file("usr/bin/perl", "\u007fELF, and more of it")
                                .hardLink("usr/bin/perl5.36", "usr/bin/perl")
                                .file("srv/core.bin", NEW)
                                .hardLink("srv/lib/core.jar", "srv/core.bin"),
                        tar().hardLink("opt/perl", "usr/bin/perl"));

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.files().total().files()).isEqualTo(5);
        assertThat(purls(inventory, Presence.LIVE)).contains("pkg:maven/org.example/core@2.0");
    }

    @Test
    void aJarThatIsCutOffShowsAsUnreadable() throws Exception {
        var cut = Arrays.copyOf(OLD, OLD.length / 2);
        var inventory =
                BuiltLayers.inventory(tar().file("app/cut.jar", cut).file("app/whole.jar", NEW));

        assertThat(inventory.gaps()).extracting(Gap::path).containsExactly("app/cut.jar");
        assertThat(purls(inventory, Presence.LIVE)).contains("pkg:maven/org.example/core@2.0");
    }

    private static String wheel(String version) {
        return "Metadata-Version: 2.1\nName: six\nVersion: %s\n".formatted(version);
    }

    private static List<String> purls(Inventory inventory, Presence presence) {
        return inventory.packages().stream()
                .filter(one -> one.presence() == presence)
                .map(one -> one.purl().toString())
                .toList();
    }
}
