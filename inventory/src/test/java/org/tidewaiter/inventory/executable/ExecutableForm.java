package org.tidewaiter.inventory.executable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes an executable that has one section, which ends the file.
public enum ExecutableForm {
    ELF_64 {
        @Override
        ByteBuffer build(String name, byte[] content) {
            var names = ("\0" + name + "\0").getBytes(ISO_8859_1);
            var file = little(64 + 3 * 64 + names.length + content.length);
            file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
            file.putLong(40, 64).putShort(58, (short) 64).putShort(60, (short) 3);
            file.putShort(62, (short) 1);
            int namesAt = 64 + 3 * 64;
            elfSection64(file, 128, 0, 3, namesAt, names.length);
            elfSection64(file, 192, 1, 1, namesAt + names.length, content.length);
            return file.put(namesAt, names).put(namesAt + names.length, content);
        }
    },
    ELF_32_BIG_ENDIAN {
        @Override
        ByteBuffer build(String name, byte[] content) {
            var names = ("\0" + name + "\0").getBytes(ISO_8859_1);
            int namesAt = 52 + 3 * 40;
            var file = ByteBuffer.allocate(namesAt + names.length + content.length);
            file.put(new byte[] {0x7f, 'E', 'L', 'F', 1, 2, 1});
            file.putInt(32, 52).putShort(46, (short) 40).putShort(48, (short) 3);
            file.putShort(50, (short) 1);
            file.putInt(92 + 4, 3).putInt(92 + 16, namesAt).putInt(92 + 20, names.length);
            file.putInt(132, 1).putInt(132 + 4, 1);
            file.putInt(132 + 16, namesAt + names.length).putInt(132 + 20, content.length);
            return file.put(namesAt, names).put(namesAt + names.length, content);
        }
    },
    PE {
        @Override
        ByteBuffer build(String name, byte[] content) {
            int table = 64 + 24 + 8;
            var file = little(table + 40 + content.length);
            file.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(0x3c, 64);
            file.putInt(64, 0x4550).putShort(70, (short) 1).putShort(84, (short) 8);
            file.put(table, name.getBytes(ISO_8859_1)).putInt(table + 8, content.length);
            file.putInt(table + 16, content.length).putInt(table + 20, table + 40);
            return file.put(table + 40, content);
        }
    },
    MACH_O_64 {
        @Override
        ByteBuffer build(String name, byte[] content) {
            int section = 32 + 72;
            var file = little(section + 80 + content.length);
            file.putInt(0, 0xfeedfacf).putInt(16, 1);
            file.putInt(32, 0x19).putInt(36, 72 + 80).putInt(32 + 64, 1);
            file.put(section, name.getBytes(ISO_8859_1));
            file.putLong(section + 40, content.length).putInt(section + 48, section + 80);
            return file.put(section + 80, content);
        }
    };

    /// @param name at most 8 ASCII characters
    public byte[] with(String name, byte[] content) {
        var file = build(name, content);
        var bytes = new byte[file.capacity()];
        file.get(0, bytes);
        return bytes;
    }

    abstract ByteBuffer build(String name, byte[] content);

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void elfSection64(
            ByteBuffer file, int at, int name, int type, int offset, int bytes) {
        file.putInt(at, name).putInt(at + 4, type);
        file.putLong(at + 24, offset).putLong(at + 32, bytes);
    }
}
