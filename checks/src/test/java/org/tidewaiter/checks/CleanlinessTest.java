package org.tidewaiter.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.TarBuilder;

class CleanlinessTest {
    /// A small Debian with tools, as its packages lay it out: path, size in tens of bytes, the
    /// check that must have it, or nothing where it is needed.
    private static final String FAT =
            """
            usr/bin/bash 1200 shell
            usr/bin/dash 120 shell
            usr/bin/apt 18 package-manager
            usr/bin/apt-get 50 package-manager
            usr/lib/apt/methods/http 100 package-manager
            usr/bin/dpkg 300 package-manager
            var/lib/dpkg/info/bash.postinst 4 package-manager
            var/lib/dpkg/info/bash.list 9 -
            var/lib/dpkg/status 99 -
            usr/bin/gcc-12 1000 compiler
            usr/lib/gcc/x86_64-linux-gnu/12/cc1 30000 compiler
            usr/lib/x86_64-linux-gnu/libgcc_s.so.1 5000 -
            usr/bin/make 250 compiler
            usr/local/go/bin/go 12000 compiler
            usr/include/stdio.h 30 headers
            usr/lib/x86_64-linux-gnu/libc.a 5500 static-library
            usr/lib/x86_64-linux-gnu/libc.so.6 19000 -
            usr/bin/gdb 9000 debugger
            usr/share/gdb/auto-load/usr/lib/libstdc++-gdb.py 3 documentation
            usr/bin/curl 270 network-tool
            usr/bin/ssh 800 network-tool
            usr/bin/vim.basic 3600 editor
            usr/bin/git 3000 version-control
            app/.git/config 1 version-control
            usr/share/doc/bash/copyright 10 -
            usr/share/doc/bash/README.gz 40 documentation
            usr/share/man/man1/bash.1.gz 90 documentation
            usr/share/locale/de/LC_MESSAGES/bash.mo 180 locale
            usr/lib/locale/C.utf8/LC_CTYPE 350 -
            var/lib/apt/lists/deb_Packages 8000 cache
            root/.cache/pip/http/a 700 cache
            usr/lib/python3/dist-packages/six/tests/test_a.py 12 tests
            usr/lib/python3/dist-packages/six/__init__.py 34 -
            var/log/dpkg.log 20 log
            tmp/build/a.tmp 60 temporary-file
            app/core.123 4000 core-dump
            app/core.js 5 -
            etc/passwd- 1 backup
            etc/passwd 1 -
            app/index.html.bak 2 backup
            app/static/app.js.map 77 source-map
            app/static/app.js 55 -
            usr/lib/debug/x.debug 66 debug-symbols
            usr/lib/systemd/systemd 90 system
            app/server 20000 -
            usr/share/zoneinfo/UTC 1 -
            usr/share/zsh/vendor-completions/_curl 2 documentation
            """;

    private static final int UNIT = 10;

    /// What a distroless base image has, and a program.
    private static final TarBuilder DISTROLESS =
            tar().file("app", new byte[50_000], 0755)
                    .file("etc/passwd", "root:x:0:0:root:/root:/sbin/nologin\n")
                    .file("etc/os-release", "ID=debian\n")
                    .file("etc/ssl/certs/ca-certificates.crt", new byte[200])
                    .file("usr/share/zoneinfo/UTC", new byte[100])
                    .file("usr/share/doc/tzdata/copyright", new byte[100])
                    .file("var/lib/dpkg/status.d/tzdata", new byte[100])
                    .file("lib/x86_64-linux-gnu/libc.so.6", new byte[19_000])
                    .directory("tmp");

    /// @param kind `-` for what is needed
    private record Line(String path, int bytes, String kind) {
        static List<Line> all() {
            return FAT.lines()
                    .map(line -> line.split(" ", -1))
                    .map(words -> new Line(words[0], Integer.parseInt(words[1]) * UNIT, words[2]))
                    .toList();
        }
    }

    private static ImageBuilder fat(Predicate<Line> kept) {
        var tar = tar();
        Line.all().stream()
                .filter(kept)
                .forEach(line -> tar.file(line.path(), new byte[line.bytes()], 0755));
        return image().layer(tar);
    }

    @Test
    void theClutterOfAFatImageIsWhatAPersonWouldList() {
        var byHand = new LinkedHashMap<String, Long>();
        Line.all().stream()
                .filter(line -> !line.kind().equals("-"))
                .forEach(line ->
                        byHand.merge("clutter/" + line.kind(), (long) line.bytes(), Long::sum));

        assertThat(bytesByCheck(cleanliness(fat(_ -> true)))).isEqualTo(byHand);
    }

    @Test
    void itemsAreNamedOneByOne() {
        assertThat(cleanliness(fat(_ -> true)).items())
                .filteredOn(item -> item.check().id().equals("clutter/compiler"))
                .extracting(
                        Finding.Clutter::bytes,
                        item -> item.place().words(),
                        Finding.Clutter::message)
                .containsExactly(
                        tuple(
                                310_000L,
                                "usr/lib/gcc/x86_64-linux-gnu/12/cc1",
                                "GCC: 2 files, 310.0 kB; the largest is this"),
                        tuple(120_000L, "usr/local/go/bin/go", "Go, 120.0 kB"),
                        tuple(2_500L, "usr/bin/make", "make, CMake and others, 2.5 kB"));
    }

    @Test
    void removingWhatItNamesMakesTheScoreFallAsSaid() {
        var whole = cleanliness(fat(_ -> true));
        var kinds = whole.items().stream().map(item -> item.check().id()).distinct().toList();

        for (var kind : kinds) {
            var items = ofKind(whole, kind);
            var said = whole.without(items);
            var really = cleanliness(fat(line -> !kind.equals("clutter/" + line.kind())));

            assertThat(really).as(kind).isEqualTo(said);
            assertThat(said.clutterBytes()).as(kind).isLessThan(whole.clutterBytes());
        }
        var clean = cleanliness(fat(line -> line.kind().equals("-")));
        assertThat(clean).isEqualTo(whole.without(whole.items()));
        assertThat(clean.score()).isZero();
        assertThat(whole.score()).isGreaterThan(60);
    }

    @Test
    void aDistrolessImageIsClean() {
        var distroless = cleanliness(image().layer(DISTROLESS));

        assertThat(distroless.items()).isEmpty();
        assertThat(distroless.score()).isZero();
        assertThat(distroless.isClean()).isTrue();
        assertThat(distroless.totalBytes()).isEqualTo(69_546);
    }

    @Test
    void eachCheckHasItsFixtures() {
        var found = new ArrayList<String>(bytesByCheck(cleanliness(fat(_ -> true))).keySet());
        found.add("clutter/duplicate-library"); // below, each in a test of its own
        found.add("clutter/duplicate-package");
        found.add("clutter/wasted-bytes");

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        Checks.BUILT_IN.stream()
                                .filter(check -> check.kind() == Check.Kind.CLUTTER)
                                .map(Check::id)
                                .toList());
    }

    @Test
    void aToolCountsWhateverItsSize() {
        var image = image().layer(tar().file("app", new byte[1_000_000]).file("bin/sh", "#"));

        assertThat(cleanliness(image).score()).isEqualTo(1 + 10);
    }

    @Test
    void bytesThatHaveSeveralNamesCountOnceWithTheFirstRowThatHasOne() {
        var image =
                image().layer(
                                tar().file("bin/busybox", new byte[1_000])
                                        .hardLink("bin/ls", "bin/busybox")
                                        .hardLink("bin/vi", "bin/busybox")
                                        .hardLink("bin/wget", "bin/busybox")
                                        .symlink("bin/sh", "busybox"));

        assertThat(cleanliness(image).items())
                .extracting(item -> item.check().id(), Finding.Clutter::bytes)
                .containsExactly(tuple("clutter/shell", 1_000L));
    }

    private static final TarBuilder TOOLS =
            tar().file("usr/bin/curl", new byte[10])
                    .symlink("usr/bin/npm", "../lib/node_modules/npm/bin/npm-cli.js")
                    .file("usr/lib/node_modules/npm/bin/npm-cli.js", new byte[10])
                    .file("usr/bin/git", new byte[10])
                    .symlink("usr/bin/sh", "dash")
                    .file("usr/bin/dash", new byte[10]);

    @Test
    void theProgramThatTheImageStartsIsNeededUnlessItIsAShell() {
        assertThat(checksWith("{\"Entrypoint\":[\"/usr/bin/curl\"]}"))
                .containsExactly(
                        "clutter/shell", "clutter/package-manager", "clutter/version-control");
        assertThat(checksWith("{\"Cmd\":[\"npm\",\"start\"]}"))
                .containsExactly(
                        "clutter/shell", "clutter/network-tool", "clutter/version-control");
        assertThat(checksWith("{\"Cmd\":[\"/usr/bin/sh\",\"-c\",\"cd /; exec git x\"]}"))
                .containsExactly(
                        "clutter/shell", "clutter/package-manager", "clutter/network-tool");
        assertThat(checksWith("{\"Entrypoint\":[\"tini\",\"-g\",\"--\"],\"Cmd\":[\"git\",\"x\"]}"))
                .containsExactly(
                        "clutter/shell", "clutter/package-manager", "clutter/network-tool");
    }

    @Test
    void whatIsNotStartedIsNotExcused() {
        for (var runtime :
                List.of(
                        "{\"Cmd\":[\"sh\",\"-c\",\"exec app # curl git npm\"]}",
                        "{\"Cmd\":[\"sh\",\"-c\",\"app curl git npm\"]}",
                        "{\"Cmd\":[\"sh\",\"-c\",\"echo 'curl; git; npm'\"]}",
                        "{\"Cmd\":[\"sh\",\"-c\",\"exec app; curl; git; npm\"]}",
                        "{\"Cmd\":[\"sh\",\"-c\",\"exec app\",\"curl\",\"git\",\"npm\"]}",
                        "{\"Cmd\":[\"app\",\"-c\",\"curl; git; npm\"]}",
                        "{\"Entrypoint\":[\"app\"],\"Cmd\":[\"curl\",\"git\",\"npm\"]}")) {
            assertThat(checksWith(runtime))
                    .as(runtime)
                    .containsExactly(
                            "clutter/shell",
                            "clutter/package-manager",
                            "clutter/network-tool",
                            "clutter/version-control");
        }
    }

    @Test
    void theFileOfAStartedProgramIsExcusedAndNotWhatBelongsToIt() {
        var image =
                image().layer(
                                tar().file("usr/bin/git", new byte[10])
                                        .file("usr/lib/git-core/git-http-push", new byte[500]))
                        .runtime("{\"Entrypoint\":[\"git\"]}");

        assertThat(cleanliness(image).items())
                .extracting(item -> item.place().words(), Finding.Clutter::bytes)
                .containsExactly(tuple("usr/lib/git-core/git-http-push", 500L));
    }

    private static List<String> checksWith(String runtime) {
        return checks(image().layer(TOOLS).runtime(runtime));
    }

    private static List<String> checks(ImageBuilder image) {
        return cleanliness(image).items().stream().map(item -> item.check().id()).toList();
    }

    @Test
    void aLibraryThatIsInSeveralPlacesIsToldByNameAndSize() {
        var image =
                image().layer(
                                tar().file("usr/lib/liba.so.1", new byte[9_000])
                                        .file("opt/one/liba.so.1", filled(9_000))
                                        .file("opt/longer/liba.so.1", new byte[9_000])
                                        .file("opt/two/liba.so.1", new byte[9_001])
                                        .file("opt/two/libb.so.1", new byte[100])
                                        .file("opt/one/libb.so.1", new byte[100])
                                        .hardLink("opt/link/liba.so.1", "usr/lib/liba.so.1"));

        assertThat(ofKind(cleanliness(image), "clutter/duplicate-library"))
                .extracting(item -> item.place().words(), Finding.Clutter::message)
                .containsExactly(
                        tuple(
                                "opt/link/liba.so.1",
                                "liba.so.1 is here and opt/one/liba.so.1, and in 1 more places"));
        assertThat(ofKind(cleanliness(image), "clutter/duplicate-library"))
                .extracting(Finding.Clutter::bytes)
                .containsExactly(18_000L);
    }

    @Test
    void whereContentIsKnownItDecides() {
        var image =
                image().layer(
                                tar().file("usr/lib/liba.so.1", new byte[9_000])
                                        .file("opt/liba.so.1", filled(9_000))
                                        .file("opt/copy.jar", new byte[9_000]));
        var reading = Readings.withDigests(image);

        assertThat(
                        Cleanliness.of(reading, Readings.noPackages(reading), ImageSettings.NONE)
                                .items())
                .extracting(item -> item.place().words(), Finding.Clutter::bytes)
                .containsExactly(tuple("usr/lib/liba.so.1", 9_000L));
    }

    @Test
    void aPackageInSeveralVersionsKeepsTheNewest() {
        var image =
                image().layer(
                                tar().file("app/a-1.9.jar", new byte[5_000])
                                        .file("app/a-1.10.jar", new byte[6_000])
                                        .file("app/all.jar", new byte[90_000]));
        var reading = Readings.of(image);
        var inventory =
                inventory(
                        reading.source(),
                        jar("a", "1.9", "app/a-1.9.jar"),
                        jar("a", "1.10", "app/a-1.10.jar"),
                        jar("b", "1", "app/all.jar"),
                        jar("a", "1.2", "app/all.jar"),
                        jar("b", "1", "app/other.jar"));

        assertThat(Cleanliness.of(reading, inventory, ImageSettings.NONE).items())
                .extracting(
                        item -> item.check().id(),
                        item -> item.place().words(),
                        Finding.Clutter::message,
                        Finding.Clutter::bytes)
                .containsExactly(
                        tuple(
                                "clutter/duplicate-package",
                                "app/a-1.9.jar",
                                "g:a in the versions 1.2, 1.9, 1.10",
                                5_000L));
    }

    @Test
    void theFolderOfAnOlderVersionIsWhatRemovingItSaves() {
        var image =
                image().layer(
                                tar().file("a/node_modules/x/package.json", new byte[10])
                                        .file("a/node_modules/x/lib/i.js", new byte[100])
                                        .hardLink(
                                                "a/node_modules/x/j.js",
                                                "a/node_modules/x/lib/i.js")
                                        .file("a/node_modules/x/i.js.map", new byte[1_000])
                                        .file(
                                                "a/node_modules/x/node_modules/@s/y/package.json",
                                                new byte[3])
                                        .file(
                                                "a/node_modules/x/node_modules/@s/y/i.js",
                                                new byte[30])
                                        .file("a/node_modules/@s/y/package.json", new byte[4])
                                        .file("b/node_modules/x/package.json", new byte[5_000])
                                        .file("g/specifications/r-1.gemspec", new byte[9])
                                        .file("g/gems/r-1/lib/r.rb", new byte[70])
                                        .file("g/specifications/r-2.gemspec", new byte[9])
                                        .file("g/gems/r-2/lib/r.rb", new byte[900])
                                        .file("p/my_z-1.dist-info/METADATA", new byte[2])
                                        .file("p/my_z/__init__.py", new byte[50])
                                        .file("q/my_z-2.dist-info/METADATA", new byte[2])
                                        .file("v/composer/installed.json", new byte[8])
                                        .file("v/o/c/c.php", new byte[600])
                                        .file("w/composer/installed.json", new byte[8]));
        var reading = Readings.of(image);
        var inventory =
                inventory(
                        reading.source(),
                        of("npm", "", "x", "1", "a/node_modules/x/package.json"),
                        of("npm", "", "x", "2", "b/node_modules/x/package.json"),
                        of(
                                "npm",
                                "@s",
                                "y",
                                "1",
                                "a/node_modules/x/node_modules/@s/y/package.json"),
                        of("npm", "@s", "y", "2", "a/node_modules/@s/y/package.json"),
                        of("gem", "", "r", "1", "g/specifications/r-1.gemspec"),
                        of("gem", "", "r", "2", "g/specifications/r-2.gemspec"),
                        of("pypi", "", "my-z", "1", "p/my_z-1.dist-info/METADATA"),
                        of("pypi", "", "my-z", "2", "q/my_z-2.dist-info/METADATA"),
                        of("composer", "o", "c", "1", "v/composer/installed.json"),
                        of("composer", "o", "c", "2", "w/composer/installed.json"));

        assertThat(
                        ofKind(
                                Cleanliness.of(reading, inventory, ImageSettings.NONE),
                                "clutter/duplicate-package"))
                .extracting(Finding.Clutter::message, Finding.Clutter::bytes)
                .containsExactlyInAnyOrder(
                        tuple("x in the versions 1, 2", 110L),
                        tuple("@s/y in the versions 1, 2", 33L),
                        tuple("r in the versions 1, 2", 70L),
                        tuple("my-z in the versions 1, 2", 52L),
                        tuple("o/c in the versions 1, 2", 600L));
    }

    @Test
    void whatLaterLayersDeleteOrReplaceIsWasted() {
        var image =
                image().layer(
                                tar().file("var/big", new byte[300_000])
                                        .file("app", new byte[200_000])
                                        .file("kept", new byte[10_000]))
                        .layer(tar().whiteout("var/big").file("app", new byte[150_000]))
                        .layer(tar().file("app", new byte[50_000]).file("small", ""))
                        .layer(tar().whiteout("small"));

        var found = cleanliness(image);

        assertThat(found.items())
                .extracting(
                        item -> item.place().words(),
                        item -> item.place().layer(),
                        Finding.Clutter::message,
                        Finding.Clutter::bytes)
                .containsExactly(
                        tuple(
                                "layer 0",
                                OptionalInt.of(0),
                                "300.0 kB are deleted later and 200.0 kB replaced; the largest file"
                                        + " is var/big with 300.0 kB",
                                500_000L),
                        tuple(
                                "layer 1",
                                OptionalInt.of(1),
                                "0 B are deleted later and 150.0 kB replaced; the largest file"
                                        + " is app with 150.0 kB",
                                150_000L));
        assertThat(found.totalBytes()).isEqualTo(710_000);
        assertThat(found.without(found.items()))
                .isEqualTo(
                        cleanliness(
                                image().layer(
                                                tar().file("app", new byte[50_000])
                                                        .file("kept", new byte[10_000]))));
    }

    @Test
    void anImageWithoutFilesIsClean() {
        assertThat(cleanliness(image()).score()).isZero();
    }

    private static SoftwarePackage jar(String name, String version, String path) {
        return of("maven", "g", name, version, path);
    }

    private static SoftwarePackage of(
            String type, String namespace, String name, String version, String path) {
        return new SoftwarePackage(
                Purl.of(type, namespace, name, version),
                Optional.empty(),
                List.of(),
                "test",
                false,
                Presence.LIVE,
                List.of(new Location(path, OptionalInt.of(0))),
                Optional.empty());
    }

    private static Inventory inventory(ImageSource source, SoftwarePackage... packages) {
        return new Inventory(
                source, Optional.empty(), List.of(packages), FileAccount.NONE, List.of());
    }

    private static byte[] filled(int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    }

    private static Cleanliness cleanliness(ImageBuilder image) {
        var reading = Readings.of(image);
        return Cleanliness.of(reading, Readings.noPackages(reading), Readings.settings(image));
    }

    private static List<Finding.Clutter> ofKind(Cleanliness of, String check) {
        return of.items().stream().filter(item -> item.check().id().equals(check)).toList();
    }

    private static Map<String, Long> bytesByCheck(Cleanliness of) {
        var bytes = new LinkedHashMap<String, Long>();
        of.items().forEach(item -> bytes.merge(item.check().id(), item.bytes(), Long::sum));
        return bytes;
    }
}
