package org.tidewaiter.image.pass;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.tidewaiter.image.merge.Merge;
import org.tidewaiter.image.tar.Entry;

/// Decides who is given a file of a layer. Stateless.
interface Course {
    /// @param file its number in the layer
    /// @param head its first 16 bytes, fewer if it is shorter
    List<Assignment> assignments(int file, String path, byte[] head);

    /// Whether somebody may be given a file, as far as can be told before its content is seen.
    default boolean mayAssign(int file, Entry entry) {
        return true;
    }

    /// Whether some files are given for what they begin with.
    default boolean goesByBeginnings() {
        return false;
    }

    /// Whether the content of the file is searched; it is only once.
    default boolean isSearched(String path) {
        return false;
    }

    /// Whether a hard link is read too, where that costs no second reading of the layer.
    default boolean isReadAsLink(String path) {
        return false;
    }

    /// One reader that is given the content of a file.
    ///
    /// @param reader its place in the [ReaderSet]
    /// @param path the name under which it is given
    record Assignment(int reader, String path) {}

    /// Every file goes to those who claim it. A whiteout of a layer is none, whatever its name ends
    /// in.
    ///
    /// @param layered the files are those of a layer and not of a directory
    record ByClaims(ReaderSet readers, boolean layered) implements Course {
        @Override
        public List<Assignment> assignments(int file, String path, byte[] head) {
            if (layered && Merge.isWhiteout(path)) {
                return List.of();
            }
            var all = readers.byPath(path);
            all.or(readers.byMagic(head));
            return to(all, path);
        }

        @Override
        public boolean mayAssign(int file, Entry entry) {
            return !(layered && Merge.isWhiteout(entry.path()))
                    && (!readers.contentReaders().isEmpty()
                            || !readers.byPath(entry.path()).isEmpty()
                            || readers.mayBegin(entry));
        }

        @Override
        public boolean goesByBeginnings() {
            return readers.claimsBeginnings();
        }

        @Override
        public boolean isSearched(String path) {
            return !readers.contentReaders().isEmpty() && !(layered && Merge.isWhiteout(path));
        }

        @Override
        public boolean isReadAsLink(String path) {
            return !(layered && Merge.isWhiteout(path));
        }
    }

    /// Some files go to those who claim a link to them.
    ///
    /// @param links by the number of the file that they lead to
    record ByLinks(Map<Integer, List<ClaimedLink>> links) implements Course {
        @Override
        public List<Assignment> assignments(int file, String path, byte[] head) {
            var all = new ArrayList<Assignment>();
            for (var link : links.getOrDefault(file, List.of())) {
                all.addAll(to(link.readers(), link.path()));
            }
            return all;
        }

        @Override
        public boolean mayAssign(int file, Entry entry) {
            return links.containsKey(file);
        }
    }

    private static List<Assignment> to(BitSet readers, String path) {
        return readers.stream().mapToObj(reader -> new Assignment(reader, path)).toList();
    }
}
