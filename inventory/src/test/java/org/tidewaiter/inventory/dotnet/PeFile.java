package org.tidewaiter.inventory.dotnet;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes a PE file whose only section holds a version resource, at [#RESOURCE_AT].
public final class PeFile {
    static final int RESOURCE_AT = 0x200;
    private static final int FIXED_BYTES = 52;

    private final boolean isManaged;
    private final Map<String, String> strings = new LinkedHashMap<>();

    private PeFile(boolean isManaged) {
        this.isManaged = isManaged;
    }

    public static PeFile assembly() {
        return new PeFile(true);
    }

    public static PeFile library() {
        return new PeFile(false);
    }

    public PeFile with(String key, String value) {
        strings.put(key, value);
        return this;
    }

    public byte[] bytes() {
        var resource = resource();
        var file = little(RESOURCE_AT + resource.length);
        file.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(0x3c, 0x80);
        int header = 0x84;
        int optional = header + 20;
        file.putInt(0x80, 0x4550).putShort(header + 2, (short) 1);
        file.putShort(header + 16, (short) 224).putShort(optional, (short) 0x10b);
        int directories = optional + 96;
        file.putInt(directories - 4, 16).putInt(directories + 2 * 8, 0x1000);
        file.putInt(directories + 14 * 8, isManaged ? 0x1000 : 0);
        int section = optional + 224;
        file.putInt(section + 8, resource.length).putInt(section + 12, 0x1000);
        file.putInt(section + 16, resource.length).putInt(section + 20, RESOURCE_AT);
        file.put(RESOURCE_AT, resource);
        var bytes = new byte[file.capacity()];
        file.get(0, bytes);
        return bytes;
    }

    private byte[] resource() {
        var table = new ByteArrayOutputStream();
        strings.forEach((key, value) -> add(table, block(key, text(value), new byte[0])));
        var info =
                block(
                        "StringFileInfo",
                        new byte[0],
                        block("040904b0", new byte[0], table.toByteArray()));
        var fixed = little(FIXED_BYTES).putInt(0, 0xfeef04bd).array();
        return block("VS_VERSION_INFO", fixed, info);
    }

    private static byte[] block(String key, byte[] value, byte[] children) {
        var block = new ByteArrayOutputStream();
        block.writeBytes(new byte[6]);
        block.writeBytes(text(key));
        add(block, value);
        add(block, children);
        var bytes = block.toByteArray();
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, (short) bytes.length)
                .putShort(2, (short) value.length);
        return bytes;
    }

    private static void add(ByteArrayOutputStream block, byte[] part) {
        block.writeBytes(new byte[-block.size() & 3]);
        block.writeBytes(part);
    }

    private static byte[] text(String text) {
        return (text + "\0").getBytes(UTF_16LE);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
