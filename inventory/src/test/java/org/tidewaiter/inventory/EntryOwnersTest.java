package org.tidewaiter.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EntryOwnersTest {
    private final EntryOwners<String> owners = new EntryOwners<>();

    @Test
    void theFirstOwnerStays() {
        owners.add("a", 7);
        owners.add("b", 7);
        owners.add("b", 9);

        assertThat(owners.of(OptionalInt.of(7))).hasValue("a");
        assertThat(owners.of(OptionalInt.of(9))).hasValue("b");
    }

    @Test
    void whatNobodyListsHasNoOwner() {
        owners.add("a", 7);

        assertThat(owners.of(OptionalInt.of(0))).isEmpty();
        assertThat(owners.of(OptionalInt.of(8))).isEmpty();
        assertThat(owners.of(OptionalInt.of(1_000_000))).isEmpty();
        assertThat(owners.of(OptionalInt.empty())).isEmpty();
    }
}
