package org.tidewaiter.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.clearance.HeadMemory;

class ClearanceFolderTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir Path folder;
    private int read;

    private ClearanceFolder at(Path place, Clock clock) {
        return new ClearanceFolder(
                place,
                () -> {
                    read++;
                    throw new ProblemException("charter-unreadable", "there is no charter", "x");
                },
                new HeadMemory(folder.resolve("heads")),
                clock);
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    @Test
    void aFolderThatIsNotThereIsTroubleAndClearsNothing() {
        var known = at(folder.resolve("missing"), at(NOON)).known();
        assertThat(known.clearances()).isEmpty();
        assertThat(known.trouble()).contains("there is no").contains("missing");
    }

    @Test
    void aCharterThatCannotBeReadIsTroubleAndClearsNothing() {
        var known = at(folder, at(NOON)).known();
        assertThat(known.heads()).isEmpty();
        assertThat(known.trouble()).isEqualTo("there is no charter");
    }

    @Test
    void nothingIsReadAgainWithinASecondNorBeforeSomethingChanges() throws Exception {
        var clock = new MovingClock();
        var clearances = at(folder, clock);
        clearances.known();
        clearances.known();
        assertThat(read).isEqualTo(1);
        clock.now = NOON.plusSeconds(2);
        clearances.known();
        assertThat(read).isEqualTo(1);
        Files.writeString(folder.resolve("a.clearance.json"), "{}");
        clock.now = NOON.plusSeconds(4);
        clearances.known();
        assertThat(read).isEqualTo(2);
        clock.now = NOON.plusSeconds(70);
        clearances.known();
        assertThat(read).as("keys end too").isEqualTo(3);
    }

    private static final class MovingClock extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
