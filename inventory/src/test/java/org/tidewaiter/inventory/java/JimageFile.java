package org.tidewaiter.inventory.java;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/// The bytes of a runtime's `lib/modules`.
final class JimageFile {
    private final ByteOrder order;
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final ByteArrayOutputStream locations = new ByteArrayOutputStream();
    private final ByteArrayOutputStream resources = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private JimageFile(ByteOrder order) {
        this.order = order;
        string("");
    }

    static JimageFile jimage(ByteOrder order) {
        return new JimageFile(order);
    }

    static JimageFile jimage() {
        return jimage(ByteOrder.LITTLE_ENDIAN);
    }

    JimageFile with(String module, byte[] descriptor) {
        with(module, "com/example", "Main", 0, new byte[] {1, 2, 3}, 3);
        return with(module, "", "module-info", 0, descriptor, descriptor.length);
    }

    /// @param compression `zip`, or what is not read
    JimageFile withCompressed(String module, byte[] descriptor, String compression) {
        var deflated = new byte[descriptor.length + 64];
        int length;
        try (var deflater = new Deflater()) {
            deflater.setInput(descriptor);
            deflater.finish();
            length = deflater.deflate(deflated);
        }
        var stored =
                ByteBuffer.allocate(29 + length)
                        .order(order)
                        .putInt(0xcafefafa)
                        .putLong(length)
                        .putLong(descriptor.length)
                        .putInt(string(compression))
                        .putInt(-1)
                        .put((byte) 1)
                        .put(deflated, 0, length)
                        .array();
        return with(module, "", "module-info", stored.length, stored, descriptor.length);
    }

    byte[] bytes() {
        int table = offsets.size() * 4;
        var file =
                ByteBuffer.allocate(
                                28
                                        + 2 * table
                                        + locations.size()
                                        + strings.size()
                                        + resources.size())
                        .order(order)
                        .putInt(0xcafedada)
                        .putInt(1 << 16)
                        .putInt(0)
                        .putInt(offsets.size())
                        .putInt(offsets.size())
                        .putInt(locations.size())
                        .putInt(strings.size())
                        .position(28 + table);
        offsets.forEach(file::putInt);
        return file.put(locations.toByteArray())
                .put(strings.toByteArray())
                .put(resources.toByteArray())
                .array();
    }

    private JimageFile with(
            String module, String parent, String base, long stored, byte[] bytes, long size) {
        offsets.add(locations.size());
        attribute(1, string(module));
        attribute(2, string(parent));
        attribute(3, string(base));
        attribute(4, string("class"));
        attribute(5, resources.size());
        attribute(6, stored);
        attribute(7, size);
        locations.write(0);
        resources.writeBytes(bytes);
        return this;
    }

    /// In as few bytes as hold it, left out if it is none.
    private void attribute(int kind, long value) {
        int length = (71 - Long.numberOfLeadingZeros(value)) / 8;
        if (length > 0) {
            locations.write(kind << 3 | length - 1);
            for (int i = length - 1; i >= 0; i--) {
                locations.write((int) (value >>> (i * 8)));
            }
        }
    }

    private int string(String text) {
        int at = strings.size();
        strings.writeBytes((text + "\0").getBytes(StandardCharsets.UTF_8));
        return at;
    }
}
