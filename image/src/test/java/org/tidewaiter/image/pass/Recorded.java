package org.tidewaiter.image.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.tidewaiter.model.Layer;

/// Keeps what a pass said on its way.
final class Recorded implements Progress {
    final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    final AtomicLong bytes = new AtomicLong();

    @Override
    public void started(Layer layer) {}

    @Override
    public void read(long count) {
        bytes.addAndGet(count);
    }

    @Override
    public void finished(Layer layer, boolean cached) {}

    @Override
    public void notice(String sentence) {
        notices.add(sentence);
    }

    @Override
    public void step(String sentence) {
        steps.add(sentence);
    }
}
