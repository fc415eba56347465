package org.tidewaiter.image.dispatch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tidewaiter.image.reader.Claims;

/// An automaton for each set of owners that want the same file, of which there are few. It is made
/// when a file first needs it: where all layers are in the cache, none is. Anchors of four bytes
/// would keep a search for long ones from passing over most of a file, so each set has its own.
///
/// Used by several threads.
public final class AnchorSets {
    private static final int MOST_SETS = 16;

    private final List<List<Claims.Bytes>> anchorsOfOwners;
    private final Map<BitSet, AnchorAutomaton> automata = new ConcurrentHashMap<>();

    /// @param anchorsOfOwners those of owner 0, those of owner 1 and so on
    public AnchorSets(List<List<Claims.Bytes>> anchorsOfOwners) {
        this.anchorsOfOwners = List.copyOf(anchorsOfOwners);
    }

    /// An automaton of the anchors of some owners; of those of all, where files are wanted by ever
    /// other sets.
    public AnchorAutomaton of(BitSet owners) {
        var known = automata.get(owners);
        if (known != null) {
            return known;
        }
        var set = (BitSet) owners.clone();
        if (automata.size() >= MOST_SETS) {
            set.set(0, anchorsOfOwners.size());
        }
        return automata.computeIfAbsent(set, this::automaton);
    }

    private AnchorAutomaton automaton(BitSet owners) {
        var wanted = new ArrayList<List<Claims.Bytes>>();
        for (int owner = 0; owner < anchorsOfOwners.size(); owner++) {
            wanted.add(owners.get(owner) ? anchorsOfOwners.get(owner) : List.of());
        }
        return new AnchorAutomaton(wanted);
    }
}
