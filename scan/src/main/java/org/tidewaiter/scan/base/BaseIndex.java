package org.tidewaiter.scan.base;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;

/// Base images by the ChainIDs of all their layers, so that none is ever named that is not there
/// layer for layer.
///
/// As text it is a line each, sorted: the ChainID, the number of layers, the name.
///
/// @param images by ChainID
public record BaseIndex(SortedMap<String, Entry> images) {
    public static final BaseIndex EMPTY = new BaseIndex(new TreeMap<>());

    public BaseIndex {
        images = Collections.unmodifiableSortedMap(new TreeMap<>(images));
    }

    /// @param layers how many it has
    public record Entry(String name, int layers) {}

    /// @throws ProblemException `base-index-broken`
    public static BaseIndex read(String text) throws ProblemException {
        var images = new TreeMap<String, Entry>();
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var words = line.split(" ", 3);
            if (words.length < 3
                    || Digest.parse(words[0]).isEmpty()
                    || !words[1].matches("[1-9]\\d{0,3}")
                    || words[2].isBlank()) {
                throw new ProblemException(
                        "base-index-broken",
                        "line %d of the index of base images is none".formatted(number),
                        "delete the file, and fill it anew by 'tidewaiter base add'");
            }
            images.put(words[0], new Entry(words[2], Integer.parseInt(words[1])));
        }
        return new BaseIndex(images);
    }

    /// The text that [#read] takes.
    public String text() {
        return images.entrySet().stream()
                .map(one ->
                        "%s %d %s\n"
                                .formatted(
                                        one.getKey(),
                                        one.getValue().layers(),
                                        one.getValue().name()))
                .collect(Collectors.joining());
    }

    /// With one more image. Of one that is known by another name, the name is replaced.
    ///
    /// @throws ProblemException `base-without-layers`
    public BaseIndex with(ImageSource image) throws ProblemException {
        if (image.layers().isEmpty()) {
            throw new ProblemException(
                    "base-without-layers",
                    "'%s' has no layers by which it could be known again".formatted(image.name()),
                    "give an image of a registry, a layout, an archive or an engine");
        }
        var more = new TreeMap<>(images);
        more.put(
                LayerChain.ids(image.layers()).getLast().toString(),
                new Entry(oneLine(image.name()), image.layers().size()));
        return new BaseIndex(more);
    }

    private static String oneLine(String name) {
        return name.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]", "?");
    }

    /// The known image that has most of the lowest layers of another, but not all of them.
    public Optional<Entry> longest(List<Layer> layers) {
        var ids = LayerChain.ids(layers);
        for (int i = ids.size() - 2; i >= 0; i--) {
            var entry = images.get(ids.get(i).toString());
            if (entry != null && entry.layers() == i + 1) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
