package org.tidewaiter.image.pass;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.ZipException;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;

/// A digest over texts and over what the jars, or the class directories, hold that classes came
/// from. Two CRCs are behind it: it tells versions of ours apart, and is taken at the start of
/// every scan, where a SHA-256 over the same would be a good part of one that finds all in the
/// cache.
final class CodeDigest {
    /// Of a jar, at whose end stands what is in it.
    private static final int END_BYTES = 22;

    private static final int END_MARK = 0x06054b50;
    private static final int ENTRY_MARK = 0x02014b50;
    private static final int ENTRY_BYTES = 46;

    private final CRC32C castagnoli = new CRC32C();
    private final CRC32 ethernet = new CRC32();
    private final StringBuilder texts = new StringBuilder();
    private final Set<String> seen = new HashSet<>();
    private final Set<Path> added = new HashSet<>();

    void addText(String text) {
        addNumber(text.length());
        texts.append(text);
    }

    void addNumber(long number) {
        texts.append(number).append(':');
    }

    /// Where the code cannot be read, the digest is one that never comes again.
    void addCodeOf(Class<?> type) {
        var source = type.getProtectionDomain().getCodeSource();
        if (!seen.add(type.getPackageName() + " " + source)) {
            return;
        }
        try {
            var place = placeOf(type);
            if (place.isEmpty()) {
                addText(UUID.randomUUID().toString());
            } else if (added.add(place.get())) {
                if (Files.isDirectory(place.get())) {
                    addFiles(place.get());
                } else {
                    addEntries(place.get());
                }
            }
        } catch (IOException | URISyntaxException | IllegalArgumentException _) {
            addText(UUID.randomUUID().toString());
        }
    }

    /// The jar or the directory that the class is in now. What its code source says is not asked:
    /// in an AOT cache that is where the jar was when the cache was made.
    private static Optional<Path> placeOf(Class<?> type) throws URISyntaxException {
        var name = type.getName();
        var found = type.getResource(name.substring(name.lastIndexOf('.') + 1) + ".class");
        if (found == null) {
            return Optional.empty();
        }
        var text = found.toString();
        if (text.startsWith("jar:")) {
            return Optional.of(Path.of(new URI(text.substring(4, text.lastIndexOf("!/")))));
        }
        int packages = Math.toIntExact(name.chars().filter(letter -> letter == '.').count());
        var place = Path.of(found.toURI().resolve("./" + "../".repeat(packages)));
        return Optional.of(place);
    }

    Digest digest() {
        var bytes = texts.toString().getBytes(StandardCharsets.UTF_8);
        add(bytes, 0, bytes.length);
        texts.setLength(0);
        var all =
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(castagnoli.getValue())
                        .putLong(ethernet.getValue());
        return VerifiedBytes.sha256(all.array());
    }

    private void add(byte[] bytes, int start, int length) {
        castagnoli.update(bytes, start, length);
        ethernet.update(bytes, start, length);
    }

    private void addFiles(Path place) throws IOException {
        try (var files = Files.walk(place)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var bytes = Files.readAllBytes(file);
                addText(place.relativize(file).toString());
                addNumber(bytes.length);
                add(bytes, 0, bytes.length);
            }
        }
    }

    /// The names, lengths and checksums of what is in a jar; times, and how it is compressed, say
    /// nothing of the code.
    private void addEntries(Path jar) throws IOException {
        try (var file = FileChannel.open(jar)) {
            var end = read(file, file.size() - END_BYTES, new byte[END_BYTES]);
            if (end.getInt(0) != END_MARK) { // as of a jar with a comment, which no build gives it
                throw new ZipException("no end of a jar where it is expected");
            }
            var bytes = new byte[size(end.getInt(12), file)];
            var directory = read(file, Integer.toUnsignedLong(end.getInt(16)), bytes);
            while (directory.remaining() >= ENTRY_BYTES) {
                int at = directory.position();
                if (directory.getInt(at) != ENTRY_MARK) {
                    throw new ZipException("no entry of a jar where it is expected");
                }
                int name = Short.toUnsignedInt(directory.getShort(at + 28));
                int extra = Short.toUnsignedInt(directory.getShort(at + 30));
                int comment = Short.toUnsignedInt(directory.getShort(at + 32));
                add(bytes, at + 16, 4); // the checksum
                add(bytes, at + 24, 6); // the length as it is unpacked, and that of the name
                add(bytes, at + ENTRY_BYTES, name);
                directory.position(at + ENTRY_BYTES + name + extra + comment);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IOException("a broken jar", e);
        }
    }

    private static int size(int bytes, FileChannel file) throws IOException {
        if (bytes < 0 || bytes > file.size()) {
            throw new ZipException("a jar that ends too early");
        }
        return bytes;
    }

    /// Fills an array with what stands at a place.
    private static ByteBuffer read(FileChannel file, long start, byte[] bytes) throws IOException {
        if (start < 0 || start + bytes.length > file.size()) {
            throw new ZipException("a jar that ends too early");
        }
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && file.read(buffer, start + buffer.position()) >= 0) {
            // until it is full
        }
        return buffer.flip();
    }
}
