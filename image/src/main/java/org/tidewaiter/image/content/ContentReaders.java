package org.tidewaiter.image.content;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.reader.ContentReader;

/// All content readers of a scan, with what they look for compiled. Not changed but that the table
/// is made when content is first searched: where all layers are in the cache, none is.
public final class ContentReaders {
    public static final ContentReaders NONE = new ContentReaders(List.of());

    private final List<ContentReader> readers;
    private @Nullable KeywordTable table;
    private final Map<String, BitSet> byName = new HashMap<>();
    private final Map<String, BitSet> byEnding = new HashMap<>();

    /// @throws IllegalArgumentException if a name of a file is not well-formed
    public ContentReaders(List<? extends ContentReader> readers) {
        this.readers = List.copyOf(readers);
        for (int i = 0; i < readers.size(); i++) {
            for (var name : readers.get(i).fileNames()) {
                if (name.isEmpty() || name.indexOf('*', 1) > 0 || name.contains("/")) {
                    throw new IllegalArgumentException("not the name of a file: " + name);
                }
                boolean isEnding = name.startsWith("*.");
                var map = isEnding ? byEnding : byName;
                map.computeIfAbsent(isEnding ? name.substring(2) : name, _ -> new BitSet()).set(i);
            }
        }
    }

    public List<ContentReader> all() {
        return readers;
    }

    public boolean isEmpty() {
        return readers.isEmpty();
    }

    synchronized KeywordTable table() {
        if (table == null) {
            table = new KeywordTable(readers.stream().map(ContentReader::keywords).toList());
        }
        return table;
    }

    /// Those that are shown the beginning of a file of this name.
    BitSet byFileName(String name) {
        var found = byName.getOrDefault(name, NOBODY);
        int dot = name.lastIndexOf('.');
        var more = dot < 0 ? NOBODY : byEnding.getOrDefault(name.substring(dot + 1), NOBODY);
        if (more.isEmpty()) {
            return found;
        }
        var both = (BitSet) found.clone();
        both.or(more);
        return both;
    }

    private static final BitSet NOBODY = new BitSet();
}
