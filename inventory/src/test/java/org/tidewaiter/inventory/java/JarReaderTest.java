package org.tidewaiter.inventory.java;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.tidewaiter.testkit.packages.Jar.jar;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.Property;
import org.tidewaiter.testkit.packages.Jar;

class JarReaderTest {
    private static final byte[] SHIP = ModuleInfo.of("com.example.ship", "2.1");

    @Test
    void anArchiveIsWhatItsPomPropertiesSay() throws Exception {
        assertThat(
                        read(
                                "app/commons-text-1.9.jar",
                                jar().pom("org.apache.commons", "commons-text", "1.9")))
                .containsExactly("pkg:maven/org.apache.commons/commons-text@1.9");
    }

    @Test
    void aRenamedArchiveIsWhatItsOnlyPomPropertiesSay() throws Exception {
        assertThat(read("app/app.jar", jar().pom("com.example", "service", "2.0")))
                .containsExactly("pkg:maven/com.example/service@2.0");
    }

    @Test
    void aShadedArtifactIsReportedWhereItsPomPropertiesStand() throws Exception {
        assertThat(
                        read(
                                "lib/tool-1.0.jar",
                                jar().pom("com.example", "tool", "1.0")
                                        .pom("com.google.guava", "guava", "31.1-jre")))
                .containsExactly(
                        "pkg:maven/com.example/tool@1.0",
                        "pkg:maven/com.google.guava/guava@31.1-jre in"
                                + " META-INF/maven/com.google.guava/guava/pom.properties");
    }

    @Test
    void aNameThatContradictsTheOnlyPomPropertiesMeansThatItWasShaded() throws Exception {
        assertThat(read("lib/tool-7.0.jar", jar().pom("com.google.guava", "guava", "31.1-jre")))
                .containsExactly(
                        "pkg:maven/tool@7.0",
                        "pkg:maven/com.google.guava/guava@31.1-jre in"
                                + " META-INF/maven/com.google.guava/guava/pom.properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sar", "nar", "lpkg", "rar"})
    void archivesOfServersAreReadAsJarsAre(String ending) throws Exception {
        var inner = jar().pom("g", "inner", "1").bytes();
        assertThat(read("srv/ship." + ending, jar().with("inner-1.jar", inner)))
                .contains("pkg:maven/g/inner@1 in inner-1.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"srv/music.rar", "cache/a.nar", "var/log/a.sar"})
    void aFileOfAnotherFormatWithSuchAnEndingIsPassedOver(String path) throws Exception {
        assertThat(new JarReader().read(ClaimedFile.of(path, "Rar!\u001a\u0007\u0000")))
                .isEqualTo(Reading.NOTHING);
    }

    @Test
    void nestedArchivesAreReadWhetherStoredOrDeflated() throws Exception {
        var inner = jar().pom("g", "inner", "1").bytes();
        var middle = jar().with("lib/inner-1.jar", inner).bytes();
        assertThat(
                        read(
                                "app.ear",
                                jar().withStored("middle.war", middle).with("b/inner.jar", inner)))
                .containsExactly(
                        "pkg:maven/g/inner@1 in middle.war!/lib/inner-1.jar",
                        "pkg:maven/g/inner@1 in b/inner.jar");
    }

    @Test
    void aTitleInTheManifestIsNotAName() throws Exception {
        assertThat(
                        read(
                                "lib/thing.jar",
                                jar().manifest(
                                                "Implementation-Title: Some Thing",
                                                "Implementation-Version: 1.4")))
                .containsExactly("pkg:maven/thing@1.4");
    }

    @Test
    void theVersionOfTheFileNameComesBeforeTheManifests() throws Exception {
        assertThat(read("lib/thing-1.4.1.jar", jar().manifest("Specification-Version: 1.4")))
                .containsExactly("pkg:maven/thing@1.4.1");
    }

    @Test
    void aVendorIdIsTheGroupIfTheClassesBearItOut() throws Exception {
        var manifest = "Implementation-Vendor-Id: com.example.things";
        assertThat(read("thing-1.jar", jar().manifest(manifest).withClass("com/example/things/A")))
                .containsExactly("pkg:maven/com.example.things/thing@1");
        assertThat(read("thing-1.jar", jar().manifest(manifest).withClass("org/other/A")))
                .containsExactly("pkg:maven/thing@1");
    }

    @Test
    void aNameOfABundleThatIsTooLongGivesNoGroup() throws Exception {
        var name = "a.".repeat(100) + "one";
        assertThat(
                        read(
                                "one-1.0.jar",
                                jar().manifest("Bundle-SymbolicName: " + name)
                                        .withClass(name.replace('.', '/') + "/A")))
                .containsExactly("pkg:maven/one@1.0");
    }

    @Test
    void aBundleNameGivesTheGroup() throws Exception {
        assertThat(
                        read(
                                "maven-core-3.9.jar",
                                jar().manifest(
                                                "Bundle-SymbolicName:"
                                                        + " org.apache.maven.core;singleton:=true")
                                        .withClass("org/apache/maven/A")))
                .containsExactly("pkg:maven/org.apache.maven/maven-core@3.9");
    }

    @Test
    void theNameOfAModuleGivesTheGroup() throws Exception {
        assertThat(
                        read(
                                "commons-lang3-3.14.0.jar",
                                jar().manifest("Automatic-Module-Name: org.apache.commons.lang3")
                                        .withClass("org/apache/commons/lang3/A")))
                .containsExactly("pkg:maven/org.apache.commons/commons-lang3@3.14.0");
    }

    @Test
    void theVersionOfAModuleServesWhereThereIsNoOther() throws Exception {
        assertThat(
                        read(
                                "lib/ship.jar",
                                jar().with("module-info.class", SHIP)
                                        .withClass("com/example/ship/A")))
                .containsExactly("pkg:maven/com.example/ship@2.1");
    }

    @Test
    void anArchiveWithoutAVersionInItsNameIsCalledByItsModule() throws Exception {
        assertThat(read("app.jar", jar().with("module-info.class", SHIP)))
                .containsExactly("pkg:maven/com.example.ship@2.1");
        assertThat(
                        read(
                                "app.jar",
                                jar().manifest(
                                                "Automatic-Module-Name: com.example.boat",
                                                "Implementation-Version: 3")))
                .containsExactly("pkg:maven/com.example.boat@3");
        assertThat(read("app-1.0.jar", jar().with("module-info.class", SHIP)))
                .containsExactly("pkg:maven/app@1.0");
    }

    @Test
    void aModuleForLaterVersionsOfJavaCountsWhereItIsTheOnlyOne() throws Exception {
        assertThat(read("app.jar", jar().with("META-INF/versions/11/module-info.class", SHIP)))
                .containsExactly("pkg:maven/com.example.ship@2.1");
        assertThat(
                        read(
                                "app.jar",
                                jar().with(
                                                "META-INF/versions/11/module-info.class",
                                                ModuleInfo.of("com.example.ship", "2.0"))
                                        .with("module-info.class", SHIP)
                                        .with("META-INF/versions/17/module-info.class", "")))
                .containsExactly("pkg:maven/com.example.ship@2.1");
    }

    @Test
    void aModuleWithoutAVersionIsAPackageWithoutOneAndNoGap() throws Exception {
        var archive = jar().manifest("Automatic-Module-Name: com.example.boat");
        var reading = reading("app.jar", archive.withClass("Main").bytes());
        assertThat(reading.gaps()).isEmpty();
        assertThat(packages(reading))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.purl()).hasToString("pkg:maven/com.example.boat");
                    assertThat(one.sha1()).isPresent();
                });
    }

    @Test
    void aNameThatNoModuleCanHaveIsPassedOver() throws Exception {
        assertThat(
                        read(
                                "app.jar",
                                jar().manifest(
                                                "Automatic-Module-Name: ${module.name}",
                                                "Implementation-Version: 3")))
                .containsExactly("pkg:maven/app@3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0001",
                "\u00ca\u00fe\u00ba\u00be\0\0\0005\0\u0002\u0001\0\u0001\u00c3"
            })
    void aModuleThatCannotBeReadSaysNothing(String descriptor) throws Exception {
        assertThat(
                        new JarReader()
                                .read(
                                        ClaimedFile.of(
                                                "ship-1.jar",
                                                jar().with(
                                                                "module-info.class",
                                                                descriptor.getBytes(ISO_8859_1))
                                                        .bytes()))
                                .gaps())
                .isEmpty();
    }

    @Test
    void springIsKnownByNameAndClasses() throws Exception {
        assertThat(
                        read(
                                "spring-beans-5.3.17.jar",
                                jar().withClass("org/springframework/beans/BeanUtils")))
                .containsExactly("pkg:maven/org.springframework/spring-beans@5.3.17");
        assertThat(read("spring-beans-5.3.17.jar", jar().withClass("com/garden/Bean")))
                .containsExactly("pkg:maven/spring-beans@5.3.17");
    }

    @Test
    void aJenkinsPluginIsWhatItsManifestSays() throws Exception {
        assertThat(
                        read(
                                "git.jpi",
                                jar().manifest(
                                                "Group-Id: org.jenkins-ci.plugins",
                                                "Short-Name: git",
                                                "Plugin-Version: 5.2.0")))
                .containsExactly("pkg:maven/org.jenkins-ci.plugins/git@5.2.0");
    }

    @Test
    void classesThatNothingNamesAreAGap() throws Exception {
        var archive = jar().withClass("com/example/Main").bytes();
        var reading = reading("app.jar", archive);
        assertThat(reading.observations()).isEmpty();
        assertThat(reading.gaps())
                .containsExactly(
                        "nothing in the archive says what it is; its SHA-1 is " + sha1(archive));
    }

    @Test
    void anArchiveThatIsOnlyGuessedCarriesItsSha1AndNoOtherDoes() throws Exception {
        var guessed = jar().manifest("Implementation-Version: 1.4").bytes();
        var certain = jar().pom("g", "certain", "1").bytes();
        var outer =
                jar().withStored("lib/stored.jar", guessed)
                        .with("lib/deflated.jar", guessed)
                        .with("lib/certain.jar", certain)
                        .bytes();
        assertThat(reading("app-2.war", outer).observations())
                .extracting(
                        one -> ((PackageSeen) one).purl().name(),
                        one -> ((PackageSeen) one).sha1().map(Sha1::hex).orElse(""))
                .containsExactly(
                        tuple("app", sha1(outer)),
                        tuple("stored", sha1(guessed)),
                        tuple("deflated", sha1(guessed)),
                        tuple("certain", ""));
    }

    @Test
    void aJenkinsPluginIsNotGuessed() throws Exception {
        assertThat(
                        seen(
                                        "git.jpi",
                                        jar().manifest(
                                                        "Group-Id: org.jenkins-ci.plugins",
                                                        "Short-Name: git",
                                                        "Plugin-Version: 5.2.0"))
                                .sha1())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Premain-Class", "Agent-Class", "Launcher-Agent-Class"})
    void anAgentIsSeenAsOneAndWhatItBringsIsNot(String attribute) throws Exception {
        var agent = jar().manifest(attribute + ": com.example.Agent");
        assertThat(
                        reading(
                                        "tool-1.jar",
                                        agent.pom("g", "tool", "1").pom("g", "lib", "2").bytes())
                                .observations())
                .extracting(one -> ((PackageSeen) one).role())
                .containsExactly(PackageRole.JAVA_AGENT, PackageRole.SOFTWARE);
        assertThat(seen("guess-1.jar", jar().manifest(attribute + ": com.example.Agent")).role())
                .isEqualTo(PackageRole.JAVA_AGENT);
    }

    @Test
    void theLibrariesOfAnAgentAreFoundWhereverItPutThem() throws Exception {
        var agent =
                jar().manifest("Premain-Class: co.elastic.apm.Agent")
                        .pom("co.elastic.apm", "elastic-apm-agent", "1.52.0")
                        .with(
                                "agent/META-INF/maven/g/hidden/pom.properties",
                                pom("g", "hidden", "3"))
                        .with("inst/lib/inner.jar", jar().pom("g", "inner", "4").bytes());
        assertThat(read("elastic-apm-agent.jar", agent))
                .containsExactly(
                        "pkg:maven/co.elastic.apm/elastic-apm-agent@1.52.0",
                        "pkg:maven/g/hidden@3 in agent/META-INF/maven/g/hidden/pom.properties",
                        "pkg:maven/g/inner@4 in inst/lib/inner.jar");
    }

    @Test
    void hiddenClassesAreAGapOfTheirOwnKind() throws Exception {
        var agent =
                jar().manifest("Implementation-Version: 2.9.0")
                        .withClass("io/opentelemetry/javaagent/A")
                        .with("inst/com/google/Lib.classdata", "")
                        .with("inst/com/google/Two.classdata", "");
        var reading = reading("opentelemetry-javaagent.jar", agent.bytes());
        assertThat(reading.gaps())
                .containsExactly(
                        "hidden classes (2 .classdata): which libraries are among them cannot be told");
        assertThat(((PackageSeen) reading.observations().getFirst()).purl())
                .hasToString("pkg:maven/io.opentelemetry.javaagent/opentelemetry-javaagent@2.9.0");
    }

    @Test
    void whatAnArchiveNamesOfItsHiddenClassesIsSaidInTheGap() throws Exception {
        var hiding =
                jar().pom("g", "a", "1")
                        .pom("g", "lib", "2")
                        .with("agent/A.esclazz", "")
                        .with("SCL/B.SCL.lombok", "");
        assertThat(reading("app.war", jar().with("lib/a-1.jar", hiding.bytes()).bytes()).gaps())
                .containsExactly(
                        "lib/a-1.jar: hidden classes (1 .SCL.lombok, 1 .esclazz): which libraries"
                                + " are among them cannot be told, but for the 1 that it names");
    }

    @Test
    void licencesComeFromThePomAndElseFromTheBundle() throws Exception {
        var pom =
                """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <licenses><license><name>Apache-2.0</name><url>x</url></license></licenses>
                  <name>not me</name>
                </project>
                """;
        assertThat(
                        seen(
                                        "a-1.jar",
                                        jar().pom("g", "a", "1")
                                                .with("META-INF/maven/g/a/pom.xml", pom))
                                .licences())
                .containsExactly("Apache-2.0");
        assertThat(
                        seen("a-1.jar", jar().manifest("Bundle-License: MIT;link=x, \"EPL-2.0\""))
                                .licences())
                .containsExactly("MIT", "EPL-2.0");
    }

    @Test
    void aPomIsUtf8OrElseLatin1WhateverItSays() throws Exception {
        for (var encoding : List.of(ISO_8859_1, UTF_8)) {
            var pom =
                    """
                    <?xml version="1.0" encoding="UTF-8"?><project><licenses><license>
                    <name>Licence générale</name></license></licenses></project>
                    """
                            .getBytes(encoding);
            assertThat(
                            seen(
                                            "a-1.jar",
                                            jar().pom("g", "a", "1")
                                                    .with("META-INF/maven/g/a/pom.xml", pom))
                                    .licences())
                    .as(encoding.name())
                    .containsExactly("Licence générale");
        }
    }

    @Test
    void aScriptMayStandBeforeTheArchive() throws Exception {
        var archive = jar().pom("g", "a", "1").bytes();
        var script = "#!/bin/sh\nexec java -jar $0\n".getBytes(ISO_8859_1);
        var both = Arrays.copyOf(script, script.length + archive.length);
        System.arraycopy(archive, 0, both, script.length, archive.length);
        assertThat(reading("a.jar", both).observations()).hasSize(1);
    }

    @Test
    void aTruncatedArchiveIsMalformed() {
        var whole = jar().pom("g", "a", "1").bytes();
        assertThatThrownBy(() -> reading("a.jar", Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("not a whole ZIP file: its end is missing");
    }

    @Test
    void aBrokenNestedArchiveIsAGapAndTheRestIsRead() throws Exception {
        var reading =
                reading(
                        "a.war",
                        jar().with("lib/bad.jar", "rubbish")
                                .with("lib/good.jar", jar().pom("g", "a", "1").bytes())
                                .bytes());
        assertThat(reading.observations()).hasSize(1);
        assertThat(reading.gaps())
                .containsExactly("lib/bad.jar: not a whole ZIP file: its end is missing");
    }

    @Test
    void anArchiveNestedTooDeepIsAGap() throws Exception {
        var archive = jar().pom("g", "a", "1").bytes();
        for (int i = 0; i < 12; i++) {
            archive = jar().with("n.jar", archive).bytes();
        }
        assertThat(reading("a.jar", archive).gaps())
                .singleElement()
                .asString()
                .endsWith("archives are nested more than 8 deep");
    }

    @Test
    void aBombIsAGapAndIsNotInflated() throws Exception {
        var bomb = jar().with("big.jar", new byte[65 << 20]).bytes();
        assertThat(bomb).hasSizeLessThan(100_000);
        assertThat(reading("a.jar", bomb).gaps())
                .containsExactly(
                        "big.jar: it takes more than the 67,108,864 bytes allowed for nested"
                                + " archives");
    }

    @Test
    void anEntryThatIsThereTwiceIsAGap() throws Exception {
        // the writer refuses the name twice, so one of two is renamed in its bytes
        var bytes =
                new String(jar().pom("g", "aa", "1").pom("g", "ab", "2").bytes(), ISO_8859_1)
                        .replace("g/ab/pom", "g/aa/pom")
                        .getBytes(ISO_8859_1);
        var reading = reading("aa-1.jar", bytes);
        assertThat(reading.gaps())
                .containsExactly("META-INF/maven/g/aa/pom.properties: it is there twice");
        assertThat(reading.observations()).hasSize(2);
    }

    @Test
    void veryManyBrokenPartsAreFewSentences() throws Exception {
        var archive = jar();
        IntStream.range(0, 1_000).forEach(i -> archive.with("lib/" + i + ".jar", "rubbish"));
        assertThat(reading("a.war", archive.bytes()).gaps())
                .hasSize(101)
                .last()
                .isEqualTo("more than 100 parts of the archive cannot be read");
    }

    @Test
    void aLocalHeaderThatContradictsTheDirectoryIsAGap() throws Exception {
        var bytes = jar().pom("g", "a", "1").bytes();
        bytes[30] = 'X';
        assertThat(reading("a.jar", bytes).gaps())
                .containsExactly(
                        "META-INF/maven/g/a/pom.properties: its local header contradicts the"
                                + " directory");
    }

    @Test
    void anEncryptedEntryIsAGap() throws Exception {
        var bytes = jar().pom("g", "a", "1").bytes();
        var zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int directory = zip.getInt(bytes.length - 6);
        bytes[directory + 8] |= 1;
        assertThat(reading("a.jar", bytes).gaps())
                .containsExactly("META-INF/maven/g/a/pom.properties: it is encrypted");
    }

    @Test
    void aChangedByteNeverGivesAnotherPackage() {
        var archive = jar().withStored("n.jar", jar().pom("g", "a", "1").bytes()).bytes();
        Property.forAll(
                random -> changed(archive, random),
                bytes -> {
                    try {
                        assertThat(reading("x.jar", bytes).observations())
                                .extracting(one -> ((PackageSeen) one).purl().toString())
                                .isSubsetOf("pkg:maven/g/a@1");
                    } catch (MalformedFileException _) {
                        // refused
                    }
                });
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            reading("lib/a-1.jar", bytes);
        } catch (MalformedFileException _) {
            // refused
        }
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        jar().bytes(),
                        jar().manifest("Bundle-License: MIT").pom("g", "a", "1").bytes(),
                        jar().withStored("b.jar", jar().pom("g", "a", "1").bytes()).bytes())
                .flatMap(Damage::versions);
    }

    private static String pom(String group, String artifact, String version) {
        return "groupId=%s\nartifactId=%s\nversion=%s\n".formatted(group, artifact, version);
    }

    private static String sha1(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    }

    private static byte[] changed(byte[] archive, Random random) {
        var bytes = archive.clone();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private static PackageSeen seen(String path, Jar jar) throws MalformedFileException {
        return (PackageSeen) reading(path, jar.bytes()).observations().getFirst();
    }

    private static Iterable<String> read(String path, Jar jar) throws MalformedFileException {
        var reading = reading(path, jar.bytes());
        assertThat(reading.gaps()).isEmpty();
        return packages(reading)
                .map(seen ->
                        seen.purl()
                                + (seen.memberPath().isEmpty() ? "" : " in " + seen.memberPath()))
                .toList();
    }

    private static Stream<PackageSeen> packages(Reading reading) {
        return reading.observations().stream()
                .filter(PackageSeen.class::isInstance)
                .map(PackageSeen.class::cast);
    }

    private static Reading reading(String path, byte[] bytes) throws MalformedFileException {
        return new JarReader().read(ClaimedFile.of(path, bytes));
    }
}
