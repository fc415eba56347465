package org.tidewaiter.testkit.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes a tar archive byte by byte. Every call appends an entry, with mode 0644 (0755 for a
/// directory), owner 0 and time 0.
public final class TarBuilder {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TarBuilder() {}

    public static TarBuilder tar() {
        return new TarBuilder();
    }

    public TarBuilder file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public TarBuilder file(String path, byte[] content) {
        return file(path, content, 0644);
    }

    public TarBuilder file(String path, byte[] content, int mode) {
        return entry(TarHeaderBytes.of('0', path).mode(mode).size(content.length), content);
    }

    public TarBuilder directory(String path) {
        var name = path.endsWith("/") ? path : path + "/";
        return entry(TarHeaderBytes.of('5', name).mode(0755));
    }

    public TarBuilder symlink(String path, String target) {
        return entry(TarHeaderBytes.of('2', path).mode(0777).linkName(target));
    }

    /// @param target a path from the archive's root
    public TarBuilder hardLink(String path, String target) {
        return entry(TarHeaderBytes.of('1', path).linkName(target));
    }

    public TarBuilder characterDevice(String path) {
        return entry(TarHeaderBytes.of('3', path));
    }

    public TarBuilder fifo(String path) {
        return entry(TarHeaderBytes.of('6', path));
    }

    /// Deletes a path of the layers below.
    public TarBuilder whiteout(String path) {
        int slash = path.lastIndexOf('/') + 1;
        return file(path.substring(0, slash) + ".wh." + path.substring(slash), "");
    }

    /// Hides what the layers below have in a directory.
    public TarBuilder opaque(String directory) {
        return file(directory + "/.wh..wh..opq", "");
    }

    /// A header of any form, without content.
    public TarBuilder entry(TarHeaderBytes header) {
        return entry(header, new byte[0]);
    }

    /// A header of any form with the bytes that follow it, padded to a block. A name or link name
    /// of more than 100 bytes is preceded by its GNU long form.
    public TarBuilder entry(TarHeaderBytes header, byte[] content) {
        longForm('L', header.name());
        longForm('K', header.linkName());
        raw(header.bytes());
        return padded(content);
    }

    /// A pax extended header for the entry that follows.
    public TarBuilder pax(Map<String, String> records) {
        return pax('x', records);
    }

    public TarBuilder globalPax(Map<String, String> records) {
        return pax('g', records);
    }

    /// The same, whose keywords may stand more than once.
    ///
    /// @param records `keyword=value` each
    public TarBuilder pax(List<String> records) {
        return pax('x', records);
    }

    /// The same, with one record whose value is no text.
    public TarBuilder pax(String keyword, byte[] value) {
        var record = paxRecord((" " + keyword + "=").getBytes(StandardCharsets.UTF_8), value);
        raw(TarHeaderBytes.of('x', "PaxHeaders/0").size(record.length).bytes());
        return padded(record);
    }

    private TarBuilder pax(char type, Map<String, String> records) {
        return pax(
                type,
                records.entrySet().stream()
                        .map(record -> record.getKey() + "=" + record.getValue())
                        .toList());
    }

    private TarBuilder pax(char type, List<String> records) {
        var body = new ByteArrayOutputStream();
        for (var record : records) {
            int equals = record.indexOf('=') + 1;
            body.writeBytes(
                    paxRecord(
                            (" " + record.substring(0, equals)).getBytes(StandardCharsets.UTF_8),
                            record.substring(equals).getBytes(StandardCharsets.UTF_8)));
        }
        raw(TarHeaderBytes.of(type, "PaxHeaders/0").size(body.size()).bytes());
        return padded(body.toByteArray());
    }

    /// The length in front counts its own digits.
    private static byte[] paxRecord(byte[] keyword, byte[] value) {
        int rest = keyword.length + value.length + 1;
        int length = rest;
        while (rest + Integer.toString(length).length() != length) {
            length++;
        }
        var record = new ByteArrayOutputStream();
        record.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
        record.writeBytes(keyword);
        record.writeBytes(value);
        record.write('\n');
        return record.toByteArray();
    }

    private void longForm(char type, String name) {
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 100) {
            raw(TarHeaderBytes.of(type, "././@LongLink").size(bytes.length + 1L).bytes());
            raw(bytes);
            raw(new byte[1]);
            pad(bytes.length + 1);
        }
    }

    /// Bytes as they are, for archives that are broken on purpose.
    public TarBuilder raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    private TarBuilder padded(byte[] content) {
        raw(content);
        pad(content.length);
        return this;
    }

    private void pad(int length) {
        raw(new byte[(BLOCK - length % BLOCK) % BLOCK]);
    }

    /// The archive with the two blocks of zeros that end it.
    public byte[] bytes() {
        var copy = new ByteArrayOutputStream();
        copy.writeBytes(out.toByteArray());
        copy.writeBytes(new byte[2 * BLOCK]);
        return copy.toByteArray();
    }

    /// The archive cut off after its last entry.
    public byte[] bytesWithoutEnd() {
        return out.toByteArray();
    }
}
