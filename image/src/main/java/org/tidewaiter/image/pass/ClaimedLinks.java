package org.tidewaiter.image.pass;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.image.dispatch.PathTrie;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.merge.MergedTree.Name;

/// Finds the files that have to be read once more because a reader claims a link to them, which is
/// known only when all layers are merged.
///
/// A hard link is as good a name as the first one, so its content is read for it as for any file. A
/// symbolic link is followed only where those who claim it were not given what it leads to. The
/// same holds for a file in a directory that a claim names by a symbolic link (`var/lib/rpm/…` for
/// `usr/lib/sysimage/rpm/…`).
final class ClaimedLinks {
    private final ReaderSet readers;
    private final MergedTree tree;
    private final List<LayerReading> layers;
    private final PathTrie skip;
    private final Map<Integer, Map<Integer, BitSet>> observers = new HashMap<>();
    private final Set<ClaimedLink> found = new LinkedHashSet<>();

    private ClaimedLinks(
            ReaderSet readers, MergedTree tree, List<LayerReading> layers, PathTrie skip) {
        this.readers = readers;
        this.tree = tree;
        this.layers = layers;
        this.skip = skip;
    }

    /// @param layers lowest first
    /// @param skip names that no reader is to be given
    static List<ClaimedLink> find(
            ReaderSet readers, MergedTree tree, List<LayerReading> layers, PathTrie skip) {
        var links = new ClaimedLinks(readers, tree, layers, skip);
        links.noteObservers();
        tree.links().forEach(links::addLink);
        links.claimedDirectories().forEach(links::addLinkedDirectory);
        return List.copyOf(links.found);
    }

    private void noteObservers() {
        for (int layer = 0; layer < layers.size(); layer++) {
            int index = layer;
            for (var reading : layers.get(layer).readings()) {
                readers.indexOf(reading.reader())
                        .ifPresent(reader ->
                                observers
                                        .computeIfAbsent(index, _ -> new HashMap<>())
                                        .computeIfAbsent(reading.file(), _ -> new BitSet())
                                        .set(reader));
            }
        }
    }

    private void addLink(Name name) {
        var wanting = readers.byPath(name.path());
        if (name.isSymlink()) {
            removeSatisfied(wanting, name);
        } else {
            wanting.or(observersOf(name));
        }
        add(name.path(), name, wanting);
    }

    /// Directories that claims name in full, before their first wildcard, each with whose they are:
    /// what one reader is given must not depend on what others claim.
    private SortedMap<String, BitSet> claimedDirectories() {
        var directories = new TreeMap<String, BitSet>();
        for (int reader = 0; reader < readers.count(); reader++) {
            for (var pattern : readers.claims(reader).paths()) {
                int star = pattern.indexOf('*');
                int slash = pattern.lastIndexOf('/', star < 0 ? pattern.length() : star);
                if (slash > 0) {
                    directories
                            .computeIfAbsent(pattern.substring(0, slash), _ -> new BitSet())
                            .set(reader);
                }
            }
        }
        return directories;
    }

    private void addLinkedDirectory(String directory, BitSet claiming) {
        var real = tree.resolve(directory);
        if (real.isEmpty() || real.get().equals(directory)) {
            return;
        }
        int above = real.get().isEmpty() ? 0 : real.get().length() + 1;
        tree.namesBelow(real.get())
                .forEach(name -> {
                    var path = directory + "/" + name.path().substring(above);
                    var wanting = readers.byPath(path);
                    wanting.and(claiming);
                    removeSatisfied(wanting, name);
                    wanting.andNot(readers.byPath(name.path()));
                    add(path, name, wanting);
                });
    }

    private void removeSatisfied(BitSet wanting, Name name) {
        wanting.andNot(readers.byPath(name.targetPath()));
        wanting.andNot(observersOf(name));
    }

    private BitSet observersOf(Name name) {
        return observers
                .getOrDefault(name.contentLayer(), Map.of())
                .getOrDefault(name.contentFile(), new BitSet());
    }

    private void add(String path, Name name, BitSet wanting) {
        if (!wanting.isEmpty() && skip.match(path).isEmpty()) {
            found.add(new ClaimedLink(path, name.contentLayer(), name.contentFile(), wanting));
        }
    }
}
