package org.tidewaiter.inventory.rpm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.reader.MalformedFileException;

/// The header of an installed package: an index of tagged values, and the store that holds them.
/// Big-endian on every machine.
///
/// Nothing that it says of itself is believed: a count or an offset that leads out of the store
/// makes the value malformed, and no array is made before the store is known to hold it.
///
/// @see "rpm documentation: format of headers, tags"
final class RpmHeader {
    static final int NAME = 1000;
    static final int VERSION = 1001;
    static final int RELEASE = 1002;
    static final int EPOCH = 1003;
    static final int VENDOR = 1011;
    static final int LICENCE = 1014;
    static final int ARCHITECTURE = 1022;
    static final int OLD_FILE_NAMES = 1027;
    static final int FILE_STATES = 1029;
    static final int FILE_MODES = 1030;
    static final int FILE_FLAGS = 1037;
    static final int SOURCE_RPM = 1044;
    static final int PROVIDED_NAMES = 1047;
    static final int REQUIRED_NAMES = 1049;
    static final int DIRECTORY_INDEXES = 1116;
    static final int BASE_NAMES = 1117;
    static final int DIRECTORY_NAMES = 1118;
    static final int MODULARITY_LABEL = 5096;

    private static final Set<Integer> TAGS =
            Set.of(
                    NAME,
                    VERSION,
                    RELEASE,
                    EPOCH,
                    VENDOR,
                    LICENCE,
                    ARCHITECTURE,
                    OLD_FILE_NAMES,
                    FILE_STATES,
                    FILE_MODES,
                    FILE_FLAGS,
                    SOURCE_RPM,
                    PROVIDED_NAMES,
                    REQUIRED_NAMES,
                    DIRECTORY_INDEXES,
                    BASE_NAMES,
                    DIRECTORY_NAMES,
                    MODULARITY_LABEL);

    private static final int LENGTHS_BYTES = 8;
    private static final int ENTRY_BYTES = 16;

    /// As many as rpm takes.
    private static final int MAX_ENTRIES = 0xffff;

    /// More than any package has files.
    private static final int MAX_VALUES = 1_000_000;

    private static final int CHAR = 1;
    private static final int INT8 = 2;
    private static final int INT16 = 3;
    private static final int INT32 = 4;
    private static final int STRING = 6;
    private static final int STRING_ARRAY = 8;
    private static final int TRANSLATED = 9;

    private final ByteBuffer store;
    private final Map<Integer, Entry> entries = new HashMap<>();

    private record Entry(int tag, int type, int offset, int count) {}

    private RpmHeader(ByteBuffer store) {
        this.store = store;
    }

    /// @param blob as a database has it, without the magic of a package file
    static RpmHeader parse(byte[] blob) throws MalformedFileException {
        var buffer = ByteBuffer.wrap(blob);
        if (blob.length < LENGTHS_BYTES) {
            throw new MalformedFileException("a header that is too short");
        }
        int count = buffer.getInt();
        long storeBytes = Integer.toUnsignedLong(buffer.getInt());
        if (count < 1
                || count > MAX_ENTRIES
                || LENGTHS_BYTES + (long) count * ENTRY_BYTES + storeBytes != blob.length) {
            throw new MalformedFileException("a header of another length than it says");
        }
        var header = new RpmHeader(buffer.slice(blob.length - (int) storeBytes, (int) storeBytes));
        for (int i = 0; i < count; i++) {
            var entry =
                    new Entry(buffer.getInt(), buffer.getInt(), buffer.getInt(), buffer.getInt());
            if (TAGS.contains(entry.tag)) {
                // what installing added comes later, and replaces what the package had
                header.entries.put(entry.tag, entry);
            }
        }
        return header;
    }

    /// The text under a tag; of several the first, which of translated ones is the untranslated.
    Optional<String> text(int tag) throws MalformedFileException {
        return texts(tag, 1).stream().findFirst();
    }

    /// @return empty where the header has no such tag
    List<String> texts(int tag) throws MalformedFileException {
        return texts(tag, MAX_VALUES);
    }

    private List<String> texts(int tag, int atMost) throws MalformedFileException {
        var entry = entries.get(tag);
        if (entry == null) {
            return List.of();
        }
        if (entry.type != STRING && entry.type != STRING_ARRAY && entry.type != TRANSLATED) {
            throw new MalformedFileException("tag %d is no text".formatted(tag));
        }
        check(entry, 1);
        int count = Math.min(entry.count, atMost);
        var texts = new ArrayList<String>(count);
        int start = entry.offset;
        for (int i = 0; i < count; i++) {
            int end = end(start, tag);
            texts.add(StandardCharsets.UTF_8.decode(store.slice(start, end - start)).toString());
            start = end + 1;
        }
        return texts;
    }

    /// Whole numbers, those of fewer than 32 bits without a sign.
    ///
    /// @return empty where the header has no such tag
    int[] numbers(int tag) throws MalformedFileException {
        var entry = entries.get(tag);
        if (entry == null) {
            return new int[0];
        }
        int bytes =
                switch (entry.type) {
                    case CHAR, INT8 -> 1;
                    case INT16 -> 2;
                    case INT32 -> 4;
                    default ->
                            throw new MalformedFileException("tag %d is no number".formatted(tag));
                };
        check(entry, bytes);
        var numbers = new int[entry.count];
        for (int i = 0; i < numbers.length; i++) {
            int at = entry.offset + i * bytes;
            numbers[i] =
                    switch (bytes) {
                        case 1 -> store.get(at) & 0xff;
                        case 2 -> store.getShort(at) & 0xffff;
                        default -> store.getInt(at);
                    };
        }
        return numbers;
    }

    private void check(Entry entry, int bytesOfOne) throws MalformedFileException {
        if (entry.offset < 0
                || entry.count < 1
                || entry.offset + (long) entry.count * bytesOfOne > store.limit()) {
            throw new MalformedFileException("tag %d leads out of the header".formatted(entry.tag));
        }
        if (entry.count > MAX_VALUES) {
            throw new MalformedFileException("tag %d has too many values".formatted(entry.tag));
        }
    }

    private int end(int start, int tag) throws MalformedFileException {
        int end = start;
        while (end < store.limit() && store.get(end) != 0) {
            end++;
        }
        if (end >= store.limit()) {
            throw new MalformedFileException("a text of tag %d has no end".formatted(tag));
        }
        return end;
    }
}
