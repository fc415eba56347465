package org.tidewaiter.testkit.packages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The header of an rpm package as a database has it: `rpmHeader("bash", "5.1.8",
/// "9.el9").epoch(1).file("/usr/bin/bash").bytes()`.
public final class RpmHeader {
    private static final int INT16 = 3;
    private static final int INT32 = 4;
    private static final int STRING = 6;
    private static final int STRING_ARRAY = 8;

    private static final int REGULAR = 0100644;
    private static final int DIRECTORY = 0040755;
    private static final int GHOST = 64;

    private final SortedMap<Integer, Value> values = new TreeMap<>();
    private final List<String> paths = new ArrayList<>();
    private final List<Integer> modes = new ArrayList<>();
    private final List<Integer> flags = new ArrayList<>();
    private boolean wholePaths;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Value(int type, int count, byte[] bytes) {}

    private RpmHeader() {}

    /// Of a package for `x86_64` under MIT.
    public static RpmHeader rpmHeader(String name, String version, String release) {
        return new RpmHeader()
                .text(1000, name)
                .text(1001, version)
                .text(1002, release)
                .text(1014, "MIT")
                .text(1022, "x86_64");
    }

    public RpmHeader epoch(int epoch) {
        return numbers(1003, epoch);
    }

    public RpmHeader architecture(String name) {
        return text(1022, name);
    }

    public RpmHeader licence(String words) {
        return text(1014, words);
    }

    /// @param fileName of the source package
    public RpmHeader source(String fileName) {
        return text(1044, fileName);
    }

    /// @param label for example `nodejs:18:8060020220523160029:ad008a3a`
    public RpmHeader module(String label) {
        return text(5096, label);
    }

    /// @param path with a leading slash
    public RpmHeader file(String path) {
        return entry(path, REGULAR, 0);
    }

    public RpmHeader directory(String path) {
        return entry(path, DIRECTORY, 0);
    }

    /// A file that the package owns and does not bring.
    public RpmHeader ghost(String path) {
        return entry(path, REGULAR, GHOST);
    }

    /// Lists the files by their whole paths, as it was before rpm 4.
    public RpmHeader withWholePaths() {
        wholePaths = true;
        return this;
    }

    /// A tag with one text, in place of the one it had.
    public RpmHeader text(int tag, String text) {
        return value(tag, STRING, 1, (text + "\0").getBytes(UTF_8));
    }

    public RpmHeader texts(int tag, Collection<String> texts) {
        var bytes = (String.join("\0", texts) + "\0").getBytes(UTF_8);
        return value(tag, STRING_ARRAY, texts.size(), bytes);
    }

    public RpmHeader numbers(int tag, int... numbers) {
        var bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return value(tag, INT32, numbers.length, bytes.array());
    }

    /// A tag as it stands.
    ///
    /// @param type its number in the format
    /// @param count that it claims, whatever the bytes are
    public RpmHeader value(int tag, int type, int count, byte[] bytes) {
        values.put(tag, new Value(type, count, bytes));
        return this;
    }

    public byte[] bytes() {
        addFiles();
        var index = ByteBuffer.allocate(values.size() * 16);
        var store = new ByteArrayOutputStream();
        values.forEach((tag, value) -> {
            int unit = value.type == INT32 ? 4 : value.type == INT16 ? 2 : 1;
            while (store.size() % unit != 0) {
                store.write(0);
            }
            index.putInt(tag).putInt(value.type).putInt(store.size()).putInt(value.count);
            store.writeBytes(value.bytes);
        });
        return ByteBuffer.allocate(8 + index.capacity() + store.size())
                .putInt(values.size())
                .putInt(store.size())
                .put(index.array())
                .put(store.toByteArray())
                .array();
    }

    private RpmHeader entry(String path, int mode, int flag) {
        paths.add(path);
        modes.add(mode);
        flags.add(flag);
        return this;
    }

    private void addFiles() {
        if (paths.isEmpty()) {
            return;
        }
        if (wholePaths) {
            texts(1027, paths);
        } else {
            addSplitPaths();
        }
        numbers(1037, flags.stream().mapToInt(Integer::intValue).toArray());
        var bytes = ByteBuffer.allocate(modes.size() * Short.BYTES);
        modes.forEach(mode -> bytes.putShort(mode.shortValue()));
        value(1030, INT16, modes.size(), bytes.array());
    }

    private void addSplitPaths() {
        var directories = new ArrayList<String>();
        var names = new ArrayList<String>();
        var indexes = new ArrayList<Integer>();
        for (var path : paths) {
            int slash = path.lastIndexOf('/') + 1;
            var directory = path.substring(0, slash);
            if (!directories.contains(directory)) {
                directories.add(directory);
            }
            indexes.add(directories.indexOf(directory));
            names.add(path.substring(slash));
        }
        numbers(1116, indexes.stream().mapToInt(Integer::intValue).toArray());
        texts(1117, names);
        texts(1118, directories);
    }
}
