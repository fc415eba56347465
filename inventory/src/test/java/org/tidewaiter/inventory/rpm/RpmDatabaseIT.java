package org.tidewaiter.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.testkit.packages.RpmNdb;

/// Compares what we read of databases that rpm made with what `rpm -qa` says of them.
class RpmDatabaseIT {
    private static final Path ORACLES = Path.of("..", "testkit", "oracles");
    private static final String NONE = "(none)";

    @TempDir private static Path folder;

    @BeforeAll
    static void build() throws Exception {
        run(ORACLES.resolve("install.sh").toString(), "rpm");
        run(ORACLES.resolve("rpm-databases.py").toString(), folder.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite, rpmdb.sqlite",
        "sqlite-log, rpmdb.sqlite",
        "berkeley, Packages",
        "berkeley-swapped, Packages"
    })
    void thePackagesAndFilesAreThoseThatRpmLists(String form, String file) throws Exception {
        var reading = read(folder.resolve(form).resolve(file));

        assertThat(reading.gaps()).isEmpty();
        assertThat(packages(reading)).isEqualTo(rpmPackages(form)).hasSize(35);
        assertThat(files(reading)).isEqualTo(rpmFiles(form)).hasSizeGreaterThan(9_000);
    }

    @Test
    void withoutItsLogADatabaseLacksPackages() throws Exception {
        var bytes = Files.readAllBytes(folder.resolve("sqlite-log/rpmdb.sqlite"));
        var reading = new RpmSqliteReader().read(ClaimedFile.of("rpmdb.sqlite", bytes));

        assertThat(packages(reading)).isNotEqualTo(rpmPackages("sqlite-log"));
    }

    /// Debian's rpm cannot write the form, so the headers are put into it by the testkit.
    @Test
    void thePackagesOfAnNdbOfRealHeadersAreThoseThatRpmLists() throws Exception {
        var database = RpmNdb.rpmNdb();
        for (var line : Files.readAllLines(folder.resolve("headers"))) {
            database.with(HexFormat.of().parseHex(line));
        }
        var reading = new RpmNdbReader().read(ClaimedFile.of("Packages.db", database.bytes()));

        assertThat(reading.gaps()).isEmpty();
        assertThat(packages(reading)).isEqualTo(rpmPackages("sqlite"));
        assertThat(files(reading)).isEqualTo(rpmFiles("sqlite"));
    }

    private static Reading read(Path path) throws Exception {
        var file = ClaimedFile.of(path.toString(), Files.readAllBytes(path));
        var log = Path.of(path + "-wal");
        if (Files.exists(log)) {
            file = file.withCompanion("-wal", Files.readAllBytes(log));
        }
        return reader(path).read(file);
    }

    private static FileReader reader(Path path) {
        return path.endsWith("Packages") ? new RpmBerkeleyReader() : new RpmSqliteReader();
    }

    /// Name, epoch, version, release, architecture, source, module, licence.
    private static Set<String> packages(Reading reading) {
        var rows = new TreeSet<String>();
        for (var one : seen(reading)) {
            var purl = one.purl();
            int dash = purl.version().lastIndexOf('-');
            rows.add(
                    String.join(
                            "\t",
                            purl.name(),
                            orNone(purl.qualifier("epoch")),
                            purl.version().substring(0, dash),
                            purl.version().substring(dash + 1),
                            purl.qualifier("arch"),
                            purl.qualifier("upstream"),
                            orNone(purl.qualifier("rpmmod")),
                            one.licences().getFirst()));
        }
        return rows;
    }

    private static Set<String> rpmPackages(String form) throws IOException {
        return new TreeSet<>(Files.readAllLines(folder.resolve(form).resolve("packages.tsv")));
    }

    private static Set<String> files(Reading reading) {
        var rows = new TreeSet<String>();
        for (var one : seen(reading)) {
            one.files().forEach(path -> rows.add(one.purl().name() + " /" + path));
        }
        return rows;
    }

    /// Without directories and ghosts.
    private static Set<String> rpmFiles(String form) throws IOException {
        var rows = new TreeSet<String>();
        for (var line : Files.readAllLines(folder.resolve(form).resolve("files.tsv"))) {
            var fields = line.split("\t", -1);
            if (!fields[2].contains("g") && !fields[3].startsWith("d")) {
                rows.add(fields[0] + " " + fields[1]);
            }
        }
        return rows;
    }

    private static List<PackageSeen> seen(Reading reading) {
        return reading.observations().stream().map(one -> (PackageSeen) one).toList();
    }

    private static String orNone(String value) {
        return value.isEmpty() ? NONE : value;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Stream.of(command).toList() + ": " + output).isZero();
    }
}
