package org.tidewaiter.inventory.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.tidewaiter.inventory.ReadFile;

class GradleLockReaderTest {
    private final ReadFile lock = new ReadFile(new GradleLockReader(), "app/gradle.lockfile");

    @Test
    void whatNotOnlyTestsNeedIsDeclared() throws Exception {
        var text =
                """
                # This is a Gradle generated file for dependency locking.
                com.google.guava:guava:32.1.2-jre=compileClasspath,runtimeClasspath,testRuntimeClasspath
                junit:junit:4.13.2=testCompileClasspath,testRuntimeClasspath
                empty=annotationProcessor
                """;
        assertThat(lock.purls(text)).containsExactly("pkg:maven/com.google.guava/guava@32.1.2-jre");
        assertThat(ReadFile.packages(lock.read(text))).allMatch(seen -> seen.declared());
    }

    @Test
    void anOlderFileIsOfOneConfiguration() throws Exception {
        var locks = "app/gradle/dependency-locks/";
        assertThat(
                        new ReadFile(new GradleLockReader(), locks + "runtimeClasspath.lockfile")
                                .purls("org.a:b:1.0\n"))
                .containsExactly("pkg:maven/org.a/b@1.0");
        assertThat(
                        new ReadFile(
                                        new GradleLockReader(),
                                        locks + "testRuntimeClasspath.lockfile")
                                .purls("org.a:b:1.0\n"))
                .isEmpty();
    }

    @Test
    void aLineOfAnotherFormIsAGap() throws Exception {
        assertThat(lock.read("<<<<<<< HEAD\n").gaps())
                .containsExactly("a package without a usable name and version: '<<<<<<< HEAD'");
    }

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        lock.readOrRefuse(bytes);
    }
}
