package org.tidewaiter.image.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.reader.ContentReader;
import org.tidewaiter.image.reader.Keyword;
import org.tidewaiter.image.reader.Sightings;
import org.tidewaiter.image.reader.Spot;
import org.tidewaiter.model.Observation.SecretSeen;

class SeenTest {
    private final Seen seen = new Seen(1, ContentBounds.STANDARD);
    private final Spot spot =
            new Spot(new TextSource(), new byte[200_000], 0, 200_000, 0, Spot.BEGINNING);

    private record TextSource() implements Spot.Source {
        @Override
        public String path() {
            return "f";
        }

        @Override
        public String memberPath() {
            return "";
        }

        @Override
        public boolean isBinary() {
            return false;
        }

        @Override
        public long offset(int index) {
            return index;
        }

        @Override
        public int line(int index) {
            return 1;
        }
    }

    private record Nobody() implements ContentReader {
        @Override
        public String name() {
            return "nobody";
        }

        @Override
        public List<Keyword> keywords() {
            return List.of();
        }

        @Override
        public List<String> fileNames() {
            return List.of();
        }

        @Override
        public void look(Spot spot, Sightings seen) {
            // is not asked
        }
    }

    private void add(int start, int end, int rank, String masked, String excuse) {
        seen.add(spot, start, end, rank, new SecretSeen("a/b", "", 1, masked, "", excuse));
    }

    private List<String> kept() {
        seen.settle();
        return seen.take(List.of(new Nobody())).stream()
                .flatMap(one -> one.observations().stream())
                .map(one -> ((SecretSeen) one).masked())
                .toList();
    }

    @Test
    void whatHasAnExcuseCoversNothingThatHasNone() {
        add(0, 100, 4, "wide", "an example");
        add(20, 40, 1, "real", "");
        assertThat(kept()).containsExactly("real");
    }

    @Test
    void whatHasAnExcuseIsKeptWhereNothingElseIs() {
        add(0, 10, 1, "worse", "an example");
        add(0, 10, 2, "better", "an example");
        add(20, 40, 1, "real", "");
        assertThat(kept()).containsExactly("better", "real");
    }

    @Test
    void whatHasAnExcuseTakesNoRoomFromTheOthers() {
        for (int i = 0; i < 5_000; i++) {
            add(10 * i, 10 * i + 5, 1, "harmless", "an example");
        }
        assertThat(seen.overflowed()).isFalse();
        assertThat(seen.excusedOverflowed()).isTrue();
        add(100_000, 100_005, 1, "real", "");
        assertThat(kept()).contains("real").hasSize(251);
    }
}
