package org.tidewaiter.image.pass;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.layer.LinkReading;

/// The hard links that were read together with their layers.
final class KnownLinks {
    private final ReaderSet readers;
    private final Map<Key, LinkReading> links = new HashMap<>();

    private record Key(int layer, int file, String path, String reader) {}

    /// @param layers lowest first
    KnownLinks(ReaderSet readers, List<LayerReading> layers) {
        this.readers = readers;
        for (int layer = 0; layer < layers.size(); layer++) {
            for (var link : layers.get(layer).links()) {
                var of = link.reading();
                links.put(new Key(layer, of.file(), of.path(), of.reader()), link);
            }
        }
    }

    /// Whether it was read by all who claim it.
    boolean has(ClaimedLink link) {
        return keys(link).stream().allMatch(links::containsKey);
    }

    /// @param link one that there is
    LayerReading reading(ClaimedLink link) {
        var all = keys(link).stream().map(links::get).toList();
        return LayerReading.ofFiles(
                all.stream()
                        .map(LinkReading::reading)
                        .filter(one -> !one.observations().isEmpty())
                        .toList(),
                all.stream().flatMap(one -> one.gaps().stream()).toList());
    }

    private List<Key> keys(ClaimedLink link) {
        return link.readers().stream()
                .mapToObj(reader ->
                        new Key(
                                link.layer(),
                                link.file(),
                                link.path(),
                                readers.reader(reader).name()))
                .toList();
    }
}
