package org.tidewaiter.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.inventory.Catalogers;

/// The borders inside the house.
class HouseTest {
    private static final Path ROOT = Path.of("..");
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.tidewaiter");

    @Test
    void noPackageIsPartOfACycle() {
        slices().matching("org.tidewaiter.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theArrowsOfThePomsAreTheTableInTheArchitecturePage() throws IOException {
        assertThat(arrowsOfThePoms()).isEqualTo(arrowsOfThePage());
    }

    @Test
    void aReaderSeesBytesAndNothingElse() {
        noClasses()
                .that()
                .implement(FileReader.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.lang.foreign..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .because("the same reading must come of a layer, a disk and a test")
                .check(CLASSES);
    }

    @Test
    void theNounsDoNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage("org.tidewaiter.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..")
                .because("what crosses a border is a value")
                .check(CLASSES);
    }

    @Test
    void aDigestOfBytesInHandIsTakenByVerifiedBytes() {
        noClasses()
                .that()
                .resideInAnyPackage("org.tidewaiter.scan..", "org.tidewaiter.cli..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(MessageDigest.class)
                .because("there is one piece that does it")
                .check(CLASSES);
    }

    @Test
    void bouncyCastleIsSeenBySigningAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.tidewaiter.signing..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .because("what it is used for stands in one place")
                .check(CLASSES);
    }

    @Test
    void nothingIsNamedForBeingAPileOfThings() {
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Impl")
                .because("a name says the job")
                .check(CLASSES);
    }

    @Test
    void everyReaderHasAFuzzTest() throws IOException {
        var fuzzed = new StringBuilder();
        try (var sources = Files.walk(ROOT.resolve("inventory/src/test/java"))) {
            for (var source : sources.filter(Files::isRegularFile).toList()) {
                var test = Files.readString(source);
                if (test.contains("@FuzzTest")) {
                    fuzzed.append(test);
                }
            }
        }
        assertThat(Catalogers.BUILT_IN)
                .extracting(reader -> reader.getClass().getSimpleName())
                .filteredOn(name ->
                        fuzzed.indexOf("new " + name + "(") < 0
                                && fuzzed.indexOf("class " + name + "Test ") < 0)
                .isEmpty();
    }

    private static Map<String, Set<String>> arrowsOfThePoms() throws IOException {
        var module = Pattern.compile("<module>(\\w+)</module>");
        var dependency =
                Pattern.compile(
                        "<artifactId>tidewaiter-(\\w+)</artifactId>\\s*(<scope>test</scope>)?\\s*"
                                + "</dependency>");
        var arrows = new TreeMap<String, Set<String>>();
        var modules = module.matcher(Files.readString(ROOT.resolve("pom.xml")));
        while (modules.find()) {
            var uses = new TreeSet<String>();
            var pom = Files.readString(ROOT.resolve(modules.group(1)).resolve("pom.xml"));
            var found = dependency.matcher(pom);
            while (found.find()) {
                if (found.group(2) == null) {
                    uses.add(found.group(1));
                }
            }
            arrows.put(modules.group(1), uses);
        }
        return arrows;
    }

    private static Map<String, Set<String>> arrowsOfThePage() throws IOException {
        var row = Pattern.compile("\\| `(\\w+)` \\|[^|]*\\|([^|]*)\\|");
        var name = Pattern.compile("`(\\w+)`");
        var arrows = new TreeMap<String, Set<String>>();
        var rows = row.matcher(Files.readString(ROOT.resolve("ARCHITECTURE.md")));
        while (rows.find()) {
            var uses = new TreeSet<String>();
            var names = name.matcher(rows.group(2));
            while (names.find()) {
                uses.add(names.group(1));
            }
            arrows.put(rows.group(1), uses);
        }
        return arrows;
    }
}
