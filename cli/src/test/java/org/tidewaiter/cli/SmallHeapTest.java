package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmallHeapTest {
    private long heap;
    private long used;
    private long live;
    private int collections;

    private final SmallHeap small =
            new SmallHeap(
                    () -> heap,
                    () -> used,
                    () -> {
                        collections++;
                        used = live;
                    });

    @Test
    void aHeapThatHasGrownIsCollected() {
        look(127, 120);
        assertThat(collections).isZero();
        look(129, 120);
        assertThat(collections).isOne();
    }

    @Test
    void oneThatIsInUseIsNotCollectedAgainBeforeMuchIsMade() {
        live = 140L << 20;
        look(150, 150);
        look(300, 170);
        assertThat(collections).isOne();
        look(300, 180);
        assertThat(collections).isEqualTo(2);
    }

    private void look(int heapMegabytes, int usedMegabytes) {
        heap = (long) heapMegabytes << 20;
        used = (long) usedMegabytes << 20;
        small.look();
    }
}
