package org.tidewaiter.checks.host.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;

class ListeningSocketsTest {
    private static final String TABLE =
            """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000:0949 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1
               1: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2
               2: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 3
            """;

    @Test
    void onlyWhatListensIsListed() {
        var listeners = ListeningSockets.of(TABLE);
        assertThat(listeners)
                .extracting(ListeningSockets.Listener::port)
                .containsExactly(2377, 8080);
        assertThat(listeners)
                .extracting(ListeningSockets.Listener::isEveryAddress)
                .containsExactly(true, false);
    }

    @FuzzTest
    void anyTableIsRead(FuzzedDataProvider data) {
        for (var listener : ListeningSockets.of(data.consumeRemainingAsString())) {
            assertThat(listener.port()).isBetween(0, 65_535);
        }
    }
}
