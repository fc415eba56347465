package org.tidewaiter.image.pass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.image.dispatch.PathTrie;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.merge.MergedTree.Name;

/// Finds the claimed files that have companions, which is known only when all layers are merged.
///
/// A file and its companions are found as a program finds them: links are followed to the file, and
/// the companions are beside it. An empty companion is none.
final class Companions {
    private final ReaderSet readers;
    private final MergedTree tree;
    private final List<LayerReading> layers;
    private final PathTrie skip;

    private Companions(
            ReaderSet readers, MergedTree tree, List<LayerReading> layers, PathTrie skip) {
        this.readers = readers;
        this.tree = tree;
        this.layers = layers;
        this.skip = skip;
    }

    /// @param layers lowest first
    /// @param skip names that no reader is to be given
    static List<Accompanied> find(
            ReaderSet readers, MergedTree tree, List<LayerReading> layers, PathTrie skip) {
        var companions = new Companions(readers, tree, layers, skip);
        var found = new ArrayList<Accompanied>();
        for (int reader = 0; reader < readers.count(); reader++) {
            companions.find(reader, found);
        }
        return found;
    }

    private void find(int reader, List<Accompanied> found) {
        var claims = readers.claims(reader);
        if (claims.companions().isEmpty()) {
            return;
        }
        var seen = new HashSet<String>();
        for (var claimed : claims.paths()) {
            var file = file(claimed);
            if (file.isPresent() && seen.add(file.get().path())) {
                var beside = beside(file.get(), claims.companions());
                if (!beside.isEmpty()) {
                    found.add(accompanied(reader, claimed, file.get(), beside));
                }
            }
        }
    }

    private Accompanied accompanied(
            int reader, String claimed, Name file, SortedMap<String, Name> beside) {
        boolean isClaimedItself = readers.byPath(file.path()).get(reader);
        long sizeBytes =
                sizeBytes(file) + beside.values().stream().mapToLong(this::sizeBytes).sum();
        return new Accompanied(
                reader, isClaimedItself ? file.path() : claimed, file, beside, sizeBytes);
    }

    private SortedMap<String, Name> beside(Name file, List<String> suffixes) {
        var beside = new TreeMap<String, Name>();
        for (var suffix : suffixes) {
            file(file.path() + suffix)
                    .filter(companion -> sizeBytes(companion) > 0)
                    .ifPresent(companion -> beside.put(suffix, companion));
        }
        return beside;
    }

    private Optional<Name> file(String path) {
        return tree.file(path).filter(_ -> skip.match(path).isEmpty());
    }

    private long sizeBytes(Name file) {
        return layers.get(file.contentLayer()).files().sizeBytes(file.contentFile());
    }
}
