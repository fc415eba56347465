package org.tidewaiter.image.lazy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.lazy.TableOfContents.Listed;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.EntryStream;

/// The entries of a layer as its table of contents lists them, and of the selected files the
/// content, each chunk verified. That the table says what the layer has is not verified: only who
/// has all of the layer could.
public final class LazyEntries implements EntryStream {
    /// Those that were not given yet: the others are not held, since there can be very many.
    private final Queue<Listed> entries;

    private final PartReader parts;
    private final TableBudget.Room room;
    private Optional<Listed> current = Optional.empty();
    private @Nullable ChunkedContent content;
    private long files;
    private long leftFiles;
    private long leftBytes;

    private LazyEntries(LayerTable.Held held, Parts parts) {
        entries = new ArrayDeque<>(held.table().entries());
        this.parts = new PartReader(parts, held.table());
        room = held.room();
    }

    /// @param annotations of the layer's descriptor in a manifest that is verified
    /// @param sizeBytes of the layer, stored
    /// @param budget in which the table is held until what is returned is closed
    /// @throws UnusableTableException if the layer has to be read whole
    /// @throws FalseBytesException if the table is another than the manifest means
    public static LazyEntries open(
            Map<String, String> annotations,
            long sizeBytes,
            Parts parts,
            Selection selection,
            TableBudget budget)
            throws UnusableTableException, IOException {
        var format = TableFormat.of(annotations);
        return new LazyEntries(
                new LayerTable(parts, sizeBytes, budget).read(format, selection), parts);
    }

    /// How many stored bytes have to be fetched for what is selected.
    public long wantedBytes() {
        return parts.wantedBytes();
    }

    /// @throws FalseBytesException if what was read of the last entry is not what it should be
    @Override
    public Optional<Entry> next() throws IOException {
        endContent();
        current = Optional.ofNullable(entries.poll());
        current.ifPresent(this::count);
        return current.map(Listed::entry);
    }

    private void count(Listed listed) {
        if (listed.entry().kind() == Entry.Kind.FILE) {
            files++;
            if (!listed.isSelected() && listed.entry().sizeBytes() > 0) {
                leftFiles++;
                leftBytes += listed.entry().sizeBytes();
            }
        }
    }

    @Override
    public boolean isSelected() {
        return current.map(Listed::isSelected).orElse(false);
    }

    /// @throws IllegalStateException if it was not selected
    @Override
    public InputStream content() {
        var listed = current.orElseThrow();
        if (listed.entry().sizeBytes() == 0) {
            return InputStream.nullInputStream();
        }
        if (!listed.isSelected()) {
            throw new IllegalStateException("the content of a file that was not selected");
        }
        content = new ChunkedContent(listed, parts);
        return content;
    }

    /// Of those given so far.
    public long files() {
        return files;
    }

    /// Of those, how many have content that was not selected.
    public long leftFiles() {
        return leftFiles;
    }

    /// How much that is, unpacked.
    public long leftBytes() {
        return leftBytes;
    }

    /// Verifies what was read of the entry given last.
    public void endContent() throws IOException {
        if (content != null) {
            content.verify();
            content.close();
            content = null;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (content != null) {
                content.close();
            }
            parts.close();
        } finally {
            room.close();
        }
    }
}
