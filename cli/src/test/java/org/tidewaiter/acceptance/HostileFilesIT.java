package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.packages.DpkgStatus.dpkgStatus;
import static org.tidewaiter.testkit.packages.GoBinary.goBinary;
import static org.tidewaiter.testkit.packages.Jar.jar;
import static org.tidewaiter.testkit.packages.RpmHeader.rpmHeader;
import static org.tidewaiter.testkit.packages.RpmNdb.rpmNdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;

/// One image with every file that has brought a scanner down, read in the memory that the program
/// takes by itself.
class HostileFilesIT {
    private static final int STATUS_BYTES = 60_000_000;

    @TempDir private static Path root;
    private static int debianPackages;
    private static Json inventory;

    @BeforeAll
    static void readTheImage() throws Exception {
        write("etc/os-release", "ID=debian\nVERSION_ID=12\n");
        write("var/lib/dpkg/status", status());
        write("srv/deep.jar", nestedJar(50));
        write("srv/lying-1.0.jar", jarWhoseHeadersDisagree());
        write(
                "srv/large/package-lock.json",
                "{\"packages\": {%s}}".formatted(" ".repeat(100 << 20)));
        write("srv/deep/package-lock.json", "[".repeat(5_000_000));
        write("srv/nested/package-lock.json", nestedLock());
        write("srv/aliases/pnpm-lock.yaml", yamlOfAliases());
        write("usr/lib/sysimage/rpm/Packages.db", rpmWhoseHeaderLies());
        write("usr/bin/overlapping", elfWhoseSectionsOverlap());
        var out =
                Program.tidewaiter(
                                Map.of(),
                                "inventory",
                                root.toString(),
                                "--format",
                                "json",
                                "--no-cache")
                        .passed();
        inventory = JsonReader.read(out.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aStatusFileOfSixtyMegabytesIsReadWhole() {
        assertThat(
                        inventory.get("packages").items().stream()
                                .filter(one -> one.text("type").equals("deb"))
                                .count())
                .isEqualTo(debianPackages);
    }

    @Test
    void whatCannotBeReadIsAGapAndNothingElseIs() {
        assertThat(gaps())
                .containsExactlyInAnyOrder(
                        "srv/aliases/pnpm-lock.yaml",
                        "srv/deep.jar",
                        "srv/deep/package-lock.json",
                        "srv/large/package-lock.json",
                        "srv/lying-1.0.jar",
                        "srv/nested/package-lock.json",
                        "usr/lib/sysimage/rpm/Packages.db");
    }

    private static Set<String> gaps() {
        var paths = new TreeSet<String>();
        inventory.get("gaps").items().forEach(gap -> paths.add(gap.text("path")));
        return paths;
    }

    private static String status() {
        var one =
                dpkgStatus()
                        .with("name0000000", "1.0-1", "amd64", "X-Padding: " + "x".repeat(200))
                        .text();
        debianPackages = STATUS_BYTES / one.length();
        var all = new StringBuilder(STATUS_BYTES);
        for (int i = 0; i < debianPackages; i++) {
            all.append(one.replace("name0000000", "name%07d".formatted(i)));
        }
        return all.toString();
    }

    private static byte[] nestedJar(int depth) throws IOException {
        var archive = jar().pom("g", "a", "1").bytes();
        for (int i = 0; i < depth; i++) {
            archive = jar().with("n.jar", archive).bytes();
        }
        return archive;
    }

    /// The directory at the end names the file, the header before it says another size.
    private static byte[] jarWhoseHeadersDisagree() throws IOException {
        var bytes = jar().withStored("inner.jar", jar().pom("g", "a", "1").bytes()).bytes();
        var zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 30 < bytes.length; at++) {
            if (zip.getInt(at) == 0x04034b50) {
                zip.putShort(at + 28, (short) 0x7fff); // the length of the extra field
            }
        }
        return bytes;
    }

    /// Each of the many that it needs could be looked for in each of the many folders.
    private static String nestedLock() {
        var needs = new StringJoiner(",");
        for (int i = 0; i < 500_000; i++) {
            needs.add("\"n%d\":\"1\"".formatted(i));
        }
        return "{\"packages\":{\"%snode_modules/a\":{\"version\":\"1\",\"dependencies\":{%s}}}}"
                .formatted("node_modules/a/".repeat(3_000), needs);
    }

    private static String yamlOfAliases() {
        var text = new StringBuilder("lockfileVersion: '9.0'\na0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return text.append("packages: *a39\n").toString();
    }

    private static byte[] rpmWhoseHeaderLies() throws IOException {
        var header = rpmHeader("a", "1", "1").bytes();
        ByteBuffer.wrap(header).putInt(0, Integer.MAX_VALUE);
        return rpmNdb().with(header).bytes();
    }

    private static byte[] elfWhoseSectionsOverlap() throws IOException {
        var bytes = goBinary("go1.22.3").main("example.org/app", "v1.0.0").bytes();
        var elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int table = (int) elf.getLong(40);
        for (int i = 0; i < elf.getShort(60); i++) {
            elf.putLong(table + i * 64 + 24, 0).putLong(table + i * 64 + 32, bytes.length);
        }
        return bytes;
    }

    private static void write(String path, String text) throws IOException {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(String path, byte[] bytes) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
