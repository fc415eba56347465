package org.tidewaiter.inventory.gguf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads which language model a GGUF file is, out of the metadata that stand in its first 64 KiB.
///
/// @see "ggml documentation, gguf.md, versions 1 to 3"
public final class GgufReader implements FileReader {
    private static final Bytes MAGIC = Bytes.ofText("GGUF");
    private static final int VERSION_WITH_SHORT_COUNTS = 1;
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int MAX_DEPTH = 4;

    /// By type; 0 where the length varies.
    private static final int[] VALUE_BYTES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    @Override
    public String name() {
        return "gguf";
    }

    /// The magic is the anchor too, so that a model of any size is given by its beginning.
    @Override
    public Claims claims() {
        return Claims.magics(MAGIC).withAnchors(4, MAGIC).withMaxBytes(0);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var said = new Metadata(file.head()).read();
        var name = said.getOrDefault("general.name", said.getOrDefault("general.basename", ""));
        if (name.isBlank()) {
            throw new MalformedFileException("a model that does not say its name");
        }
        var licence = SpdxLicences.recognise(said.getOrDefault("general.license", ""));
        return Reading.of(
                PackageSeen.installed(
                                Purl.of(
                                        "generic",
                                        "",
                                        name,
                                        said.getOrDefault("general.version", "")))
                        .withLicences(licence.isEmpty() ? List.of() : List.of(licence)));
    }

    /// What a file says of itself in texts, as far as they stand at its beginning.
    private static final class Metadata {
        private final ByteBuffer bytes;
        private boolean hasShortCounts;

        private Metadata(byte[] head) {
            bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        }

        private Map<String, String> read() throws MalformedFileException {
            var said = new HashMap<String, String>();
            try {
                skip(MAGIC.values().size());
                hasShortCounts = bytes.getInt() == VERSION_WITH_SHORT_COUNTS;
                count(); // of tensors
                long pairs = count();
                for (long i = 0; i < pairs; i++) {
                    var key = text();
                    int type = bytes.getInt();
                    if (type == STRING) {
                        said.putIfAbsent(key, text());
                    } else {
                        skipValue(type, MAX_DEPTH);
                    }
                }
            } catch (BufferUnderflowException _) {
                return said; // the rest is not at the beginning
            }
            return said;
        }

        private void skipValue(int type, int depth) throws MalformedFileException {
            if (type < 0 || type >= VALUE_BYTES.length || depth == 0) {
                throw new MalformedFileException("metadata of an unknown type");
            }
            if (type == STRING) {
                skip(count());
            } else if (type == ARRAY) {
                int element = bytes.getInt();
                long count = count();
                boolean isFixed =
                        element >= 0 && element < VALUE_BYTES.length && VALUE_BYTES[element] > 0;
                if (isFixed && count >= 0 && count <= bytes.remaining()) {
                    skip(count * VALUE_BYTES[element]);
                    return;
                }
                for (long i = 0; i < count; i++) {
                    skipValue(element, depth - 1);
                }
            } else {
                skip(VALUE_BYTES[type]);
            }
        }

        private long count() {
            return hasShortCounts ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong();
        }

        private String text() {
            long length = count();
            if (length < 0 || length > bytes.remaining()) {
                throw new BufferUnderflowException();
            }
            var text = new byte[(int) length];
            bytes.get(text);
            return new String(text, UTF_8);
        }

        private void skip(long length) {
            if (length < 0 || length > bytes.remaining()) {
                throw new BufferUnderflowException();
            }
            bytes.position(bytes.position() + (int) length);
        }
    }
}
