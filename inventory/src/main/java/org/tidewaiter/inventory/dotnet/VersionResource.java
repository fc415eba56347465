package org.tidewaiter.inventory.dotnet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.tidewaiter.image.reader.MalformedFileException;

/// The strings of a version resource, as `FileVersion`, in the first language that has each.
///
/// @see "Microsoft: VS_VERSIONINFO, StringFileInfo, StringTable, String"
record VersionResource(Map<String, String> strings) {
    private static final int HEADER_BYTES = 6;
    private static final int FIXED_AT = 40;
    private static final int FIXED_BYTES = 52;
    private static final int FIXED_SIGNATURE = 0xfeef04bd;

    /// @param fromKey from the key of the resource, `VS_VERSION_INFO`, on
    /// @return without strings where something else has that name
    static VersionResource read(byte[] fromKey) throws MalformedFileException {
        // all is aligned from the start of the resource, which is the header before the key
        var resource =
                ByteBuffer.allocate(HEADER_BYTES + fromKey.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(HEADER_BYTES, fromKey);
        var strings = new HashMap<String, String>();
        try {
            if (resource.getInt(FIXED_AT) == FIXED_SIGNATURE) {
                addTables(resource, strings);
            }
        } catch (IndexOutOfBoundsException _) {
            throw new MalformedFileException("the version resource is cut short");
        }
        return new VersionResource(strings);
    }

    /// @return empty if there is none
    String text(String key) {
        return strings.getOrDefault(key, "");
    }

    private static void addTables(ByteBuffer resource, Map<String, String> strings) {
        int at = FIXED_AT + FIXED_BYTES;
        while (!text(resource, at + HEADER_BYTES, resource.limit()).equals("StringFileInfo")) {
            if (at + HEADER_BYTES > resource.limit() || length(resource, at) < HEADER_BYTES) {
                return;
            }
            at = aligned(at + length(resource, at));
        }
        int end = at + length(resource, at);
        int table = afterKey(resource, at);
        while (table + HEADER_BYTES < end && length(resource, table) > HEADER_BYTES) {
            addStrings(resource, table, strings);
            table = aligned(table + length(resource, table));
        }
    }

    private static void addStrings(ByteBuffer resource, int table, Map<String, String> strings) {
        int end = table + length(resource, table);
        int at = afterKey(resource, table);
        while (at + HEADER_BYTES < end && length(resource, at) > HEADER_BYTES) {
            int next = at + length(resource, at);
            strings.putIfAbsent(
                    text(resource, at + HEADER_BYTES, next),
                    text(resource, afterKey(resource, at), next).strip());
            at = aligned(next);
        }
    }

    private static int length(ByteBuffer resource, int at) {
        return Short.toUnsignedInt(resource.getShort(at));
    }

    private static int afterKey(ByteBuffer resource, int at) {
        int key = at + HEADER_BYTES;
        return aligned(key + 2 * (text(resource, key, resource.limit()).length() + 1));
    }

    /// Up to a zero character or the end.
    private static String text(ByteBuffer resource, int start, int end) {
        var text = new StringBuilder();
        for (int at = start; at + 1 < end; at += 2) {
            char next = resource.getChar(at);
            if (next == 0) {
                break;
            }
            text.append(next);
        }
        return text.toString();
    }

    private static int aligned(int at) {
        return at + 3 & ~3;
    }
}
