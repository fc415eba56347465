package org.tidewaiter.inventory.alpine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Observation.DistributionSeen;

class ApkRepositoriesReaderTest {
    @Test
    void theMainRepositoryTellsTheRelease() {
        assertThat(
                        read(
                                """
                                https://dl-cdn.alpinelinux.org/alpine/v3.20/main
                                https://dl-cdn.alpinelinux.org/alpine/edge/testing
                                """))
                .isEqualTo(release("v3.20"));
    }

    @Test
    void aPinnedOrCommentedRepositoryDoesNotCount() {
        assertThat(
                        read(
                                """
                                https://example.org/v3.9/main
                                @edge https://example.org/edge/main
                                #https://example.org/edge/main
                                """))
                .isEqualTo(release("v3.9"));
    }

    @Test
    void theNewestReleaseCountsAndEdgeIsNewest() {
        assertThat(read("http://a/v3.9/main\nhttp://a/v3.20/main/\n")).isEqualTo(release("v3.20"));
        assertThat(read("/media/edge/main\nhttp://a/v3.20/main\n")).isEqualTo(release("edge"));
    }

    @Test
    void aFileThatTellsNoReleaseSaysNothing() {
        assertThat(read("https://example.org/latest-stable/main\n")).isEqualTo(Reading.NOTHING);
    }

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        new ApkRepositoriesReader().read(ClaimedFile.of("etc/apk/repositories", bytes));
    }

    private static Reading release(String name) {
        return Reading.of(
                new DistributionSeen(new Distribution("alpine", "", name, "", List.of())));
    }

    private static Reading read(String text) {
        return new ApkRepositoriesReader().read(ClaimedFile.of("etc/apk/repositories", text));
    }
}
