package org.tidewaiter.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.OciLayouts.layout;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.pass.ImagePass;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.image.pass.Progress;
import org.tidewaiter.image.pass.ReaderSet;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.testkit.image.TarBuilder;

class ConfigurationFindingsTest {
    private static final String POD =
            """
            apiVersion: v1
            kind: Pod
            metadata: {ownerReferences: [{}]}
            spec: {containers: [], hostPID: true}
            """;

    private static final OpenOptions OPTIONS =
            OpenOptions.standard(RegistryOptions.standard(Map.of("HOME", "/nonexistent")));

    @TempDir private Path folder;

    private ImageReading read(TarBuilder... layers) throws Exception {
        var image = image();
        for (var layer : layers) {
            image.layer(layer);
        }
        layout().image(image.build(), "latest").write(folder);
        var pass =
                new ImagePass(
                        new ReaderSet(ConfigurationReaders.BUILT_IN),
                        LayerCache.none(),
                        PassOptions.standard(),
                        Progress.SILENT);
        try (var opened = Images.open("oci:" + folder, OPTIONS)) {
            return pass.read(opened);
        }
    }

    @Test
    void aFindingSaysItsFileLineLayerAndWhatBecameOfIt() throws Exception {
        var reading =
                read(
                        tar().file("app/pod.yaml", POD).file("b/deploy.yml", POD),
                        tar().whiteout("app/pod.yaml"));
        assertThat(ConfigurationFindings.of(reading))
                .filteredOn(finding -> finding.check().id().equals("kubernetes/host-pid"))
                .extracting(finding ->
                        "%s %s %s"
                                .formatted(
                                        finding.place().words(),
                                        finding.place().layer(),
                                        finding.place().presence()))
                .containsExactly(
                        "app/pod.yaml:4 OptionalInt[0] DELETED",
                        "b/deploy.yml:4 OptionalInt[0] LIVE");
    }

    @Test
    void everyKindOfFileIsFoundByItsName() throws Exception {
        var reading =
                read(
                        tar().file("Dockerfile", "FROM a:latest\n")
                                .file("x/Containerfile", "FROM a:latest\n")
                                .file("x/web.dockerfile", "FROM a:latest\n")
                                .file("compose.yaml", "services: {a: {image: 'a:latest'}}\n")
                                .file(
                                        "x/docker-compose.dev.yml",
                                        "services: {a: {image: 'a:latest'}}\n")
                                .file(
                                        "x/.github/workflows/ci.yml",
                                        "on: push\npermissions: write-all\njobs: {}\n")
                                .file(".gitlab-ci.yml", "image: a:latest\n")
                                .file("x/Jenkinsfile", "agent any\n"));
        assertThat(ConfigurationFindings.of(reading))
                .extracting(finding -> finding.place().path() + " " + finding.check().id())
                .contains(
                        ".gitlab-ci.yml pipeline/latest-image",
                        "Dockerfile dockerfile/latest-base",
                        "compose.yaml compose/latest-image",
                        "x/.github/workflows/ci.yml pipeline/github-write-all",
                        "x/Containerfile dockerfile/latest-base",
                        "x/Jenkinsfile pipeline/jenkins-any-agent",
                        "x/docker-compose.dev.yml compose/latest-image",
                        "x/web.dockerfile dockerfile/latest-base")
                .isSorted();
    }

    @Test
    void whatCannotBeReadIsAGapOfTheImage() throws Exception {
        var reading = read(tar().file("Dockerfile", "FROM a\nFRMO b\n"));
        assertThat(reading.gaps())
                .extracting(gap -> gap.path() + " " + gap.reason())
                .containsExactly("Dockerfile dockerfile: line 2: no instruction is called 'FRMO'");
    }

    @Test
    void everyRuleHasAnIdOfItsOwnAndIsFoundByIt() {
        var ids = new HashSet<String>();
        assertThat(Checks.BUILT_IN)
                .allMatch(check -> ids.add(check.id()))
                .allMatch(check -> Checks.named(check.id()).equals(check));
    }
}
