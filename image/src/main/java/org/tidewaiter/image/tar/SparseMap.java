package org.tidewaiter.image.tar;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tidewaiter.image.stream.RunInput;

/// Where the stored bytes of a sparse file belong; what is between them is zeros.
///
/// @param sizeBytes of the file with its holes
/// @param parts in ascending order, apart from each other
/// @see "GNU tar manual, Storing Sparse Files"
record SparseMap(long sizeBytes, List<Part> parts) {
    private static final int MAX_PARTS = 100_000;
    private static final int OFFSET_IN_HEADER = 386;
    private static final int PARTS_IN_HEADER = 4;
    private static final int MORE_IN_HEADER = 482;
    private static final int SIZE_IN_HEADER = 483;
    private static final int PARTS_IN_EXTENSION = 21;
    private static final int MORE_IN_EXTENSION = 504;

    /// @param offset in the file
    record Part(long offset, long length) {}

    /// The next block or line of the archive.
    interface Source {
        byte[] nextBlock() throws IOException;
    }

    SparseMap {
        parts = List.copyOf(parts);
    }

    private static SparseMap checked(long sizeBytes, List<Part> parts)
            throws MalformedTarException {
        if (sizeBytes < 0) {
            throw new MalformedTarException("a sparse file without a size");
        }
        long end = 0;
        for (var part : parts) {
            if (part.offset() < end
                    || part.length() < 0
                    || part.length() > sizeBytes - part.offset()) {
                throw new MalformedTarException("a sparse file whose parts do not fit");
            }
            end = part.offset() + part.length();
        }
        return new SparseMap(sizeBytes, parts);
    }

    long storedBytes() {
        return parts.stream().mapToLong(Part::length).sum();
    }

    /// From a header of GNU's own format, type `S`.
    ///
    /// @param blocks gives the blocks that follow it
    static SparseMap ofHeader(byte[] header, Source blocks) throws IOException {
        var parts = new ArrayList<Part>();
        add(parts, header, OFFSET_IN_HEADER, PARTS_IN_HEADER);
        boolean more = header[MORE_IN_HEADER] != 0;
        while (more) {
            var block = blocks.nextBlock();
            add(parts, block, 0, PARTS_IN_EXTENSION);
            more = block[MORE_IN_EXTENSION] != 0;
        }
        return checked(TarHeader.number(header, SIZE_IN_HEADER, 12), parts);
    }

    private static void add(List<Part> parts, byte[] block, int offset, int count)
            throws MalformedTarException {
        for (int i = 0; i < count; i++) {
            int at = offset + 24 * i;
            if (block[at] == 0 || parts.size() == MAX_PARTS) {
                break;
            }
            parts.add(
                    new Part(
                            TarHeader.number(block, at, 12), TarHeader.number(block, at + 12, 12)));
        }
    }

    /// From the records of pax formats 0.0 and 0.1.
    ///
    /// @param map offsets and lengths in turn, with commas between
    static SparseMap ofRecord(long sizeBytes, String map) throws MalformedTarException {
        var numbers = map.isEmpty() ? new String[0] : map.split(",", -1);
        if (numbers.length % 2 != 0 || numbers.length > 2 * MAX_PARTS) {
            throw new MalformedTarException("a sparse file whose map is no map");
        }
        var parts = new ArrayList<Part>();
        for (int i = 0; i < numbers.length; i += 2) {
            parts.add(new Part(decimal(numbers[i]), decimal(numbers[i + 1])));
        }
        return checked(sizeBytes, parts);
    }

    /// From the lines in front of the content, pax format 1.0: their number, then offsets and
    /// lengths in turn, in whole blocks.
    ///
    /// @param blocks gives the blocks of the content
    static SparseMap ofContent(long sizeBytes, Source blocks) throws IOException {
        var lines = new Lines(blocks);
        long count = decimal(lines.next());
        if (count > MAX_PARTS) {
            throw new MalformedTarException("a sparse file of %d parts".formatted(count));
        }
        var parts = new ArrayList<Part>();
        for (long i = 0; i < count; i++) {
            parts.add(new Part(decimal(lines.next()), decimal(lines.next())));
        }
        return checked(sizeBytes, parts);
    }

    private static long decimal(String text) throws MalformedTarException {
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw new MalformedTarException("a sparse file whose map has no number where one must be");
    }

    private static final class Lines {
        private static final int MAX_LENGTH = 20;
        private final Source blocks;
        private byte[] block = {};
        private int at;

        Lines(Source blocks) {
            this.blocks = blocks;
        }

        String next() throws IOException {
            var line = new StringBuilder();
            while (line.length() <= MAX_LENGTH) {
                if (at == block.length) {
                    block = blocks.nextBlock().clone();
                    at = 0;
                }
                char c = (char) block[at++];
                if (c == '\n') {
                    return line.toString();
                }
                line.append(c);
            }
            throw new MalformedTarException("a sparse file whose map has an endless line");
        }
    }

    /// The file with its holes.
    ///
    /// @param stored gives the parts one after the other
    InputStream expand(InputStream stored) {
        return new Expanded(this, stored);
    }

    private static final class Expanded extends RunInput {
        private final SparseMap map;
        private final InputStream stored;
        private long position;
        private int part;

        Expanded(SparseMap map, InputStream stored) {
            this.map = map;
            this.stored = stored;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (part < map.parts().size() && position == end(part)) {
                part++;
            }
            long start =
                    part < map.parts().size() ? map.parts().get(part).offset() : map.sizeBytes();
            if (length == 0 || position == map.sizeBytes()) {
                return length == 0 ? 0 : -1;
            }
            int count;
            if (position < start) {
                count = (int) Math.min(length, start - position);
                Arrays.fill(bytes, offset, offset + count, (byte) 0);
            } else {
                count = stored.read(bytes, offset, (int) Math.min(length, end(part) - position));
                if (count < 0) {
                    return -1;
                }
            }
            position += count;
            return count;
        }

        private long end(int index) {
            var one = map.parts().get(index);
            return one.offset() + one.length();
        }
    }
}
