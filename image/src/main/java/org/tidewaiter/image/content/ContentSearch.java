package org.tidewaiter.image.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.tidewaiter.image.layer.FileGap;
import org.tidewaiter.image.reader.ContentReader;
import org.tidewaiter.image.reader.Spot;
import org.tidewaiter.model.Observation;

/// Searches files one after the other, each from its beginning to its end, with the members of
/// archives in it. Belongs to one thread.
///
/// Content goes through one buffer, in which a keyword is judged once all is there that its reader
/// may look at. So nothing of a file is held but what was seen in it, and where its chunks end
/// makes no difference.
public final class ContentSearch {
    private static final int BUFFER_BYTES = 256 << 10;
    private static final int BEGINNING_BYTES = 64 << 10;
    private static final int TELLING_BYTES = 1 << 10;

    private final ContentReaders readers;
    private final KeywordTable table;
    private final ContentBounds bounds;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final Seen seen;
    private final Archives archives;
    private final LookBudget looks = new LookBudget();
    private Tally tally = new Tally();
    private String path = "";
    private long layerBytes;
    private long steps;

    /// Of the contents of the file that were searched before this one.
    private long searchedBytes;

    public ContentSearch(ContentReaders readers, ContentBounds bounds) {
        this.readers = readers;
        this.table = readers.table();
        this.bounds = bounds;
        this.seen = new Seen(readers.all().size(), bounds);
        this.archives = new Archives(this, bounds);
    }

    /// What was seen in one file.
    ///
    /// @param observations of each reader that saw something, by its name
    public record Found(List<OfReader> observations, List<FileGap> gaps) {
        static final Found NOTHING = new Found(List.of(), List.of());

        public Found {
            observations = List.copyOf(observations);
            gaps = List.copyOf(gaps);
        }

        /// What one reader saw, in the order of the content.
        public record OfReader(String reader, List<Observation> observations) {
            public OfReader {
                observations = List.copyOf(observations);
            }
        }
    }

    /// Searches a file that is held whole.
    public Found search(String file, byte[] bytes, int length) throws IOException {
        begin(file, length);
        if (Container.of(bytes, length, file) == Container.NONE) {
            new Content("", bytes, length).searchWhole();
        } else {
            archives.search(new ByteArrayInputStream(bytes, 0, length));
        }
        return end();
    }

    /// Searches a file that streams by; perhaps not to its end, where an archive is broken.
    ///
    /// @throws IOException only if the stream does
    public Found search(String file, long sizeBytes, InputStream content) throws IOException {
        begin(file, sizeBytes);
        archives.search(content);
        return end();
    }

    /// How often a keyword was compared or a reader asked since the beginning.
    long steps() {
        return steps;
    }

    String path() {
        return path;
    }

    Tally tally() {
        return tally;
    }

    private void begin(String file, long sizeBytes) {
        path = file;
        searchedBytes = 0;
        looks.begin(sizeBytes);
        archives.begin(
                Math.min(
                        bounds.plainBytesOfFile(sizeBytes),
                        bounds.plainBytesOfLayer() - layerBytes));
    }

    private Found end() {
        layerBytes += archives.unpackedBytes();
        if (seen.isEmpty() && tally.isEmpty()) {
            return Found.NOTHING;
        }
        var observations = seen.take(readers.all());
        if (seen.excusedOverflowed()) {
            tally.add("what else has an excuse", "");
        }
        if (seen.overflowed()) {
            tally.add("what follows the first %,d places of interest".formatted(seen.kept()), "");
        }
        var name = readers.all().getFirst().name();
        var gaps =
                tally.sentences().stream().map(reason -> FileGap.of(path, name, reason)).toList();
        tally = new Tally();
        seen.clear();
        return new Found(observations, gaps);
    }

    /// Fills the buffer with the beginning of content.
    ///
    /// @return how many bytes
    int readBeginning(InputStream in) throws IOException {
        return in.readNBytes(buffer, 0, BEGINNING_BYTES);
    }

    /// What is in the buffer, until the next content is read.
    byte[] buffer() {
        return buffer;
    }

    /// Searches content of which the beginning is in the buffer.
    void searchBegun(String memberPath, int begun, InputStream rest) throws IOException {
        new Content(memberPath, buffer, begun).search(rest);
    }

    /// Content while it is searched.
    private final class Content implements Spot.Source, KeywordTable.Sink {
        private final String memberPath;
        private final byte[] bytes;
        private final boolean isBinary;
        private final String fileName;

        /// Empty until it is asked for, which is often where it is at all.
        private String lowerFileName = "";

        /// Of what is in `bytes`.
        private int end;

        private boolean isAtEnd;

        /// In the content, of the first of `bytes`.
        private long offset;

        /// Lines that end before `counted`.
        private int lines;

        private int counted;

        private Content(String memberPath, byte[] bytes, int length) {
            this.memberPath = memberPath;
            this.bytes = bytes;
            this.end = length;
            this.isBinary = !Text.isText(bytes, Math.min(length, TELLING_BYTES));
            var name = memberPath.isEmpty() ? path : memberPath;
            this.fileName = name.substring(name.lastIndexOf('/') + 1);
        }

        private void searchWhole() {
            isAtEnd = true;
            showBeginning();
            steps += table.find(bytes, 0, end, end, this);
            finish();
        }

        private void search(InputStream rest) throws IOException {
            try {
                fill(rest);
                showBeginning();
                int from = 0;
                while (true) {
                    int limit = isAtEnd ? end : end - ContentReader.BYTES_AFTER;
                    steps += table.find(bytes, from, limit, end, this);
                    if (isAtEnd) {
                        break;
                    }
                    from = limit - drop(limit - ContentReader.BYTES_BEFORE);
                    fill(rest);
                }
            } finally { // what was seen before the bytes broke off
                finish();
            }
        }

        private void finish() {
            seen.settle();
            searchedBytes += offset + end;
        }

        private void fill(InputStream rest) throws IOException {
            while (!isAtEnd && end < bytes.length) {
                int n = rest.read(bytes, end, bytes.length - end);
                isAtEnd = n < 0;
                end += Math.max(n, 0);
            }
        }

        /// @return how many bytes were dropped
        private int drop(int count) {
            if (!isBinary) {
                line(count);
            }
            counted = 0;
            offset += count;
            System.arraycopy(bytes, count, bytes, 0, end - count);
            end -= count;
            return count;
        }

        private void showBeginning() {
            var wanting = readers.byFileName(fileName);
            for (int i = wanting.nextSetBit(0); i >= 0; i = wanting.nextSetBit(i + 1)) {
                found(i, Spot.BEGINNING, 0);
            }
        }

        @Override
        public void found(int owner, int index, int at) {
            if (seen.overflowed()) {
                return;
            }
            steps++;
            int first = Math.max(0, at - ContentReader.BYTES_BEFORE);
            int last = Math.min(end, at + ContentReader.BYTES_AFTER);
            if (!looks.take(last - first, searchedBytes + offset(at))) {
                tally.add("places of interest that stand too close together", memberPath);
                return;
            }
            seen.look(
                    readers.all().get(owner),
                    owner,
                    new Spot(this, bytes, first, last, at, index),
                    tally);
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public String memberPath() {
            return memberPath;
        }

        @Override
        public String fileName() {
            return fileName;
        }

        @Override
        public String lowerFileName() {
            if (lowerFileName.isEmpty()) {
                lowerFileName = fileName.toLowerCase(Locale.ROOT);
            }
            return lowerFileName;
        }

        @Override
        public boolean isBinary() {
            return isBinary;
        }

        @Override
        public long offset(int index) {
            return offset + index;
        }

        @Override
        public int line(int index) {
            if (index >= counted) {
                lines += Lines.count(bytes, counted, index);
            } else {
                lines -= Lines.count(bytes, index, counted);
            }
            counted = index;
            return lines + 1;
        }
    }
}
