package org.tidewaiter.image.layer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.FileCapabilities;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Sha1;

/// The files of one layer in the order of the archive, in columns: about 75 bytes for a file with a
/// path of 60, so that hundreds of thousands fit; with digests 32 more, with SHA-1s 20. Who may do
/// what takes four of them, since few combinations occur and each is kept once. Immutable once
/// built.
public final class LayerFiles {
    public static final LayerFiles NONE = builder().build();

    private final byte[] names;
    private final int[] nameEnds;
    private final Entry.Kind[] kinds;
    private final long[] sizes;
    private final int[] attributes;
    private final List<Attributes> distinct;
    private final Map<Integer, FileCapabilities> capabilities;
    private final HashColumn digests;
    private final HashColumn sha1s;
    private final Map<Integer, String> targets;

    private LayerFiles(Builder builder) {
        names = Arrays.copyOf(builder.names, builder.end());
        nameEnds = Arrays.copyOf(builder.nameEnds, builder.count);
        kinds = Arrays.copyOf(builder.kinds, builder.count);
        sizes = Arrays.copyOf(builder.sizes, builder.count);
        attributes = Arrays.copyOf(builder.attributes, builder.count);
        distinct = List.copyOf(builder.numbers.keySet());
        capabilities = Map.copyOf(builder.capabilities);
        digests = builder.digests.copy();
        sha1s = builder.sha1s.copy();
        targets = Map.copyOf(builder.targets);
    }

    public static Builder builder() {
        return new Builder();
    }

    public int count() {
        return kinds.length;
    }

    /// @param file 0 to `count()` - 1, as everywhere here
    /// @return the path without a leading slash and without `.` or `..` segments
    public String path(int file) {
        int start = file == 0 ? 0 : nameEnds[file - 1];
        return new String(names, start, nameEnds[file] - start, StandardCharsets.UTF_8);
    }

    public Entry.Kind kind(int file) {
        return kinds[file];
    }

    public long sizeBytes(int file) {
        return sizes[file];
    }

    public Attributes attributes(int file) {
        return distinct.get(attributes[file]);
    }

    /// Every combination that occurs, in the order of its first file.
    public List<Attributes> distinctAttributes() {
        return distinct;
    }

    /// The place of a file's attributes among the distinct ones.
    public int attributesNumber(int file) {
        return attributes[file];
    }

    /// What the file, if it is a program, may do; nothing where the source does not say.
    public Optional<FileCapabilities> capabilities(int file) {
        return Optional.ofNullable(capabilities.get(file));
    }

    /// SHA-256 of a regular file's content; nothing where it was not worked out.
    public Optional<Digest> digest(int file) {
        return digests.get(file).map(Digest::ofSha256);
    }

    /// Of a regular file's content; nothing where it was not worked out.
    public Optional<Sha1> sha1(int file) {
        return sha1s.get(file).map(Sha1::ofHash);
    }

    /// Where a link leads, as written; empty for anything else. A symbolic link leads on from its
    /// directory, a hard link from the root.
    public String target(int file) {
        return targets.getOrDefault(file, "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LayerFiles files
                && Arrays.equals(names, files.names)
                && Arrays.equals(nameEnds, files.nameEnds)
                && Arrays.equals(kinds, files.kinds)
                && Arrays.equals(sizes, files.sizes)
                && Arrays.equals(attributes, files.attributes)
                && distinct.equals(files.distinct)
                && capabilities.equals(files.capabilities)
                && digests.equals(files.digests)
                && sha1s.equals(files.sha1s)
                && targets.equals(files.targets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(names);
    }

    @Override
    public String toString() {
        return count() + " files";
    }

    /// Collects the files of a layer.
    public static final class Builder {
        private byte[] names = new byte[1 << 10];
        private int[] nameEnds = new int[1 << 5];
        private Entry.Kind[] kinds = new Entry.Kind[1 << 5];
        private long[] sizes = new long[1 << 5];
        private int[] attributes = new int[1 << 5];
        private final Map<Attributes, Integer> numbers = new LinkedHashMap<>();
        private final Map<Integer, FileCapabilities> capabilities = new HashMap<>();
        private final HashColumn digests = new HashColumn(32);
        private final HashColumn sha1s = new HashColumn(20);
        private final Map<Integer, String> targets = new HashMap<>();
        private int count;

        private Builder() {}

        /// @param target empty for anything but a link
        /// @return the file's number
        public int add(
                String path,
                Entry.Kind kind,
                long sizeBytes,
                String target,
                Attributes whoMayDoWhat) {
            if (count == kinds.length) {
                nameEnds = Arrays.copyOf(nameEnds, count * 2);
                kinds = Arrays.copyOf(kinds, count * 2);
                sizes = Arrays.copyOf(sizes, count * 2);
                attributes = Arrays.copyOf(attributes, count * 2);
            }
            var name = path.getBytes(StandardCharsets.UTF_8);
            int start = end();
            if (start + name.length > names.length) {
                names = Arrays.copyOf(names, (start + name.length) * 2);
            }
            System.arraycopy(name, 0, names, start, name.length);
            nameEnds[count] = start + name.length;
            kinds[count] = kind;
            sizes[count] = sizeBytes;
            attributes[count] = number(whoMayDoWhat);
            if (!target.isEmpty()) {
                targets.put(count, target);
            }
            return count++;
        }

        private int number(Attributes whoMayDoWhat) {
            var known = numbers.putIfAbsent(whoMayDoWhat, numbers.size());
            return known == null ? numbers.size() - 1 : known;
        }

        /// @param file as `add` numbered it
        public void capabilities(int file, FileCapabilities granted) {
            capabilities.put(file, granted);
        }

        /// @param file as `add` numbered it
        /// @param sha256 of its content, 32 bytes
        public void digest(int file, byte[] sha256) {
            digests.set(file, sha256, kinds.length);
        }

        /// @param file as `add` numbered it
        /// @param sha1 of its content, 20 bytes
        public void sha1(int file, byte[] sha1) {
            sha1s.set(file, sha1, kinds.length);
        }

        public LayerFiles build() {
            return new LayerFiles(this);
        }

        private int end() {
            return count == 0 ? 0 : nameEnds[count - 1];
        }
    }
}
