package org.tidewaiter.inventory.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;

class JvmReleaseReaderTest {
    private final ReadFile release =
            new ReadFile(new JvmReleaseReader(), "opt/java/openjdk/release");

    @Test
    void aRuntimeIsNamedAfterItsMakerWithItsBuild() throws Exception {
        var reading =
                release.read(
                        """
                        IMPLEMENTOR="Eclipse Adoptium"
                        JAVA_RUNTIME_VERSION="17.0.12+7"
                        JAVA_VERSION="17.0.12"
                        IMAGE_TYPE="JRE"
                        MODULES="java.base java.logging"
                        """);
        assertThat(ReadFile.purls(reading))
                .containsExactly("pkg:generic/eclipse-adoptium/jre@17.0.12%2B7");
        assertThat(ReadFile.packages(reading).getFirst().files())
                .contains("opt/java/openjdk/lib/", "opt/java/openjdk/bin/")
                .doesNotContain("opt/java/openjdk/");
    }

    @Test
    void anOldRuntimeSaysItsVersionOnly() throws Exception {
        assertThat(release.purls("JAVA_VERSION=\"1.8.0_302\"\nOS_NAME=\"Linux\"\n"))
                .containsExactly("pkg:generic/jdk@1.8.0_302");
    }

    @Test
    void theSharedLibraryDirectoryIsNotJavas() throws Exception {
        var reading =
                new ReadFile(new JvmReleaseReader(), "usr/release").read("JAVA_VERSION=\"21\"\n");
        assertThat(ReadFile.packages(reading).getFirst().files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0\n", "JAVA_VERSION=\n", "NAME=\"x\"\n"})
    void aFileOfThatNameThatSaysNoJavaVersionIsSomebodyElses(String text) throws Exception {
        assertThat(release.read(text)).isEqualTo(Reading.NOTHING);
    }

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        release.readOrRefuse(bytes);
    }
}
