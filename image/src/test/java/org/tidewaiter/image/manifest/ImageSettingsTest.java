package org.tidewaiter.image.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ImageSettingsTest {
    private static ImageSettings parse(String json) throws MalformedManifestException {
        return ImageSettings.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatAContainerIsStartedWithIsRead() throws Exception {
        var settings =
                parse(
                        """
                        {"created": "2026-11-20T09:30:00+01:00",
                         "config": {"User": "app:app", "Env": ["A=1", "PATH=/bin:/usr/bin", "B"],
                          "ExposedPorts": {"22/tcp": {}}, "Volumes": {"/data": {}},
                          "Entrypoint": ["/app"], "Cmd": ["--run"], "WorkingDir": "/srv",
                          "Labels": {"owner": "ann", "odd": 1}, "OnBuild": ["RUN make"],
                          "Healthcheck": {"Test": ["CMD", "/ok"]}}}
                        """);
        assertThat(settings)
                .isEqualTo(
                        new ImageSettings(
                                "app:app",
                                Map.of("A", "1", "PATH", "/bin:/usr/bin", "B", ""),
                                Map.of("owner", "ann"),
                                List.of("22/tcp"),
                                List.of("/data"),
                                List.of("/app"),
                                List.of("--run"),
                                "/srv",
                                Optional.of(List.of("CMD", "/ok")),
                                List.of("RUN make"),
                                Optional.of(Instant.parse("2026-11-20T08:30:00Z")),
                                List.of()));
    }

    @Test
    void aStepThatMadeALayerKnowsWhich() throws Exception {
        var settings =
                parse(
                        """
                        {"rootfs": {"diff_ids": ["a", "b"]}, "history": [
                          {"created_by": "COPY / /"},
                          {"created_by": "ENV A=1", "empty_layer": true},
                          {"created_by": "RUN |1 TOKEN=x /bin/sh -c make # buildkit"}]}
                        """);
        assertThat(settings.history())
                .extracting(ImageSettings.Step::layer)
                .containsExactly(OptionalInt.of(0), OptionalInt.empty(), OptionalInt.of(1));
    }

    @Test
    void aHistoryThatDoesNotFitTheLayersNamesNone() throws Exception {
        var settings =
                parse(
                        "{\"rootfs\": {\"diff_ids\": []}, \"history\": [{\"created_by\": \"RUN a\"}]}");
        assertThat(settings.history())
                .containsExactly(new ImageSettings.Step("RUN a", "", OptionalInt.empty()));
    }

    @Test
    void whatHasAnotherShapeSaysNothing() throws Exception {
        assertThat(parse("{\"config\": [], \"history\": {}, \"created\": \"yesterday\"}"))
                .isEqualTo(ImageSettings.NONE);
        assertThat(ImageSettings.parse(new byte[0])).isEqualTo(ImageSettings.NONE);
    }
}
