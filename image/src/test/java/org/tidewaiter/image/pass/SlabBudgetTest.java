package org.tidewaiter.image.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlabBudgetTest {
    private static final int MIB = 1 << 20;

    @Test
    void theArrayOfALargeFileServesTheNextOneOfAboutItsSize() throws Exception {
        var budget = new SlabBudget(16 * MIB);

        var first = lend(budget, 5 * MIB);
        var second = lend(budget, 5 * MIB - 1_000);

        assertThat(second).isSameAs(first).hasSizeGreaterThanOrEqualTo(5 * MIB);
    }

    @Test
    void theArrayOfALargerFileServesASmallerOneIfThereIsRoomForIt() throws Exception {
        var budget = new SlabBudget(16 * MIB);
        var large = lend(budget, 15 * MIB);

        assertThat(lend(budget, 2 * MIB)).isSameAs(large);
        try (var _ = budget.reserve(3 * MIB)) {
            assertThat(lend(budget, 2 * MIB)).isNotSameAs(large);
        }
    }

    @Test
    void anArrayIsLentToOneAtATime() throws Exception {
        var budget = new SlabBudget(16 * MIB);

        try (var one = budget.take(2 * MIB);
                var other = budget.take(2 * MIB)) {
            assertThat(other.array()).isNotSameAs(one.array());
        }
    }

    @Test
    void theArrayOfASmallFileHasItsSize() throws Exception {
        assertThat(lend(new SlabBudget(MIB), 12_345)).hasSize(12_345);
    }

    @Test
    void aFileAsLargeAsTheBudgetIsHeld() throws Exception {
        int odd = 7 * MIB + 1;

        assertThat(lend(new SlabBudget(odd), odd)).hasSize(odd);
    }

    @Test
    void aFreeArrayGivesWayToOneOfAnotherSizeForWhichThereIsNoRoomBeside() throws Exception {
        var budget = new SlabBudget(32 * MIB);

        var kept = lend(budget, 10 * MIB);
        lend(budget, 5 * MIB);
        assertThat(lend(budget, 10 * MIB)).isSameAs(kept);
        lend(budget, 20 * MIB);

        assertThat(lend(budget, 10 * MIB)).isNotSameAs(kept);
    }

    @Test
    void freeArraysGiveWayToThoseOfTheCallersOwn() throws Exception {
        var budget = new SlabBudget(16 * MIB);
        var kept = lend(budget, 10 * MIB);

        budget.reserve(10 * MIB).close();

        assertThat(lend(budget, 10 * MIB)).isNotSameAs(kept);
    }

    @Test
    void whatIsLentNeverExceedsTheBudgetHoweverManyThreadsAsk() throws Exception {
        var budget = new SlabBudget(32 * MIB);
        var lent = new AtomicLong();
        var most = new AtomicLong();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var work = IntStream.range(0, 4).mapToObj(seed -> lending(budget, seed, lent, most));
            for (Future<Void> done : threads.invokeAll(work.toList())) {
                done.get();
            }
        }

        assertThat(most.get()).isBetween(1L, budget.bytes());
    }

    private static Callable<Void> lending(
            SlabBudget budget, int seed, AtomicLong lent, AtomicLong most) {
        return () -> {
            var random = new Random(seed);
            for (int i = 0; i < 200; i++) {
                try (var slab = budget.take(random.nextInt(1, 20 * MIB))) {
                    long now = lent.addAndGet(slab.array().length);
                    most.accumulateAndGet(now, Math::max);
                    lent.addAndGet(-slab.array().length);
                }
            }
            return null;
        };
    }

    private static byte[] lend(SlabBudget budget, int size) throws InterruptedException {
        try (var slab = budget.take(size)) {
            return slab.array();
        }
    }
}
