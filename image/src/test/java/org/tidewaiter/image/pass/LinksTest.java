package org.tidewaiter.image.pass;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.tidewaiter.image.pass.ImagePassTest.read;
import static org.tidewaiter.image.pass.ImagePassTest.seen;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;

/// A claimed path whose bytes stand under another name.
class LinksTest {
    private static final FileReader DATABASE =
            TestReader.naming("database", "var/lib/rpm/rpmdb.sqlite");
    private static final FileReader JAR = TestReader.naming("jar", "**/*.jar");

    @Test
    void aDatabaseThatIsAHardLinkIsRead() throws Exception {
        var image =
                FakeImage.of(
                        tar().file("sysroot/ostree/objects/ab.file", "packages")
                                .hardLink(
                                        "var/lib/rpm/rpmdb.sqlite",
                                        "sysroot/ostree/objects/ab.file"));

        assertThat(seen(image, DATABASE))
                .containsExactly("database var/lib/rpm/rpmdb.sqlite 0 LIVE packages");
        assertThat(image.opened()).containsExactly(0, 0);
    }

    @Test
    void aHardLinkIntoALowerLayerIsReadThere() throws Exception {
        var image =
                FakeImage.of(
                        tar().file("objects/ab", "packages"),
                        tar().hardLink("var/lib/rpm/rpmdb.sqlite", "objects/ab"));

        assertThat(seen(image, DATABASE))
                .containsExactly("database var/lib/rpm/rpmdb.sqlite 0 LIVE packages");
        assertThat(image.opened()).containsExactlyInAnyOrder(0, 1, 0);
    }

    @Test
    void aHardLinkLivesOnWhenItsFirstNameIsDeleted() throws Exception {
        var image =
                FakeImage.of(
                        tar().file("a.jar", "one").hardLink("b.jar", "a.jar"),
                        tar().whiteout("a.jar"));

        assertThat(seen(image, JAR))
                .containsExactly("jar a.jar 0 DELETED one", "jar b.jar 0 LIVE one");
    }

    @Test
    void whatWasSeenByFirstBytesIsSeenAtTheHardLinkToo() throws Exception {
        var elf = TestReader.of("elf", Claims.magics(Claims.Bytes.ofText("ELF")), _ -> "go");
        var image = FakeImage.of(tar().file("objects/1", "ELF").hardLink("usr/bin/x", "objects/1"));

        assertThat(seen(image, elf))
                .containsExactly("elf objects/1 0 LIVE go", "elf usr/bin/x 0 LIVE go");
    }

    @Test
    void aHardLinkToAFileThatWasJustReadCostsNoSecondReading() throws Exception {
        var elf = TestReader.of("elf", Claims.magics(Claims.Bytes.ofText("ELF")), _ -> "go");
        var image =
                FakeImage.of(
                        tar().file("usr/bin/perl", "ELF")
                                .hardLink("usr/bin/perl5", "usr/bin/perl")
                                .file("a.jar", "one")
                                .hardLink("b.jar", "a.jar"));

        assertThat(seen(image, elf, JAR))
                .containsExactly(
                        "jar a.jar 0 LIVE one",
                        "jar b.jar 0 LIVE one",
                        "elf usr/bin/perl 0 LIVE go",
                        "elf usr/bin/perl5 0 LIVE go");
        assertThat(image.opened()).containsExactly(0);
    }

    @Test
    void aHardLinkThatAnotherReaderClaimsTooIsReadByItLater() throws Exception {
        var elf = TestReader.of("elf", Claims.magics(Claims.Bytes.ofText("ELF")), _ -> "go");
        var image = FakeImage.of(tar().file("usr/bin/x", "ELF").hardLink("x.jar", "usr/bin/x"));

        assertThat(seen(image, elf, JAR))
                .containsExactly(
                        "elf usr/bin/x 0 LIVE go", "elf x.jar 0 LIVE go", "jar x.jar 0 LIVE ELF");
        assertThat(image.opened()).containsExactly(0, 0);
    }

    /// The link leads to what stood there when it was made.
    @Test
    void aNameThatIsTakenTwiceBringsNobodyTheOtherContent() throws Exception {
        var image =
                FakeImage.of(
                        tar().file("a.jar", "old")
                                .hardLink("b.jar", "a.jar")
                                .file("a.jar", "new")
                                .hardLink("c.jar", "a.jar"));

        assertThat(seen(image, JAR))
                .contains("jar a.jar 0 LIVE new", "jar b.jar 0 LIVE old", "jar c.jar 0 LIVE new");
    }

    @Test
    void aHardLinkThatALaterLayerDeletesIsNotSeen() throws Exception {
        var image =
                FakeImage.of(
                        tar().file("a.jar", "one").hardLink("b.jar", "a.jar"),
                        tar().whiteout("b.jar"));

        assertThat(seen(image, JAR)).containsExactly("jar a.jar 0 LIVE one");
    }

    @Test
    void whatIsTooLargeToHoldIsReadAgain() throws Exception {
        var large = "x".repeat(70_000);
        var image = FakeImage.of(tar().file("a.jar", large).hardLink("b.jar", "a.jar"));

        assertThat(seen(image, JAR)).hasSize(2);
        assertThat(image.opened()).containsExactly(0, 0);
    }

    @Test
    void manyFilesBetweenALinkAndItsFileCostASecondReadingAndNoMore() throws Exception {
        var tar = tar().file("first.jar", "first");
        for (int i = 0; i < 80; i++) {
            tar.file("%d.jar".formatted(i), "x".repeat(60_000));
        }
        var image = FakeImage.of(tar.hardLink("last.jar", "first.jar"));

        assertThat(seen(image, JAR)).hasSize(82).contains("jar last.jar 0 LIVE first");
        assertThat(image.opened()).containsExactly(0, 0);
    }

    /// Whoever makes such an image chooses how often a file is read; it must not be very often.
    @Test
    void aNameThatIsALinkAgainAndAgainIsReadOnce() throws Exception {
        var times = new AtomicInteger();
        var counting =
                TestReader.of(
                        "jar",
                        Claims.paths("**/*.jar"),
                        file -> file.path() + times.incrementAndGet());
        var tar = tar().file("a.jar", "x".repeat(40_000));
        for (int i = 0; i < 10_000; i++) {
            tar.hardLink("b.jar", "a.jar");
        }

        assertThat(seen(FakeImage.of(tar), counting)).hasSize(2);
        assertThat(times).hasValueLessThan(10);
    }

    @Test
    void moreLinksThanAreReadAtOnceAreReadWithASecondReading() throws Exception {
        var tar = tar().file("a.jar", "x".repeat(60_000));
        for (int i = 0; i < 500; i++) {
            tar.hardLink("%d.jar".formatted(i), "a.jar");
        }
        var image = FakeImage.of(tar);

        assertThat(seen(image, JAR)).hasSize(501);
        assertThat(image.opened()).containsExactly(0, 0);
    }

    @Test
    void aNameThatIsTakenAgainAndAgainCostsNoMoreEachTime() throws Exception {
        var tar = tar();
        for (int i = 0; i < 100_000; i++) {
            tar.file("a.jar", "x");
        }
        tar.hardLink("b.jar", "a.jar");

        assertThat(assertTimeoutPreemptively(ofMinutes(1), () -> seen(FakeImage.of(tar), JAR)))
                .contains("jar b.jar 0 LIVE x");
    }

    @Test
    void aFileThatNobodyClaimsCostsNoSecondReading() throws Exception {
        var image =
                FakeImage.of(
                        tar().file("usr/bin/perl", "x")
                                .hardLink("usr/bin/perl5", "usr/bin/perl")
                                .symlink("bin", "usr/bin"));

        assertThat(seen(image, JAR)).isEmpty();
        assertThat(image.opened()).containsExactly(0);
    }

    @Test
    void aJarReplacedByALinkIsShadowedAndWhatTheLinkLeadsToIsRead() throws Exception {
        var image =
                FakeImage.of(
                        tar().file("app/lib.jar", "old"),
                        tar().symlink("app/lib.jar", "../opt/blob").file("opt/blob", "new"));

        assertThat(seen(image, JAR))
                .containsExactly("jar app/lib.jar 0 SHADOWED old", "jar app/lib.jar 1 LIVE new");
    }

    @Test
    void aSymbolicLinkToAFileOfTheSameReadersAddsNothing() throws Exception {
        var image =
                FakeImage.of(tar().file("lib-1.2.jar", "lib").symlink("lib.jar", "lib-1.2.jar"));

        assertThat(seen(image, JAR)).containsExactly("jar lib-1.2.jar 0 LIVE lib");
        assertThat(image.opened()).containsExactly(0);
    }

    @Test
    void aClaimedFileInALinkedDirectoryIsRead() throws Exception {
        var image =
                FakeImage.of(
                        tar().file("usr/lib/sysimage/rpm/rpmdb.sqlite", "packages"),
                        tar().symlink("var/lib/rpm", "../../usr/lib/sysimage/rpm"));

        assertThat(seen(image, DATABASE))
                .containsExactly("database var/lib/rpm/rpmdb.sqlite 0 LIVE packages");
    }

    @Test
    void patternsReachIntoALinkedDirectory() throws Exception {
        var lists = TestReader.naming("lists", "var/lib/dpkg/info/*.list");
        var image =
                FakeImage.of(
                        tar().file("usr/dpkg/info/a.list", "a")
                                .file("usr/dpkg/info/deep/b.list", "b")
                                .symlink("var/lib/dpkg", "/usr/dpkg"));

        assertThat(seen(image, lists)).containsExactly("lists var/lib/dpkg/info/a.list 0 LIVE a");
    }

    /// Or what a reader sees would depend on which others there are.
    @Test
    void aLinkedDirectoryIsOpenedOnlyToThoseWhoNameIt() throws Exception {
        var other = TestReader.naming("other", "*/lib/dpkg/info/*.list");
        var lists = TestReader.naming("lists", "var/lib/dpkg/info/*.list");
        var image =
                FakeImage.of(
                        tar().file("usr/dpkg/info/a.list", "a")
                                .symlink("var/lib/dpkg", "/usr/dpkg"));

        assertThat(seen(image, other)).isEmpty();
        assertThat(seen(image, other, lists))
                .containsExactly("lists var/lib/dpkg/info/a.list 0 LIVE a");
    }

    @Test
    void aFileInALinkedDirectoryThatTwoPatternsNameIsSeenOnce() throws Exception {
        var lists = TestReader.naming("lists", "db/info/*.list", "db/status");
        var image = FakeImage.of(tar().file("info/a.list", "a").symlink("db", "/"));

        assertThat(seen(image, lists)).containsExactly("lists db/info/a.list 0 LIVE a");
    }

    @Test
    void linksInACircleAndLinksToNothingAreNoHarm() throws Exception {
        var image =
                FakeImage.of(
                        tar().symlink("a.jar", "b.jar")
                                .symlink("b.jar", "a.jar")
                                .symlink("c.jar", "nowhere")
                                .symlink("var/lib/rpm", "rpm"));

        var reading = read(image, JAR, DATABASE);

        assertThat(reading.seen()).isEmpty();
        assertThat(reading.gaps()).isEmpty();
        assertThat(reading.tree().count()).isEqualTo(4);
    }

    @Test
    void aSkippedLinkIsNotRead() throws Exception {
        var image = FakeImage.of(tar().file("blob", "x").hardLink("skip/a.jar", "blob"));
        var options = PassOptions.standard().withSkipped(List.of("skip/**"));

        assertThat(ImagePassTest.pass(options, LayerCache.none(), JAR).read(image).seen())
                .isEmpty();
    }
}
