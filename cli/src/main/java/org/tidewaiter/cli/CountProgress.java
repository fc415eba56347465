package org.tidewaiter.cli;

import java.io.PrintStream;

/// One line on standard error that counts.
final class CountProgress implements AutoCloseable {
    private final PrintStream err;
    private final boolean shown;
    private final String what;

    CountProgress(TidewaiterCommand program, CommonFlags flags, String what) {
        this.err = program.streams().err();
        this.shown = flags.showsProgress(program);
        this.what = what;
    }

    void show(long count) {
        if (shown) {
            err.printf("\r\u001b[K%,d %s", count, what);
            err.flush();
        }
    }

    void clear() {
        if (shown) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    @Override
    public void close() {
        clear();
    }
}
