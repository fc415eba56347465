package org.tidewaiter.image.lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import org.junit.jupiter.api.Test;

class TableBudgetTest {
    private static final long MOST_TEXT = 512 << 10;

    private final TableBudget budget = new TableBudget(1 << 20);

    @Test
    void roomThatIsGivenBackIsGivenAgain() throws Exception {
        for (int i = 0; i < 3; i++) {
            budget.ofTable(MOST_TEXT, 0).close();
            budget.ofStored(48 << 20).close();
        }
    }

    @Test
    void aTableThatIsLargerThanAllRoomIsRefused() {
        assertThatThrownBy(() -> budget.ofTable(MOST_TEXT + 1, 0))
                .isInstanceOf(UnusableTableException.class)
                .hasMessageContaining("1,025 KiB");
        assertThatThrownBy(() -> budget.ofTable(0, 10_000))
                .isInstanceOf(UnusableTableException.class);
    }

    @Test
    void whereThereIsNoRoomTheNextTableWaits() throws Exception {
        var first = budget.ofTable(MOST_TEXT, 0);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> budget.ofTable(1, 0)).isInstanceOf(InterruptedIOException.class);
        assertThat(first).isNotNull();
    }

    @Test
    void ofLargeStoredTablesThereIsOneAtATime() throws Exception {
        try (var _ = budget.ofStored(2 << 20)) {
            budget.ofStored(1 << 20).close();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> budget.ofStored(2 << 20))
                    .isInstanceOf(InterruptedIOException.class);
        }
    }
}
