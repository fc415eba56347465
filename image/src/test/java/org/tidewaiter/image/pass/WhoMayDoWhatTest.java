package org.tidewaiter.image.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tidewaiter.image.pass.ImagePassTest.read;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.layer.Attributes;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.image.tar.Entry.Kind;
import org.tidewaiter.image.tar.FileCapabilities;
import org.tidewaiter.model.Gap;
import org.tidewaiter.testkit.image.TarBuilder;
import org.tidewaiter.testkit.image.TarHeaderBytes;

/// Modes, owners and file capabilities, from a layer or a disk into the merged tree.
class WhoMayDoWhatTest {
    private static final String XATTR = "SCHILY.xattr.security.capability";

    /// `setcap cap_net_bind_service=ep`, as the kernel stores it.
    private static final byte[] MAY_BIND =
            HexFormat.of().parseHex("0100000200040000000000000000000000000000");

    private static final FileCapabilities BINDS = new FileCapabilities(1 << 10, 0, true, 0);

    @Test
    void filesAndDirectoriesHaveWhatTheirEntrySays() throws Exception {
        var tar =
                tar().entry(TarHeaderBytes.of('5', "tmp/").mode(01777))
                        .entry(
                                TarHeaderBytes.of('0', "tmp/su")
                                        .mode(04755)
                                        .owner(7, 0xffff_fffeL)
                                        .binaryNumbers());

        assertThat(entry(tar, "tmp").attributes()).contains(new Attributes(01777, 0, 0));
        assertThat(entry(tar, "tmp/su").attributes())
                .contains(new Attributes(04755, 7, 0xffff_fffeL));
    }

    @Test
    void aHigherLayerThatSaysMoreOfADirectoryCounts() throws Exception {
        var image =
                FakeImage.of(
                        tar().directory("srv").file("srv/a", ""),
                        tar().entry(TarHeaderBytes.of('5', "srv/").mode(0777).owner(3, 4)));

        assertThat(read(image).tree().target("srv").orElseThrow().attributes())
                .contains(new Attributes(0777, 3, 4));
    }

    @Test
    void ofADirectoryThatNoLayerDescribesNothingIsSaid() throws Exception {
        assertThat(entry(tar().file("a/b", ""), "a").attributes()).isEmpty();
    }

    @Test
    void aHardLinkHasWhatItsFileHas() throws Exception {
        var tar =
                tar().pax(XATTR, MAY_BIND)
                        .entry(TarHeaderBytes.of('0', "bin/ping").mode(02755).owner(5, 6))
                        .hardLink("bin/ping4", "bin/ping");

        var link = entry(tar, "bin/ping4");

        assertThat(link.kind()).isEqualTo(Kind.FILE);
        assertThat(link.attributes()).contains(new Attributes(02755, 5, 6));
        assertThat(link.capabilities()).contains(BINDS);
    }

    @Test
    void capabilitiesAreReadInBothFormsOfArchives() throws Exception {
        var base64 = Base64.getEncoder().withoutPadding().encodeToString(MAY_BIND);

        assertThat(entry(tar().pax(XATTR, MAY_BIND).file("a", ""), "a").capabilities())
                .contains(BINDS);
        assertThat(
                        entry(
                                        tar().pax(
                                                        Map.of(
                                                                "LIBARCHIVE.xattr.security.capability",
                                                                base64))
                                                .file("a", ""),
                                        "a")
                                .capabilities())
                .contains(BINDS);
    }

    @Test
    void capabilitiesInNoKnownFormAreAGap() throws Exception {
        var image = FakeImage.of(tar().pax(XATTR, new byte[] {1, 0, 0, 9}).file("a", "x"));

        var reading = read(image);

        assertThat(reading.tree().target("a").orElseThrow().capabilities())
                .isEqualTo(Optional.empty());
        assertThat(reading.gaps())
                .extracting(Gap::path, Gap::reason)
                .containsExactly(tuple("a", "its file capabilities are in no form that is known"));
    }

    @Test
    void aDirectorySourceHasModesAndOwners(@TempDir Path root) throws Exception {
        var file = Files.writeString(root.resolve("a"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwx-w-"));
        long uid = ((Number) Files.getAttribute(file, "unix:uid")).longValue();
        long gid = ((Number) Files.getAttribute(file, "unix:gid")).longValue();

        var tree = read(FakeImage.ofDirectory(root)).tree();

        assertThat(tree.target("a").orElseThrow().attributes())
                .contains(new Attributes(0772, uid, gid));
    }

    @Test
    void everyLiveNameIsGivenOnceWithDirectoriesFirst() throws Exception {
        var image =
                FakeImage.of(
                        tar().directory("d").file("d/gone", "1").file("d/old", "22"),
                        tar().whiteout("d/gone").file("d/old", "333").symlink("d/to", "old"));

        assertThat(read(image).tree().entries())
                .extracting(LiveEntry::path, LiveEntry::kind, LiveEntry::sizeBytes)
                .containsExactly(
                        tuple("d", Kind.DIRECTORY, 0L),
                        tuple("d/old", Kind.FILE, 3L),
                        tuple("d/to", Kind.SYMLINK, 0L));
    }

    private static LiveEntry entry(TarBuilder tar, String path) throws Exception {
        return read(FakeImage.of(tar)).tree().target(path).orElseThrow();
    }
}
