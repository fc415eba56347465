package org.tidewaiter.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.tidewaiter.image.pass.Progress;
import org.tidewaiter.model.Layer;

/// One line on standard error that says how far the layers are read, and the notices.
final class LayerProgress implements Progress, AutoCloseable {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final CommonFlags flags;
    private final boolean shown;
    private int started;
    private int finished;
    private int known;
    private long bytes;
    private long last;

    LayerProgress(PrintStream err, CommonFlags flags, Terminal terminal) {
        this.err = err;
        this.flags = flags;
        this.shown = flags.showsProgress(terminal);
    }

    @Override
    public synchronized void started(Layer layer) {
        started++;
        show(false);
    }

    @Override
    public synchronized void read(Layer layer, long more) {
        bytes += more;
        show(false);
    }

    @Override
    public synchronized void finished(Layer layer, boolean cached) {
        finished++;
        known += cached ? 1 : 0;
        show(true);
    }

    @Override
    public synchronized void notice(String sentence) {
        clear();
        flags.notice(err, sentence);
    }

    @Override
    public void step(String sentence) {}

    private void show(boolean now) {
        long time = System.nanoTime();
        if (shown && (now || time - last > STEP_NANOS)) {
            last = time;
            err.printf(
                    "%sreading layers: %d of %d done, %d known before, %d MB read",
                    CLEAR, finished, Math.max(started, finished), known, bytes >> 20);
            err.flush();
        }
    }

    private void clear() {
        if (shown) {
            err.print(CLEAR);
            err.flush();
        }
    }

    @Override
    public synchronized void close() {
        clear();
    }
}
