package org.tidewaiter.inventory.java;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JarFileNameTest {
    @ParameterizedTest
    @CsvSource({
        "log4j-core-2.17.1.jar, log4j-core, 2.17.1",
        "log4j-1.2-api-2.17.1.jar, log4j-1.2-api, 2.17.1",
        "guava-31.1-jre.jar, guava, 31.1-jre",
        "spring-boot-2.7.0.RELEASE.jar, spring-boot, 2.7.0.RELEASE",
        "netty-transport-native-epoll-4.1.94.Final-linux-x86_64.jar,"
                + " netty-transport-native-epoll, 4.1.94.Final",
        "foo-1.0.0-beta-2.jar, foo, 1.0.0-beta-2",
        "foo-1.0-20230101.123456-7.jar, foo, 1.0-20230101.123456-7",
        "kafka_2.13-3.5.0.jar, kafka_2.13, 3.5.0",
        "tomcat-embed-core-9.0.50-sources.jar, tomcat-embed-core, 9.0.50",
        "catalina.jar, catalina, ''",
        "-1.jar, -1, ''",
    })
    void theNameIsSplitBeforeTheVersion(String fileName, String artifact, String version) {
        assertThat(JarFileName.of(fileName)).isEqualTo(new JarFileName(artifact, version));
    }
}
