package org.tidewaiter.cli;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.tidewaiter.image.pass.Progress;
import org.tidewaiter.model.Layer;

/// Says on standard error how the image is read: on a terminal a line that is written over and
/// over, with `--verbose` a line for each step, and the notices.
final class LayerProgress implements Progress, AutoCloseable {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String CLEAR = "\r\u001b[K";

    private final TidewaiterCommand program;
    private final CommonFlags flags;
    private final PrintStream err;
    private final boolean shown;
    private final SmallHeap heap = SmallHeap.ofProcess();

    /// When the reading of those began that are not finished, in nanoseconds.
    private final Map<Layer, Long> begun = new HashMap<>();

    private int finished;
    private int known;
    private long bytes;
    private long last;

    LayerProgress(TidewaiterCommand program, CommonFlags flags) {
        this.program = program;
        this.flags = flags;
        this.err = program.streams().err();
        this.shown = flags.showsProgress(program);
    }

    @Override
    public synchronized void started(Layer layer) {
        begun.put(layer, System.nanoTime());
        show(false);
    }

    @Override
    public void read(long more) {
        heap.look();
        synchronized (this) {
            bytes += more;
            show(false);
        }
    }

    @Override
    public synchronized void finished(Layer layer, boolean cached) {
        finished++;
        known += cached ? 1 : 0;
        program.step("layer %d: %s, %s".formatted(layer.index(), layer.digest(), how(layer)));
        show(true);
    }

    private String how(Layer layer) {
        var start = begun.remove(layer);
        if (start == null) {
            return "known from the cache";
        }
        var bytes = layer.sizeBytes() < 0 ? "" : "%,d bytes, ".formatted(layer.sizeBytes());
        return "%sdone in %.3f s".formatted(bytes, (System.nanoTime() - start) / 1e9);
    }

    @Override
    public synchronized void notice(String sentence) {
        clear();
        program.answer().consulted().addMoreThanFiles(); // and it may not be so again
        flags.notice(err, sentence);
    }

    @Override
    public void step(String sentence) {
        heap.look();
        synchronized (this) {
            program.step(sentence);
        }
    }

    private void show(boolean now) {
        long time = System.nanoTime();
        if (shown && (now || time - last > STEP_NANOS)) {
            last = time;
            err.print(CLEAR + where() + ", %d MB read".formatted(bytes >> 20));
            err.flush();
        }
    }

    /// A directory has no layers.
    private String where() {
        int all = finished + begun.size();
        return all == 0
                ? "reading files"
                : "reading layers: %d of %d done, %d known before".formatted(finished, all, known);
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
