package org.tidewaiter.image.pass;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.EntryStream;

/// Entries whose content is told to the progress as it is read.
record ToldEntries(EntryStream entries, Progress progress) implements EntryStream {
    @Override
    public Optional<Entry> next() throws IOException {
        return entries.next();
    }

    @Override
    public InputStream content() throws IOException {
        return new StoredBytes(entries.content(), progress);
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }
}
