package org.tidewaiter.image.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.content.ContentBounds;

/// What goes into the name under which a layer is kept.
class LimitsTest {
    @Test
    void everyLimitIsInTheText() throws ReflectiveOperationException {
        assertThat(PassOptions.Limits.STANDARD).hasToString(values(PassOptions.Limits.STANDARD));
        assertThat(ContentBounds.STANDARD).hasToString(values(ContentBounds.STANDARD));
    }

    private static String values(Record limits) throws ReflectiveOperationException {
        var values = new StringBuilder();
        for (var component : limits.getClass().getRecordComponents()) {
            values.append(' ').append(component.getAccessor().invoke(limits));
        }
        return values.substring(1);
    }

    @Test
    void noNameOfALinkCanStandForTwo() {
        var readers = new BitSet();
        var two =
                Arrays.asList(
                        new ClaimedLink("a", 1, 2, readers), new ClaimedLink("b", 1, 2, readers));
        var text = two.stream().map(ClaimedLink::toString).collect(Collectors.joining(", "));
        var forged = text.substring(2, text.length() - " 1 2 {}".length());
        assertThat(new ClaimedLink(forged, 1, 2, readers).toString()).isNotEqualTo(text);
    }
}
