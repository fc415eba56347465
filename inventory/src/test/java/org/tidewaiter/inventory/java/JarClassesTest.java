package org.tidewaiter.inventory.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.packages.Jar.jar;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.CodeIndex;
import org.tidewaiter.model.NameSet;
import org.tidewaiter.model.Observation.CodeSeen;
import org.tidewaiter.testkit.packages.Jar;

class JarClassesTest {
    @Test
    void anArchiveSaysItsClassesAndTheirPackages() throws Exception {
        assertThat(
                        code(
                                "io-1.jar",
                                jar().withClass("com/example/io/Files")
                                        .withClass("com/example/io/Files$Mode")
                                        .withClass("Main")))
                .containsExactly(
                        all(
                                "",
                                "com.example.io",
                                "com.example.io.Files",
                                "com.example.io.Files$Mode",
                                "Main"));
    }

    @Test
    void classesThatTheCompilerNamedAndDescriptionsAreLeftOut() throws Exception {
        assertThat(
                        code(
                                "io-1.jar",
                                jar().withClass("io/Files")
                                        .withClass("io/Files$1")
                                        .withClass("io/Files$1Local")
                                        .withClass("io/Files$Mode$2")
                                        .withClass("io/package-info")
                                        .withClass("module-info")
                                        .withClass("META-INF/proguard/Kept")))
                .containsExactly(all("", "io", "io.Files"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/versions/11/",
                "WEB-INF/classes/",
                "BOOT-INF/classes/",
                "BOOT-INF/classes/META-INF/versions/21/"
            })
    void aClassStandsWhereOnlyTheMachineOrTheServerLooks(String folder) throws Exception {
        assertThat(code("app-1.jar", jar().withClass(folder + "app/Main")))
                .containsExactly(all("", "app", "app.Main"));
    }

    @Test
    void librariesInAnApplicationHaveTheirOwnClasses() throws Exception {
        var library = jar().pom("g", "a", "1").withClass("a/Library").bytes();
        var application =
                jar().pom("g", "app", "2")
                        .withClass("WEB-INF/classes/app/Main")
                        .with("WEB-INF/lib/a-1.jar", library);

        assertThat(code("app-2.war", application))
                .containsExactlyInAnyOrder(
                        all("", "app", "app.Main"), all("WEB-INF/lib/a-1.jar", "a", "a.Library"));
    }

    @Test
    void whatWasPutIntoAnArchiveHasTheClassesOfThat() throws Exception {
        var shaded =
                jar().pom("g", "tool", "1")
                        .pom("com.google.guava", "guava", "31.1-jre")
                        .withClass("com/google/common/io/Files");

        assertThat(code("tool-1.jar", shaded))
                .containsExactly(all("", "com.google.common.io", "com.google.common.io.Files"));
    }

    @Test
    void anArchiveWithoutClassesSaysNothing() throws Exception {
        assertThat(code("a-1.jar", jar().pom("g", "a", "1").with("a.txt", ""))).isEmpty();
    }

    @Test
    void whatPartOfWasNotReadIsNotComplete() throws Exception {
        var broken = jar().pom("g", "a", "1").withClass("Main").with("lib/b.jar", "rubbish");
        var agent = jar().pom("g", "a", "1").withClass("Main").with("inst/Other.classdata", "");

        assertThat(List.of(code("a-1.jar", broken), code("a-1.jar", agent)))
                .allSatisfy(code ->
                        assertThat(code).singleElement().returns(false, CodeSeen::complete));
    }

    @Test
    void theTestsOfAPackageAreNotThePackage() throws Exception {
        assertThat(code("a-1-tests.jar", jar().pom("g", "a", "1").withClass("MainTest")))
                .singleElement()
                .returns(false, CodeSeen::complete);
    }

    @Test
    void afterVeryManyEntriesTheClassesAreNotKept() throws Exception {
        var library = jar().pom("g", "a", "1");
        IntStream.range(0, 199_000).forEach(i -> library.with(Integer.toString(i), ""));
        var bytes = library.withClass("Main").bytes();
        var application = jar();
        IntStream.range(0, 6).forEach(i -> application.with("lib/" + i + "/a-1.jar", bytes));
        var reading = new JarReader().read(ClaimedFile.of("app-1.war", application.bytes()));

        assertThat(code(reading)).hasSize(5);
        assertThat(reading.gaps())
                .containsExactly(
                        "lib/5/a-1.jar: its classes are not kept, nor those of what follows");
    }

    private static CodeSeen all(String member, String... names) {
        return new CodeSeen(member, CodeIndex.JAVA, true, names(names));
    }

    /// Packages begin with a small letter, classes with a capital.
    private static NameSet names(String... names) {
        var set = new NameSet.Builder();
        for (var name : names) {
            int dot = name.lastIndexOf('.');
            if (Character.isLowerCase(name.charAt(dot + 1))) {
                set.begin().append(name).add();
            } else {
                long place = set.begin().append(name.substring(0, Math.max(dot, 0))).place();
                set.begin().append(name.substring(dot + 1)).addIn(place);
            }
        }
        return set.build();
    }

    private static Collection<CodeSeen> code(String path, Jar jar) throws MalformedFileException {
        return code(new JarReader().read(ClaimedFile.of(path, jar.bytes())));
    }

    private static Collection<CodeSeen> code(Reading reading) {
        return reading.observations().stream()
                .filter(CodeSeen.class::isInstance)
                .map(CodeSeen.class::cast)
                .collect(Collectors.toList());
    }
}
