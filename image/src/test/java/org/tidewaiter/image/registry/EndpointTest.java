package org.tidewaiter.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @Test
    void dockerHubIsFoundWhereItIs() {
        assertThat(Endpoint.https("docker.io").uri("/v2/"))
                .hasToString("https://registry-1.docker.io/v2/");
        assertThat(Endpoint.https("registry.example:5000").uri("/v2/"))
                .hasToString("https://registry.example:5000/v2/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST:5000", "127.0.0.1:80", "127.1.2.3", "[::1]:5000"})
    void thisHostIsLoopback(String registry) {
        assertThat(Endpoint.isLoopback(registry)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.example", "127.0.0.1.example", "10.0.0.1", "example:127"})
    void otherHostsAreNot(String registry) {
        assertThat(Endpoint.isLoopback(registry)).isFalse();
    }
}
