package org.tidewaiter.cli;

/// One line on standard error that counts.
final class CountProgress implements AutoCloseable {
    private final Streams streams;
    private final boolean shown;
    private final String what;

    CountProgress(Streams streams, CommonFlags flags, String what) {
        this.streams = streams;
        this.shown = flags.showsProgress(streams.terminal());
        this.what = what;
    }

    void show(long count) {
        if (shown) {
            streams.err().printf("\r\u001b[K%,d %s", count, what);
            streams.err().flush();
        }
    }

    void clear() {
        if (shown) {
            streams.err().print("\r\u001b[K");
            streams.err().flush();
        }
    }

    @Override
    public void close() {
        clear();
    }
}
