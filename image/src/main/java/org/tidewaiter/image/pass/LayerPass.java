package org.tidewaiter.image.pass;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tidewaiter.image.dispatch.MagicTable;
import org.tidewaiter.image.dispatch.PathTrie;
import org.tidewaiter.image.layer.Attributes;
import org.tidewaiter.image.layer.FileGap;
import org.tidewaiter.image.layer.LayerFiles;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.EntryStream;
import org.tidewaiter.image.tar.MalformedTarException;

/// One walk over the entries of one layer, or of a directory. Belongs to one thread.
final class LayerPass {
    private final PassOptions.Limits limits;
    private final PathTrie skip;
    private final int[] skipped;
    private final Course course;
    private final ContentPass content;
    private final FileDigests digests;
    private final LayerFiles.Builder files = LayerFiles.builder();
    private final List<FileGap> gaps = new ArrayList<>();
    private int count;
    private long nameBytes;

    LayerPass(PassOptions options, Course course, ContentPass content, FileDigests digests) {
        this.limits = options.limits();
        this.skip = options.skip();
        this.skipped = new int[options.skipped().size()];
        this.course = course;
        this.content = content;
        this.digests = digests;
    }

    /// Reads to the end, or as far as the archive is sound and within the limits.
    ///
    /// @throws IOException if the bytes cannot be had
    LayerReading read(EntryStream entries) throws IOException, InterruptedException {
        try {
            for (var next = entries.next(); next.isPresent(); next = entries.next()) {
                if (isTooMuch(next.get())) {
                    break;
                }
                read(next.get(), entries);
            }
        } catch (MalformedTarException | EOFException e) {
            gaps.add(
                    new FileGap(
                            "",
                            "the archive is broken (%s); what would follow is not known"
                                    .formatted(e.getMessage())));
        }
        gaps.addAll(content.gaps());
        return new LayerReading(
                files.build(),
                content.readings(),
                gaps,
                Arrays.stream(skipped).boxed().toList(),
                content.links());
    }

    private boolean isTooMuch(Entry entry) {
        nameBytes += entry.path().length() + entry.linkTarget().length();
        if (++count <= limits.filesOfLayer() && nameBytes <= limits.nameBytesOfLayer()) {
            return false;
        }
        gaps.add(
                new FileGap(
                        "",
                        "more than %,d files or %,d bytes of names; what would follow is not known"
                                .formatted(limits.filesOfLayer(), limits.nameBytesOfLayer())));
        return true;
    }

    private void read(Entry entry, EntryStream entries) throws IOException, InterruptedException {
        entry.oddity().ifPresent(oddity -> gaps.add(new FileGap(entry.path(), oddity)));
        if (entry.path().isEmpty()) {
            return;
        }
        int file =
                files.add(
                        entry.path(),
                        entry.kind(),
                        entry.sizeBytes(),
                        entry.linkTarget(),
                        new Attributes(entry.mode(), entry.uid(), entry.gid()));
        entry.capabilities().ifPresent(granted -> files.capabilities(file, granted));
        if (entry.kind() == Entry.Kind.HARD_LINK
                && course.isReadAsLink(entry.path())
                && skip.match(entry.path()).isEmpty()) {
            content.link(entry.path(), entry.linkTarget());
        }
        if (entry.kind() != Entry.Kind.FILE || isSkipped(entry.path()) || !entries.isSelected()) {
            return;
        }
        try {
            var bytes = digests.begin(entries.content());
            give(file, entry, bytes);
            digests.end(bytes, files, file);
        } catch (FileSystemException e) { // a file of a directory source
            gaps.add(new FileGap(entry.path(), "not read: " + e.getReason()));
        }
    }

    private void give(int file, Entry entry, InputStream rest)
            throws IOException, InterruptedException {
        var head = rest.readNBytes((int) Math.min(entry.sizeBytes(), MagicTable.HEAD_BYTES));
        var assignments = course.assignments(file, entry.path(), head);
        var given =
                new ContentPass.Content(
                        file, entry.sizeBytes(), entry.mode(), head, rest, Map.of());
        if (course.isSearched(entry.path())) {
            content.giveAndSearch(given, assignments, entry.path());
        } else if (!assignments.isEmpty()) {
            content.give(given, assignments);
        }
    }

    private boolean isSkipped(String path) {
        int pattern = skip.match(path).nextSetBit(0);
        if (pattern >= 0) {
            skipped[pattern]++;
        }
        return pattern >= 0;
    }
}
