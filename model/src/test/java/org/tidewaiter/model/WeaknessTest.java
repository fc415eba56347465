package org.tidewaiter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WeaknessTest {
    private static List<String> idsIn(String text) {
        return Weakness.namedIn(text).stream().map(Weakness::id).toList();
    }

    @Test
    void aWeaknessIsReadBackFromItsId() {
        for (int number : List.of(1, 79, 1004, 99_999)) {
            var weakness = new Weakness(number);
            assertThat(Weakness.namedIn(weakness.id())).containsExactly(weakness);
        }
    }

    @Test
    void theIdsOfATextAreFoundWhereverTheyStand() {
        assertThat(idsIn("CWE-79: Cross-site Scripting")).containsExactly("CWE-79");
        assertThat(idsIn("Use After Free (CWE-416)")).containsExactly("CWE-416");
        assertThat(idsIn("CWE-190->(CWE-125|CWE-787)"))
                .containsExactly("CWE-125", "CWE-190", "CWE-787");
    }

    @Test
    void aTextThatNamesOneTwiceNamesItOnce() {
        assertThat(idsIn("CWE-79 and CWE-079, that is CWE-79")).containsExactly("CWE-79");
    }

    @Test
    void placeholdersAndOtherNumbersAreNoWeaknesses() {
        for (var text :
                List.of(
                        "NVD-CWE-noinfo",
                        "NVD-CWE-Other",
                        "CWE-",
                        "CWE-0",
                        "CWE-123456",
                        "CWE-79x",
                        "XCWE-79",
                        "cross-site scripting",
                        "")) {
            assertThat(idsIn(text)).as(text).isEmpty();
        }
    }

    @Test
    void aNumberThatNoWeaknessCanHaveIsRefused() {
        assertThatThrownBy(() -> new Weakness(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Weakness(100_000))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
