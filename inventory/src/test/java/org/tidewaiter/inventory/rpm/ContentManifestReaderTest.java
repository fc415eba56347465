package org.tidewaiter.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;
import org.tidewaiter.model.Observation.RepositoriesSeen;

class ContentManifestReaderTest {
    private static final ReadFile MANIFEST =
            new ReadFile(
                    new ContentManifestReader(),
                    "root/buildinfo/content_manifests/ubi9-container-9.4-1.json");

    @Test
    void contentSetsAreGivenWithoutTheReleaseTheyWereTakenAt() throws Exception {
        assertThat(
                        MANIFEST.read(
                                """
                                {"metadata": {"icm_version": 1}, "image_contents": [],
                                 "content_sets": ["b-rpms", "a-rpms__8", "a-eus-rpms__8_DOT_4"]}
                                """))
                .isEqualTo(
                        Reading.of(
                                new RepositoriesSeen(List.of("a-eus-rpms", "a-rpms", "b-rpms"))));
    }

    @Test
    void aManifestWithoutContentSetsSaysNothing() throws Exception {
        assertThat(MANIFEST.read("{\"content_sets\": []}")).isEqualTo(Reading.NOTHING);
    }

    @Test
    void aContentSetWithoutANameIsAGap() throws Exception {
        assertThat(MANIFEST.read("{\"content_sets\": [\"a\", \"\"]}").gaps()).hasSize(1);
    }

    @Test
    void whatIsNoJsonIsMalformed() {
        assertThatThrownBy(() -> MANIFEST.read("no")).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        MANIFEST.readOrRefuse(bytes);
    }
}
