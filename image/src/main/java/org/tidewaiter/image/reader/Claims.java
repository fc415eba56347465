package org.tidewaiter.image.reader;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Which files a reader wants, as data: the pass compiles the claims of all readers into one trie
/// and one automaton, so nothing is asked file by file.
///
/// A file is claimed if its path matches one of `paths`, or its first bytes are one of `magics`.
///
/// @param paths patterns without a leading slash, matched against the whole path; `*` is any run of
///   characters without a slash, `**` as a whole segment is any number of segments. So
///   `etc/os-release`, `**/package.json`, `**/*.jar`, `var/lib/dpkg/info/*.list`
/// @param magics the first bytes of a file, at most 16
/// @param anchors byte sequences searched for in the whole of a claimed file, of any size
/// @param maxBytes up to which size the file is given whole; a larger one is given by its windows
///   if the claim has anchors, and is a gap otherwise
/// @param companions suffixes of the names of files that complete a claimed one, such as `-wal` for
///   a database. What a companion holds can change what the claimed file means, and can be in
///   another layer. So where both are in the merged image, the claimed file is read once more,
///   together with its companions
public record Claims(
        List<String> paths,
        List<Bytes> magics,
        List<Anchor> anchors,
        long maxBytes,
        List<String> companions) {
    /// Large enough for any package database seen so far.
    public static final long DEFAULT_MAX_BYTES = 64L << 20;

    public Claims {
        paths = List.copyOf(paths);
        magics = List.copyOf(magics);
        anchors = List.copyOf(anchors);
        companions = List.copyOf(companions);
        if (paths.isEmpty() && magics.isEmpty()) {
            throw new IllegalArgumentException("a claim without a path or a magic claims nothing");
        }
        boolean isExact = magics.isEmpty() && paths.stream().noneMatch(path -> path.contains("*"));
        if (!companions.isEmpty() && !isExact) {
            throw new IllegalArgumentException("only whole paths can have companions");
        }
    }

    public static Claims paths(String... patterns) {
        return new Claims(List.of(patterns), List.of(), List.of(), DEFAULT_MAX_BYTES, List.of());
    }

    public static Claims magics(Bytes... magics) {
        return new Claims(List.of(), List.of(magics), List.of(), DEFAULT_MAX_BYTES, List.of());
    }

    /// Also gives the bytes from each place where one of these anchors stands, which come after
    /// those that the claim has.
    ///
    /// @param windowBytes how many bytes from the start of one of them are kept
    public Claims withAnchors(int windowBytes, Bytes... more) {
        var all = new ArrayList<>(anchors);
        for (var bytes : more) {
            all.add(new Anchor(bytes, windowBytes));
        }
        return new Claims(paths, magics, all, maxBytes, companions);
    }

    public Claims withMaxBytes(long maxBytes) {
        return new Claims(paths, magics, anchors, maxBytes, companions);
    }

    /// Also gives a claimed file together with those beside it that have its name and a suffix.
    public Claims withCompanions(String... suffixes) {
        return new Claims(paths, magics, anchors, maxBytes, List.of(suffixes));
    }

    /// Bytes that are searched for.
    ///
    /// @param windowBytes how many bytes from its start are kept
    public record Anchor(Bytes bytes, int windowBytes) {
        public Anchor {
            if (windowBytes < 1) {
                throw new IllegalArgumentException("an anchor without a window");
            }
        }
    }

    /// A short run of bytes that compares by content.
    ///
    /// @param values each 0 to 255
    public record Bytes(List<Integer> values) {
        public Bytes {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("no bytes");
            }
        }

        public static Bytes of(int... values) {
            var list = new ArrayList<Integer>();
            for (int value : values) {
                list.add(value & 0xff);
            }
            return new Bytes(list);
        }

        public static Bytes ofText(String ascii) {
            var list = new ArrayList<Integer>();
            for (byte octet : ascii.getBytes(StandardCharsets.ISO_8859_1)) {
                list.add(octet & 0xff);
            }
            return new Bytes(list);
        }

        public byte[] toArray() {
            var array = new byte[values.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = values.get(i).byteValue();
            }
            return array;
        }
    }
}
