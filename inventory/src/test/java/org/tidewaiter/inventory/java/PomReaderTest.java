package org.tidewaiter.inventory.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;

class PomReaderTest {
    private final ReadFile pom = new ReadFile(new PomReader(), "app/pom.xml");

    @Test
    void versionsAreSaidLiterallyByPropertiesAndByManagement() throws Exception {
        var text =
                project(
                        "<properties><jackson.version>${major}.15.2</jackson.version>"
                                + "<major>2</major></properties>"
                                + "<dependencyManagement><dependencies>"
                                + dependency("org.a", "managed", "3.0")
                                + dependency("org.a", "tested", "1.0", "test")
                                + "</dependencies></dependencyManagement>"
                                + "<dependencies>"
                                + dependency("org.a", "literal", "1.0")
                                + dependency("org.a", "property", "${jackson.version}")
                                + dependency("org.a", "managed", "")
                                + dependency("org.a", "parent", "${project.parent.version}")
                                + dependency("org.a", "tested", "")
                                + dependency("org.a", "container", "1.0", "provided")
                                + dependency("${project.groupId}", "module", "${project.version}")
                                + "</dependencies>");
        assertThat(pom.purls(text))
                .containsExactly(
                        "pkg:maven/org.a/literal@1.0",
                        "pkg:maven/org.a/property@2.15.2",
                        "pkg:maven/org.a/managed@3.0",
                        "pkg:maven/org.a/parent@5");
        assertThat(ReadFile.packages(pom.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void oneGapNamesWhatAnotherFileSays() throws Exception {
        var reading =
                pom.read(
                        project(
                                "<properties><loop>${loop}</loop></properties><dependencies>"
                                        + dependency("org.a", "inherited", "")
                                        + dependency("org.a", "range", "[1.0,2.0)")
                                        + dependency("org.a", "unknown", "${nowhere}")
                                        + dependency("org.a", "endless", "${loop}")
                                        + "</dependencies>"));
        assertThat(reading.observations()).isEmpty();
        assertThat(reading.gaps())
                .containsExactly(
                        "the file does not say which version of org.a:inherited, org.a:range,"
                                + " org.a:unknown, org.a:endless");
    }

    @Test
    void aFileThatCameWithAnArchiveIsNotTheImagesOwn() throws Exception {
        assertThat(
                        new ReadFile(new PomReader(), "app/META-INF/maven/g/a/pom.xml")
                                .read(
                                        project(
                                                "<dependencies>"
                                                        + dependency("g", "a", "1")
                                                        + "</dependencies>")))
                .isEqualTo(Reading.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<a/>", "<project>"})
    void whatIsNoProjectIsRefused(String text) {
        assertThatThrownBy(() -> pom.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        pom.readOrRefuse(bytes);
    }

    private static String project(String content) {
        return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <parent><groupId>org.own</groupId><artifactId>parent</artifactId><version>5</version></parent>
          <artifactId>app</artifactId>
          %s
        </project>
        """
                .formatted(content);
    }

    private static String dependency(String group, String artifact, String version) {
        return dependency(group, artifact, version, "");
    }

    private static String dependency(String group, String artifact, String version, String scope) {
        return ("<dependency><groupId>%s</groupId><artifactId>%s</artifactId>"
                        + "<version>%s</version><scope>%s</scope></dependency>")
                .formatted(group, artifact, version, scope);
    }
}
