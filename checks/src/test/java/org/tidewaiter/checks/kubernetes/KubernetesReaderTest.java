package org.tidewaiter.checks.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.checks.fixture.Verdicts;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Reading;

@Timeout(30)
class KubernetesReaderTest {
    private static Reading read(String path, String text) {
        return new KubernetesReader().read(ClaimedFile.of(path, text));
    }

    @Test
    void aBrokenFileThatIsNoManifestIsNobodysConcern() {
        assertThat(read("a.yaml", "a: [1\n\tb: {")).isEqualTo(Reading.NOTHING);
        assertThat(read("a.yaml", "\0\1\2")).isEqualTo(Reading.NOTHING);
    }

    @Test
    void aBrokenManifestIsAGapWithItsLineAndHidesNoOther() {
        var reading =
                read(
                        "a.yaml",
                        """
                        apiVersion: v1
                        kind: Pod
                        spec: [1
                        ---
                        apiVersion: v1
                        kind: Service
                        spec: {type: NodePort}
                        """);
        assertThat(reading.gaps()).hasSize(1);
        assertThat(reading.gaps().getFirst()).matches("line [34]: not valid YAML.*");
        assertThat(Verdicts.lines(reading)).containsExactly("7 kubernetes/node-port");
    }

    @Test
    void aTemplateOfHelmIsAGapThatSaysSo() {
        var reading =
                read(
                        "chart/templates/a.yaml",
                        """
                        apiVersion: v1
                        kind: Pod
                        spec:
                          hostNetwork: {{ .Values.hostNetwork }}
                        """);
        assertThat(reading.observations()).isEmpty();
        assertThat(reading.gaps())
                .containsExactly(
                        "line 4: a template that is not rendered ('{{'): check what it renders to");
    }

    @Test
    void whatCameWithOtherSoftwareIsLeftOut() {
        assertThat(
                        read(
                                "srv/vendor/x/a.yaml",
                                "apiVersion: v1\nkind: Pod\nspec: {hostPID: true}\n"))
                .isEqualTo(Reading.NOTHING);
    }

    @Test
    void manyContainersInOneLineAreReadInBoundedTime() {
        var text =
                "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"spec\": {\"containers\": ["
                        + "{\"name\": \"a\", \"image\": \"b\"},".repeat(50_000)
                        + "]}}";
        var reading = read("a.yaml", text);
        assertThat(reading.observations()).hasSizeLessThanOrEqualTo(1_000);
        assertThat(reading.observations()).isNotEmpty();
    }
}
