package org.tidewaiter.inventory.java;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tidewaiter.image.reader.MalformedFileException;

/// The file `lib/modules` of a Java runtime: an index, and then the resources of all its modules,
/// each as it is or compressed.
///
/// @see "OpenJDK source, libjimage/imageFile.hpp and jdk.internal.jimage.decompressor"
final class Jimage {
    static final int MAGIC = 0xcafedada;

    private static final int HEADER_BYTES = 28;
    private static final int MAX_RESOURCES = 1 << 20;
    private static final int MAX_MODULES = 2_000;
    private static final int MAX_NAME_BYTES = 1_000;
    private static final int MAX_DESCRIPTOR_BYTES = 256 << 10;

    private static final int ATTRIBUTES = 8;
    private static final int MODULE = 1;
    private static final int BASE = 3;
    private static final int EXTENSION = 4;
    private static final int OFFSET = 5;
    private static final int COMPRESSED = 6;
    private static final int UNCOMPRESSED = 7;

    private static final int COMPRESSED_MAGIC = 0xcafefafa;
    private static final int COMPRESSED_HEADER_BYTES = 29;

    private final ByteBuffer bytes;
    private final int strings;
    private final int resources;
    private final List<Descriptor> descriptors = new ArrayList<>();

    /// A module of which the runtime has the descriptor, `module-info.class`.
    ///
    /// @param offset from the start of the resources
    /// @param compressedBytes 0 where it is not compressed
    record Descriptor(String module, long offset, long compressedBytes, long sizeBytes) {}

    private Jimage(ByteBuffer bytes, int strings, int resources) {
        this.bytes = bytes;
        this.strings = strings;
        this.resources = resources;
    }

    /// @param bytes from the start of the file, at least to the end of its index
    static Jimage of(ByteBuffer bytes) throws MalformedFileException {
        var buffer = bytes.duplicate();
        try {
            if (buffer.getInt(0) != MAGIC) {
                buffer.order(ByteOrder.LITTLE_ENDIAN);
            }
            if (buffer.getInt(0) != MAGIC || buffer.getInt(4) >>> 16 != 1) {
                throw new MalformedFileException("a jimage of an unknown version");
            }
            return open(buffer);
        } catch (IndexOutOfBoundsException _) {
            throw new MalformedFileException("the index of the jimage reaches beyond what is read");
        }
    }

    private static Jimage open(ByteBuffer buffer) throws MalformedFileException {
        int table = buffer.getInt(16);
        int locationBytes = buffer.getInt(20);
        int stringBytes = buffer.getInt(24);
        if (table < 0 || table > MAX_RESOURCES || locationBytes < 0 || stringBytes < 0) {
            throw new MalformedFileException("the index of the jimage has impossible sizes");
        }
        int offsets = HEADER_BYTES + table * Integer.BYTES;
        int locations = offsets + table * Integer.BYTES;
        long strings = (long) locations + locationBytes;
        long resources = strings + stringBytes;
        if (resources > buffer.limit()) {
            throw new MalformedFileException("the index of the jimage reaches beyond what is read");
        }
        var image = new Jimage(buffer, (int) strings, (int) resources);
        for (int i = 0; i < table; i++) {
            int location = buffer.getInt(offsets + i * Integer.BYTES);
            if (location < 0 || location >= locationBytes) {
                throw new MalformedFileException("the index of the jimage points beyond itself");
            }
            image.addIfDescriptor(locations + location);
        }
        return image;
    }

    /// In the order of the index.
    List<Descriptor> descriptors() {
        return descriptors;
    }

    /// @return nothing where the bytes at hand do not hold it, or it is compressed in a way that is
    ///   not read
    Optional<ByteBuffer> content(Descriptor one) throws MalformedFileException {
        long stored = one.compressedBytes == 0 ? one.sizeBytes : one.compressedBytes;
        if (stored < 0 || stored > MAX_DESCRIPTOR_BYTES || one.offset < 0) {
            throw new MalformedFileException("a module descriptor of an impossible size");
        }
        if (one.offset > bytes.limit() - resources - stored) {
            return Optional.empty();
        }
        var content = bytes.slice(resources + (int) one.offset, (int) stored).order(bytes.order());
        return one.compressedBytes == 0 ? Optional.of(content) : decompressed(content);
    }

    private void addIfDescriptor(int location) throws MalformedFileException {
        var attributes = new long[ATTRIBUTES];
        int at = location;
        int count = 0;
        for (int kind = kind(at); kind != 0; kind = kind(at)) {
            if (kind >= ATTRIBUTES || ++count == ATTRIBUTES) {
                throw new MalformedFileException("the index of the jimage has unknown attributes");
            }
            int length = (bytes.get(at) & 7) + 1;
            attributes[kind] = 0;
            for (int i = 1; i <= length; i++) {
                attributes[kind] = attributes[kind] << 8 | Byte.toUnsignedInt(bytes.get(at + i));
            }
            at += length + 1;
        }
        if (is(attributes[BASE], "module-info") && is(attributes[EXTENSION], "class")) {
            if (descriptors.size() == MAX_MODULES) {
                throw new MalformedFileException("more than %,d modules".formatted(MAX_MODULES));
            }
            descriptors.add(
                    new Descriptor(
                            string(attributes[MODULE]),
                            attributes[OFFSET],
                            attributes[COMPRESSED],
                            attributes[UNCOMPRESSED]));
        }
    }

    private int kind(int at) {
        return Byte.toUnsignedInt(bytes.get(at)) >>> 3;
    }

    /// Whether the string at an offset is this one.
    private boolean is(long offset, String text) {
        var wanted = (text + "\0").getBytes(StandardCharsets.US_ASCII);
        if (offset < 0 || offset > resources - strings - wanted.length) {
            return false;
        }
        return bytes.slice(strings + (int) offset, wanted.length).equals(ByteBuffer.wrap(wanted));
    }

    /// @throws MalformedFileException if there is none, or one too long to be believed
    private String string(long offset) throws MalformedFileException {
        long start = strings + offset;
        long end = start;
        long limit = offset < 0 ? start : Math.min(resources, start + MAX_NAME_BYTES);
        while (end < limit && bytes.get((int) end) != 0) {
            end++;
        }
        if (end == start || end == limit) {
            throw new MalformedFileException("the index of the jimage names no module");
        }
        var text = new byte[(int) (end - start)];
        bytes.get((int) start, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /// Strings that modules share can be taken out of a resource before it is deflated; such a one
    /// is not read.
    private Optional<ByteBuffer> decompressed(ByteBuffer stored) throws MalformedFileException {
        if (stored.remaining() < COMPRESSED_HEADER_BYTES || stored.getInt(0) != COMPRESSED_MAGIC) {
            throw new MalformedFileException("a compressed module descriptor without its header");
        }
        long size = stored.getLong(12);
        if (!is(stored.getInt(20), "zip")) {
            return Optional.empty();
        }
        if (size < 0 || size > MAX_DESCRIPTOR_BYTES) {
            throw new MalformedFileException("a module descriptor of an impossible size");
        }
        var content = new byte[(int) size];
        try (var inflater = new Inflater()) {
            inflater.setInput(stored.position(COMPRESSED_HEADER_BYTES));
            int filled = 0;
            for (int more = 1; more > 0 && filled < content.length; filled += more) {
                more = inflater.inflate(content, filled, content.length - filled);
            }
            if (filled < content.length) {
                throw new MalformedFileException("a module descriptor that is cut off");
            }
        } catch (DataFormatException _) {
            throw new MalformedFileException("a module descriptor whose compression is broken");
        }
        var inner = ByteBuffer.wrap(content).order(stored.order());
        boolean isTwice = size >= Integer.BYTES && inner.getInt(0) == COMPRESSED_MAGIC;
        return isTwice ? Optional.empty() : Optional.of(inner);
    }
}
