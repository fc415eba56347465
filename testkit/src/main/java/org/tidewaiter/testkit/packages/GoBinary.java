package org.tidewaiter.testkit.packages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// The bytes of a Go program, as far as its build information goes: an ELF file for 64 bits with a
/// read-only and a writable segment. `goBinary("go1.22.3").main("example.org/app",
/// "v1.0.0").dep("example.org/lib", "v0.1.0").bytes()`.
public final class GoBinary {
    private static final String MARK = "\u00ff Go buildinf:";
    private static final byte[] MODULES_START =
            HexFormat.of().parseHex("3077af0c9274080241e1c107e6d618e6");
    private static final byte[] MODULES_END =
            HexFormat.of().parseHex("f932433186182072008242104116d8f2");

    private static final int READ_ONLY = 0x1000;
    private static final int WRITABLE = 0x2000;
    private static final long ADDRESS = 0x400000;

    private final String version;
    private final StringBuilder modules = new StringBuilder();
    private String readOnly = "";
    private boolean pointers;
    private int padding;

    private GoBinary(String version) {
        this.version = version;
    }

    /// @param version as the toolchain says it, for example `go1.22.3`
    public static GoBinary goBinary(String version) {
        return new GoBinary(version);
    }

    public GoBinary main(String path, String moduleVersion) {
        return line("path\t" + path).line("mod\t%s\t%s\t".formatted(path, moduleVersion));
    }

    public GoBinary dep(String path, String moduleVersion) {
        return line("dep\t%s\t%s\th1:AAAA=".formatted(path, moduleVersion));
    }

    /// Replaces the module before.
    public GoBinary replacedBy(String path, String moduleVersion) {
        return line("=>\t%s\t%s\th1:BBBB=".formatted(path, moduleVersion));
    }

    /// A line of the build information as it stands.
    public GoBinary line(String text) {
        modules.append(text).append('\n');
        return this;
    }

    /// The form before Go 1.18, in which pointers lead to the texts.
    public GoBinary withPointers() {
        pointers = true;
        return this;
    }

    /// Text that stands in the read-only data.
    public GoBinary withReadOnlyText(String text) {
        readOnly = text;
        return this;
    }

    /// Its table of functions, in the read-only data.
    public GoBinary withFunctions(String... names) {
        return withReadOnlyText(new String(GoFunctions.TODAY.of(names), ISO_8859_1));
    }

    /// Bytes after the last segment.
    public GoBinary withPadding(int bytes) {
        padding = bytes;
        return this;
    }

    public byte[] bytes() {
        var file =
                ByteBuffer.allocate(WRITABLE + 0x1000 + modules.length() * 2 + padding)
                        .order(ByteOrder.LITTLE_ENDIAN);
        header(file);
        file.put(READ_ONLY, readOnly.getBytes(ISO_8859_1));
        file.position(WRITABLE).put(MARK.getBytes(ISO_8859_1)).put((byte) 8);
        var moduleText =
                modules.isEmpty()
                        ? new byte[0]
                        : join(MODULES_START, modules.toString().getBytes(UTF_8), MODULES_END);
        if (pointers) {
            pointed(file, version.getBytes(UTF_8), moduleText);
        } else {
            file.put((byte) 2).position(WRITABLE + 32);
            counted(file, version.getBytes(UTF_8));
            counted(file, moduleText);
        }
        return file.array();
    }

    private static void header(ByteBuffer file) {
        file.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        file.putShort(16, (short) 2).putShort(18, (short) 62).putInt(20, 1);
        file.putLong(32, 64).putShort(52, (short) 64);
        file.putShort(54, (short) 56).putShort(56, (short) 2);
        segment(file, 64, 4, READ_ONLY, WRITABLE - READ_ONLY);
        segment(file, 64 + 56, 6, WRITABLE, file.capacity() - WRITABLE);
    }

    private static void segment(ByteBuffer file, int at, int flags, int offset, int bytes) {
        file.putInt(at, 1).putInt(at + 4, flags);
        file.putLong(at + 8, offset).putLong(at + 16, ADDRESS + offset);
        file.putLong(at + 32, bytes).putLong(at + 40, bytes);
    }

    private static void pointed(ByteBuffer file, byte[] version, byte[] modules) {
        int strings = WRITABLE + 64;
        int text = strings + 64;
        file.put((byte) 0).putLong(ADDRESS + strings).putLong(ADDRESS + strings + 16);
        file.putLong(strings, ADDRESS + text).putLong(strings + 8, version.length);
        file.putLong(strings + 16, ADDRESS + text + version.length);
        file.putLong(strings + 24, modules.length);
        file.put(text, version).put(text + version.length, modules);
    }

    private static void counted(ByteBuffer file, byte[] text) {
        int length = text.length;
        while (length >= 0x80) {
            file.put((byte) (length | 0x80));
            length >>>= 7;
        }
        file.put((byte) length).put(text);
    }

    private static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
