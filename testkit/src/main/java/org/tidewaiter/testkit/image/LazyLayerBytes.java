package org.tidewaiter.testkit.image;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tidewaiter.model.Digest;

/// Writes layers with a table of contents, as the documents of the two formats say: each file, or
/// each chunk of a large one, is compressed by itself.
///
/// @param chunkBytes how long the chunks of a file are
/// @param table is given the table as it should be, and gives the one that is written
/// @see "stargz-snapshotter, docs/estargz.md"
/// @see "containers/storage, pkg/chunked"
public record LazyLayerBytes(int chunkBytes, UnaryOperator<String> table) {
    private static final String OCI = "application/vnd.oci.image.layer.v1.tar";
    private static final String TABLE_NAME = "stargz.index.json";
    private static final byte[] NOTHING = {};

    public static LazyLayerBytes standard() {
        return new LazyLayerBytes(4 << 20, table -> table);
    }

    public LazyLayerBytes withChunks(int bytes) {
        return new LazyLayerBytes(bytes, table);
    }

    /// Digests are those of the table as it is written.
    public LazyLayerBytes withTable(UnaryOperator<String> other) {
        return new LazyLayerBytes(chunkBytes, other);
    }

    public LayerBytes eStargz(TarBuilder tar) {
        return eStargz(tar.bytes());
    }

    /// @param tar of entries as [TarBuilder] writes them
    public LayerBytes eStargz(byte[] tar) {
        var stored = new Stored(LayerBytes::gzip, true);
        var files = TarSplit.of(tar);
        var json = table(stored.write(files)).getBytes(StandardCharsets.UTF_8);
        stored.flush();
        long tableOffset = stored.size();
        stored.write(TarBuilder.tar().file(TABLE_NAME, json).bytes());
        stored.raw(footer(tableOffset));
        return new LayerBytes(
                OCI + "+gzip",
                stored.bytes(),
                stored.plain(),
                Map.of("containerd.io/snapshot/stargz/toc.digest", digest(json)));
    }

    private static byte[] footer(long tableOffset) {
        var field = "%016xSTARGZ".formatted(tableOffset).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(51)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, (byte) 255})
                .putShort((short) (field.length + 4))
                .put((byte) 'S')
                .put((byte) 'G')
                .putShort((short) field.length)
                .put(field)
                .put(new byte[] {1, 0, 0, (byte) 255, (byte) 255})
                .putLong(0)
                .array();
    }

    public LayerBytes zstdChunked(TarBuilder tar) {
        return zstdChunked(tar.bytes());
    }

    /// @param tar of entries as [TarBuilder] writes them
    public LayerBytes zstdChunked(byte[] tar) {
        var stored = new Stored(Zstd::compress, false);
        var files = TarSplit.of(tar);
        var json = table(stored.write(files)).getBytes(StandardCharsets.UTF_8);
        stored.write(files.end());
        var compressed = Zstd.compress(json);
        long offset = stored.size() + 8L;
        stored.raw(skippableFrame(compressed));
        stored.raw(skippableFrame(NOTHING)); // how the tar is put together again
        stored.raw(
                skippableFrame(
                        ByteBuffer.allocate(64)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(offset)
                                .putLong(compressed.length)
                                .putLong(json.length)
                                .putLong(1)
                                .position(56)
                                .put("GNUlInUx".getBytes(StandardCharsets.US_ASCII))
                                .array()));
        return new LayerBytes(
                OCI + "+zstd",
                stored.bytes(),
                stored.plain(),
                Map.of(
                        "io.github.containers.zstd-chunked.manifest-checksum",
                        digest(compressed),
                        "io.github.containers.zstd-chunked.manifest-position",
                        "%d:%d:%d:1".formatted(offset, compressed.length, json.length)));
    }

    private static byte[] skippableFrame(byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x184d2a50)
                .putInt(content.length)
                .put(content)
                .array();
    }

    private String table(List<String> entries) {
        return table.apply("{\"version\":1,\"entries\":[" + String.join(",\n", entries) + "]}");
    }

    private static String digest(byte[] bytes) {
        Digest digest = Blobs.digest(bytes);
        return digest.toString();
    }

    /// What is written, in pieces.
    private final class Stored {
        private final UnaryOperator<byte[]> compression;
        private final boolean repeatsDigest;
        private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
        private final ByteArrayOutputStream plain = new ByteArrayOutputStream();

        /// What was not yet written, since no piece ends here.
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

        /// @param repeatsDigest of a file of one chunk as that of the chunk
        Stored(UnaryOperator<byte[]> compression, boolean repeatsDigest) {
            this.compression = compression;
            this.repeatsDigest = repeatsDigest;
        }

        /// @return the entries of the table
        List<String> write(TarSplit tar) {
            var table = new ArrayList<String>();
            for (var entry : tar.entries()) {
                pending.writeBytes(entry.header());
                if (entry.content().length == 0) {
                    table.add(described(entry, ""));
                } else {
                    writeContent(entry, table);
                }
                pending.writeBytes(entry.padding());
            }
            return table;
        }

        private void writeContent(TarSplit.Entry entry, List<String> table) {
            var content = entry.content();
            for (int at = 0; at < content.length; at += chunkBytes) {
                boolean last = content.length - at <= chunkBytes;
                flush();
                var chunk =
                        Arrays.copyOfRange(content, at, last ? content.length : at + chunkBytes);
                var where =
                        "\"offset\":%d,\"chunkOffset\":%d,\"chunkSize\":%d%s"
                                .formatted(
                                        stored.size(),
                                        at,
                                        last ? 0 : chunk.length,
                                        last && at == 0 && !repeatsDigest
                                                ? ""
                                                : ",\"chunkDigest\":\"%s\""
                                                        .formatted(digest(chunk)));
                table.add(
                        at == 0
                                ? described(
                                        entry,
                                        ",\"digest\":\"%s\",%s".formatted(digest(content), where))
                                : "{\"name\":%s,\"type\":\"chunk\",%s}"
                                        .formatted(ImageBuilder.quoted(entry.name()), where));
                write(chunk);
            }
        }

        private static String described(TarSplit.Entry entry, String more) {
            var attributes =
                    entry.capability().isEmpty()
                            ? ""
                            : ",\"xattrs\":{\"security.capability\":\"%s\"}"
                                    .formatted(entry.capability());
            return "{\"name\":%s,\"type\":\"%s\",\"size\":%d,\"mode\":%d,\"linkName\":%s%s%s}"
                    .formatted(
                            ImageBuilder.quoted(entry.name()),
                            entry.typeWord(),
                            entry.content().length,
                            entry.mode(),
                            ImageBuilder.quoted(entry.linkName()),
                            attributes,
                            more);
        }

        /// A piece by itself, after what is pending.
        void write(byte[] piece) {
            flush();
            pending.writeBytes(piece);
            flush();
        }

        void flush() {
            if (pending.size() > 0) {
                plain.writeBytes(pending.toByteArray());
                stored.writeBytes(compression.apply(pending.toByteArray()));
                pending.reset();
            }
        }

        /// Bytes that are not of the tar.
        void raw(byte[] bytes) {
            stored.writeBytes(bytes);
        }

        long size() {
            return stored.size();
        }

        byte[] bytes() {
            return stored.toByteArray();
        }

        byte[] plain() {
            return plain.toByteArray();
        }
    }
}
