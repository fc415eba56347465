package org.tidewaiter.inventory;

import java.util.List;
import java.util.OptionalInt;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.inventory.nix.NixStore;
import org.tidewaiter.model.Presence;

/// The packages of Nix, which no file lists: the merged tree itself says what is in the store.
final class NixPackages {
    private NixPackages() {}

    static List<Found> of(MergedTree tree) {
        return NixStore.packages(tree.namesBelow(NixStore.FOLDER).map(MergedTree.Name::path))
                .stream()
                .map(one -> {
                    var root = one.files().getFirst();
                    var path = root.substring(0, root.length() - 1);
                    // a directory can be of several layers, or of none
                    var layer =
                            tree.namesBelow(path)
                                    .findFirst()
                                    .map(name -> tree.layerOf(name.path()))
                                    .orElse(OptionalInt.empty());
                    return new Found(NixStore.NAME, path, one, Presence.LIVE, layer);
                })
                .toList();
    }
}
