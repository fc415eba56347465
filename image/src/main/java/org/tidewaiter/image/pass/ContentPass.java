package org.tidewaiter.image.pass;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.content.ContentSearch;
import org.tidewaiter.image.dispatch.AnchorSearch;
import org.tidewaiter.image.layer.FileGap;
import org.tidewaiter.image.layer.FileReading;
import org.tidewaiter.image.layer.LinkReading;
import org.tidewaiter.image.pass.Course.Assignment;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.image.stream.RunInput;

/// Gives the content of files, one after the other, to those who claimed them. Belongs to one
/// thread.
final class ContentPass {
    /// Of a file that nobody is given whole.
    static final int HEAD_BYTES = 64 << 10;

    private static final int CHUNK_BYTES = 64 << 10;

    /// Of all hard links of a layer, whether they will count or not.
    private static final int MAX_LINKED_OBSERVATIONS = 100_000;

    private final ReaderSet readers;
    private final SlabBudget budget;
    private final int maxWindows;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final List<FileReading> readings = new ArrayList<>();
    private final List<FileGap> gaps = new ArrayList<>();
    private final HeldFiles held = new HeldFiles();
    private final Optional<ContentSearch> contentSearch;

    /// @param contentSearch for the files that are searched
    ContentPass(
            ReaderSet readers,
            SlabBudget budget,
            int maxWindows,
            Optional<ContentSearch> contentSearch) {
        this.readers = readers;
        this.budget = budget;
        this.maxWindows = maxWindows;
        this.contentSearch = contentSearch;
    }

    /// A file whose first bytes were already looked at.
    ///
    /// @param number in its layer
    /// @param head what was taken from `rest` before
    /// @param companions by suffix, see [org.tidewaiter.image.reader.Claims]
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Content(
            int number,
            long sizeBytes,
            int mode,
            byte[] head,
            InputStream rest,
            Map<String, byte[]> companions) {}

    /// Gives a file to those who claimed it, and searches its content.
    ///
    /// @param assignments perhaps none
    /// @param path under which what is seen in the content is kept
    void giveAndSearch(Content content, List<Assignment> assignments, String path)
            throws IOException, InterruptedException {
        if (assignments.isEmpty()) {
            searchStream(content, path, content.rest);
        } else {
            give(content, assignments, Optional.of(path));
        }
    }

    /// @param assignments who is given it; not empty
    void give(Content content, List<Assignment> assignments)
            throws IOException, InterruptedException {
        give(content, assignments, Optional.empty());
    }

    /// @param searched under which path what is seen in the content is kept, if it is searched
    private void give(Content content, List<Assignment> assignments, Optional<String> searched)
            throws IOException, InterruptedException {
        var search = readers.search(wantingAnchors(assignments), maxWindows);
        if (assignments.stream().anyMatch(one -> isGivenWhole(one, content.sizeBytes))) {
            try (var slab = budget.take(content.sizeBytes)) {
                int length = read(content, slab.array(), (int) content.sizeBytes);
                search.feed(slab.array(), length);
                var whole = ByteBuffer.wrap(slab.array(), 0, length).slice();
                assignments.forEach(one -> give(content, one, whole, search));
                if (searched.isPresent()) {
                    var found =
                            contentSearch
                                    .orElseThrow()
                                    .search(searched.get(), slab.array(), length);
                    keep(content, searched.get(), found);
                }
            }
        } else if (assignments.stream().anyMatch(this::wantsAnchors)) {
            var bytes = new byte[(int) Math.min(content.sizeBytes, HEAD_BYTES)];
            int length = read(content, bytes, bytes.length);
            search.feed(bytes, length);
            var head = ByteBuffer.wrap(bytes, 0, length).slice();
            var rest = new FedInput(content.rest, search);
            if (searched.isPresent()) {
                var whole =
                        new Content(
                                content.number,
                                content.sizeBytes,
                                content.mode,
                                Arrays.copyOf(bytes, length),
                                rest,
                                Map.of());
                searchStream(whole, searched.get(), rest);
            }
            while (rest.read(chunk, 0, chunk.length) >= 0) {
                // is fed to the search
            }
            assignments.forEach(one -> give(content, one, head, search));
        } else {
            assignments.forEach(one -> refuse(content, one));
            if (searched.isPresent()) {
                searchStream(content, searched.get(), content.rest);
            }
        }
    }

    private void searchStream(Content content, String path, InputStream rest) throws IOException {
        var all = new SequenceInputStream(new ByteArrayInputStream(content.head), rest);
        keep(content, path, contentSearch.orElseThrow().search(path, content.sizeBytes, all));
    }

    private void keep(Content content, String path, ContentSearch.Found found) {
        for (var one : found.observations()) {
            readings.add(new FileReading(content.number, path, one.reader(), one.observations()));
        }
        gaps.addAll(found.gaps());
    }

    /// Shows what is read of it to a search for anchors.
    private static final class FedInput extends RunInput {
        private final InputStream in;
        private final AnchorSearch search;

        private FedInput(InputStream in, AnchorSearch search) {
            this.in = in;
            this.search = search;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            if (n > 0) {
                search.feed(bytes, offset, n);
            }
            return n;
        }
    }

    /// Gives a file that is held whole, with its companions, to one reader.
    ///
    /// @param content with all of the file as its head
    void giveHeld(Content content, Assignment assignment) {
        var search = readers.search(wantingAnchors(List.of(assignment)), maxWindows);
        search.feed(content.head, content.head.length);
        ask(content, assignment, ByteBuffer.wrap(content.head), content.head.length, search);
    }

    /// Notes a hard link, to be read with the layer if the file that it leads to is still held.
    void link(String path, String target) {
        held.link(path, target);
    }

    /// What is seen in hard links, as far as files are held. To be asked once, at the end.
    List<LinkReading> links() {
        var links = new ArrayList<LinkReading>();
        int observations = 0;
        for (var link : held.links().entrySet()) {
            for (var file : link.getValue()) {
                var reading = reading(link.getKey(), file);
                observations += reading.reading().observations().size();
                if (observations > MAX_LINKED_OBSERVATIONS) {
                    return links;
                }
                links.add(reading);
            }
        }
        return links;
    }

    private LinkReading reading(String link, HeldFiles.Held held) {
        var reading = read(held.reader(), held.file().named(link), held.overflow());
        var name = readers.reader(held.reader()).name();
        return new LinkReading(
                new FileReading(held.number(), link, name, reading.observations()),
                gaps(link, held.reader(), reading.gaps()));
    }

    /// Those that observed something, in the order of the files.
    List<FileReading> readings() {
        return readings;
    }

    List<FileGap> gaps() {
        return gaps;
    }

    private BitSet wantingAnchors(List<Assignment> assignments) {
        var wanting = new BitSet();
        assignments.stream().filter(this::wantsAnchors).forEach(one -> wanting.set(one.reader()));
        return wanting;
    }

    private boolean wantsAnchors(Assignment assignment) {
        return !readers.claims(assignment.reader()).anchors().isEmpty();
    }

    private boolean isGivenWhole(Assignment assignment, long size) {
        return size <= readers.claims(assignment.reader()).maxBytes() && budget.fits(size);
    }

    /// Fills the array with the start of a file.
    ///
    /// @return how many bytes; fewer than `length` where the file ends earlier
    private static int read(Content content, byte[] array, int length) throws IOException {
        int known = Math.min(content.head.length, length);
        System.arraycopy(content.head, 0, array, 0, known);
        int at = known;
        // Java sets memory aside for as much as is asked of a file at once.
        for (int n = 0; n >= 0 && at < length; at += Math.max(n, 0)) {
            n = content.rest.read(array, at, Math.min(CHUNK_BYTES, length - at));
        }
        return at;
    }

    /// @param bytes the whole file, or its head where nobody is given it whole
    private void give(
            Content content, Assignment assignment, ByteBuffer bytes, AnchorSearch search) {
        if (isGivenWhole(assignment, content.sizeBytes)) {
            // A file on a disk may have changed its size since it was listed.
            ask(content, assignment, bytes, bytes.limit(), search);
        } else if (wantsAnchors(assignment)) {
            var head = bytes.slice(0, Math.min(bytes.limit(), HEAD_BYTES));
            ask(content, assignment, head, content.sizeBytes, search);
        } else {
            refuse(content, assignment);
        }
    }

    private void ask(
            Content content,
            Assignment assignment,
            ByteBuffer bytes,
            long size,
            AnchorSearch search) {
        var overflowed = search.overflowed(assignment.reader());
        var overflow =
                overflowed.isEmpty()
                        ? Optional.<String>empty()
                        : Optional.of(
                                "more than %,d places of interest; the rest was not read"
                                        .formatted(search.count(assignment.reader())));
        var file =
                new ClaimedFile(
                        assignment.path(),
                        size,
                        content.mode,
                        bytes,
                        search.windows(assignment.reader()),
                        overflowed,
                        content.companions);
        var reading = read(assignment.reader(), file, overflow);
        gaps.addAll(gaps(assignment.path(), assignment.reader(), reading.gaps()));
        if (!reading.observations().isEmpty()) {
            held.hold(content.number, assignment.reader(), file, overflow);
            readings.add(
                    new FileReading(
                            content.number,
                            assignment.path(),
                            readers.reader(assignment.reader()).name(),
                            reading.observations()));
        }
    }

    /// One reader that breaks must not cost what the others see.
    ///
    /// @param overflow why not all that it wants is given
    private Reading read(int reader, ClaimedFile file, Optional<String> overflow) {
        var reading = read(readers.reader(reader), file);
        if (overflow.isEmpty()) {
            return reading;
        }
        var reasons = new ArrayList<>(List.of(overflow.get()));
        reasons.addAll(reading.gaps());
        return new Reading(reading.observations(), reasons);
    }

    private static Reading read(FileReader reader, ClaimedFile file) {
        try {
            return reader.read(file);
        } catch (MalformedFileException e) {
            return new Reading(List.of(), List.of(String.valueOf(e.getMessage())));
        } catch (RuntimeException | StackOverflowError e) {
            return new Reading(List.of(), List.of("failed on this file: " + e));
        }
    }

    private void refuse(Content content, Assignment assignment) {
        long limit = readers.claims(assignment.reader()).maxBytes();
        gap(
                assignment,
                "the file has %d bytes, and at most %d are read"
                        .formatted(content.sizeBytes, budget.fits(limit) ? limit : budget.bytes()));
    }

    private void gap(Assignment assignment, String reason) {
        gaps.addAll(gaps(assignment.path(), assignment.reader(), List.of(reason)));
    }

    private List<FileGap> gaps(String path, int reader, List<String> reasons) {
        var name = readers.reader(reader).name();
        return reasons.stream().map(reason -> FileGap.of(path, name, reason)).toList();
    }
}
