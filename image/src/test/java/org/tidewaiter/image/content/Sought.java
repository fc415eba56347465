package org.tidewaiter.image.content;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tidewaiter.image.reader.ContentReader;
import org.tidewaiter.image.reader.Keyword;
import org.tidewaiter.image.reader.Sightings;
import org.tidewaiter.image.reader.Spot;
import org.tidewaiter.model.Observation.SettingSeen;

/// Says of each place of its keywords what it was shown there.
record Sought(List<Keyword> keywords, List<String> fileNames) implements ContentReader {
    static Sought words(String... words) {
        return new Sought(List.of(words).stream().map(Keyword::exactly).toList(), List.of());
    }

    @Override
    public String name() {
        return "sought";
    }

    /// The line, and then the member, what comes before and behind by their hashes, and the word.
    @Override
    public void look(Spot spot, Sightings seen) {
        var word = spot.keyword() < 0 ? "" : keywords.get(spot.keyword()).text();
        var message =
                "%s|%s|%d|%d"
                        .formatted(
                                spot.source().memberPath(),
                                word,
                                hash(spot, spot.start(), spot.at()),
                                hash(spot, spot.at(), spot.end()));
        seen.add(
                spot,
                spot.at(),
                spot.at() + 1,
                spot.keyword(),
                new SettingSeen("a/b", spot.line(spot.at()), message, java.util.Optional.empty()));
    }

    private static int hash(Spot spot, int from, int to) {
        return new String(spot.bytes(), from, to - from, StandardCharsets.ISO_8859_1).hashCode();
    }
}
