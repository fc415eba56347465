package org.tidewaiter.inventory.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.inventory.document.InventoryFormats;
import org.tidewaiter.model.CodeIndex;
import org.tidewaiter.model.Dependency;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.FileAccount.Share;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.NameSet;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.SourcePackage;
import org.tidewaiter.testkit.Property;

/// What we write we read back.
class RoundTripTest {
    private static final List<Presence> PRESENCES = List.of(Presence.values());
    private static final List<String> TYPES =
            List.of("deb", "apk", "rpm", "npm", "maven", "pypi", "golang", "generic");
    private static final List<PackageRole> ROLES = List.of(PackageRole.values());
    private static final List<String> LETTERS =
            List.of(
                    "a", "Z", "7", ".", "-", "_", "+", "~", "@", ":", "=", "é", "漢", "&", "<",
                    "\"");
    private static final List<String> CPES =
            List.of(
                    "cpe:2.3:a:haxx:curl:8.5.0:*:*:*:*:*:*:*",
                    "cpe:/a:openbsd:openssh:7.9:p1",
                    "cpe:2.3:a:gnu:g\\+\\+\\:\\\\:1:*:*:*:*:a\\&b:*:*");
    private static final List<String> LICENCES =
            List.of(
                    "MIT",
                    "GPL-2.0-or-later",
                    "MIT OR Apache-2.0",
                    "MIT AND ISC",
                    "own words",
                    "BSD");

    @ParameterizedTest
    @ValueSource(strings = {"cyclonedx", "cyclonedx-xml", "spdx-json", "spdx"})
    void nothingThatIsWrittenIsLost(String format) {
        Property.forAll(
                RoundTripTest::inventory,
                inventory -> {
                    var read = read(format, inventory);
                    assertThat(read.packages())
                            .containsExactlyInAnyOrderElementsOf(inventory.packages());
                    assertThat(read)
                            .usingRecursiveComparison()
                            .ignoringFields("packages")
                            .isEqualTo(inventory);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"cyclonedx", "cyclonedx-xml", "spdx-json", "spdx"})
    void noComponentIsLostWhateverItIsCalled(String format) {
        Property.forAll(
                random ->
                        List.of(
                                named(random, (char) random.nextInt(0x10000)),
                                named(random, '\n'),
                                named(random, '<')),
                purls -> {
                    var packages = purls.stream().map(RoundTripTest::bare).toList();
                    assertThat(read(format, inventory(packages)).packages())
                            .extracting(one -> one.purl().toString())
                            .containsExactlyInAnyOrderElementsOf(
                                    purls.stream().map(Purl::toString).toList());
                });
    }

    private static Inventory read(String format, Inventory inventory) throws Exception {
        var out = new ByteArrayOutputStream();
        InventoryFormats.named(format).orElseThrow().write(inventory, LayerScope.ALL_LAYERS, out);
        return BillReader.read(new ByteArrayInputStream(out.toByteArray()), "app.sbom");
    }

    private static Purl named(Random random, char letter) {
        return Purl.of("npm", "", "a" + letter + "</text>" + random.nextInt(), "" + letter);
    }

    private static SoftwarePackage bare(Purl purl) {
        return new SoftwarePackage(
                purl,
                Optional.empty(),
                List.of(),
                "npm-package",
                false,
                Presence.LIVE,
                List.of(),
                Optional.empty());
    }

    private static Inventory inventory(List<SoftwarePackage> packages) {
        return new Inventory(
                new ImageSource(
                        "archive",
                        "app.tar",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                Optional.empty(),
                packages,
                FileAccount.NONE,
                List.of());
    }

    private static Inventory inventory(Random random) {
        var packages = new ArrayList<SoftwarePackage>();
        for (int i = random.nextInt(5); i > 0; i--) {
            packages.add(softwarePackage(random));
        }
        return new Inventory(
                new ImageSource(
                        random.nextBoolean() ? "registry" : "directory",
                        "registry.example/app:" + random.nextInt(10),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Platform("linux", "amd64", Optional.empty())),
                        List.of()),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(
                                new Distribution(
                                        word(random),
                                        word(random),
                                        word(random),
                                        word(random),
                                        List.of(word(random)))),
                packages,
                new FileAccount(share(random), share(random), share(random), share(random)),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new Gap("", OptionalInt.empty(), word(random))),
                dependencies(random, packages),
                code(random));
    }

    private static List<CodeIndex> code(Random random) {
        return Stream.generate(() -> word(random))
                .limit(random.nextInt(3))
                .distinct()
                .sorted()
                .map(path ->
                        new CodeIndex(
                                path,
                                random.nextBoolean() ? "" : "linux/amd64",
                                random.nextBoolean(),
                                NameSet.of(List.of(word(random), word(random)))))
                .toList();
    }

    private static Share share(Random random) {
        return new Share(random.nextInt(1_000), random.nextLong(1L << 40));
    }

    /// Each live package needs those of the others that chance says.
    private static List<Dependency> dependencies(Random random, List<SoftwarePackage> packages) {
        var purls =
                packages.stream()
                        .filter(one -> one.presence() == Presence.LIVE)
                        .map(SoftwarePackage::purl)
                        .distinct()
                        .sorted()
                        .toList();
        var dependencies = new ArrayList<Dependency>();
        for (var of : purls) {
            var on = purls.stream().filter(one -> !one.equals(of) && random.nextBoolean()).toList();
            if (!on.isEmpty()) {
                dependencies.add(new Dependency(of, on));
            }
        }
        return dependencies;
    }

    private static SoftwarePackage softwarePackage(Random random) {
        var purl =
                Purl.of(
                        TYPES.get(random.nextInt(TYPES.size())),
                        random.nextBoolean() ? "" : word(random),
                        word(random),
                        random.nextBoolean() ? "" : word(random));
        return new SoftwarePackage(
                random.nextBoolean() ? purl : purl.withQualifier("arch", word(random)),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(new SourcePackage(word(random), digits(random))),
                licences(random),
                word(random),
                random.nextBoolean(),
                PRESENCES.get(random.nextInt(PRESENCES.size())),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new Location(word(random), OptionalInt.empty())),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(Purl.of("deb", "debian", word(random), word(random))),
                ROLES.get(random.nextInt(ROLES.size())),
                random.nextBoolean() ? List.of() : List.of(word(random), word(random)),
                sha1s(random),
                purl.type().equals("generic") ? cpes(random) : List.of());
    }

    private static List<String> cpes(Random random) {
        return CPES.stream().filter(_ -> random.nextBoolean()).toList();
    }

    private static List<Sha1> sha1s(Random random) {
        return Stream.generate(
                        () -> {
                            var hash = new byte[20];
                            random.nextBytes(hash);
                            return Sha1.ofHash(hash);
                        })
                .limit(random.nextInt(3))
                .sorted()
                .toList();
    }

    private static List<String> licences(Random random) {
        return LICENCES.stream().filter(_ -> random.nextInt(3) == 0).sorted().toList();
    }

    private static String digits(Random random) {
        return random.nextInt(100) + "." + random.nextInt(100);
    }

    private static String word(Random random) {
        var word = new StringBuilder("w");
        for (int i = random.nextInt(6); i > 0; i--) {
            word.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return word.toString();
    }
}
