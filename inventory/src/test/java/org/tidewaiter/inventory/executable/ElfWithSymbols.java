package org.tidewaiter.inventory.executable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/// Writes a 64-bit ELF file whose dynamic symbols point into one section of data.
public final class ElfWithSymbols {
    private static final String SECTIONS = "\0.dynsym\0.dynstr\0.data\0.shstrtab\0";
    private static final int ADDRESS = 0x400000;

    private ElfWithSymbols() {}

    /// @param symbols from a name to an offset in the data
    public static byte[] of(byte[] data, Map<String, Integer> symbols) {
        var names = new ByteArrayOutputStream();
        names.write(0);
        var table = ByteBuffer.allocate(24 * (symbols.size() + 1)).order(ByteOrder.LITTLE_ENDIAN);
        table.position(24);
        symbols.forEach((name, offset) -> {
            table.putInt(names.size()).put((byte) 0x11).put((byte) 0).putShort((short) 3);
            table.putLong(ADDRESS + (long) offset).putLong(8);
            names.writeBytes((name + "\0").getBytes(ISO_8859_1));
        });
        var contents =
                new byte[][] {
                    bytes(table), names.toByteArray(), data, SECTIONS.getBytes(ISO_8859_1)
                };
        var file = new ByteArrayOutputStream();
        int offset = 64 + 5 * 64;
        var head = ByteBuffer.allocate(offset).order(ByteOrder.LITTLE_ENDIAN);
        head.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).putLong(40, 64);
        head.putShort(58, (short) 64).putShort(60, (short) 5).putShort(62, (short) 4);
        for (int i = 0; i < contents.length; i++) {
            int at = 64 + (i + 1) * 64;
            head.putInt(at, new int[] {1, 9, 17, 23}[i]).putInt(at + 4, 1);
            head.putLong(at + 16, i == 2 ? ADDRESS : 0);
            head.putLong(at + 24, offset).putLong(at + 32, contents[i].length);
            offset += contents[i].length;
        }
        file.writeBytes(bytes(head));
        for (var content : contents) {
            file.writeBytes(content);
        }
        return file.toByteArray();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }
}
