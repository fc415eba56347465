package org.tidewaiter.signing.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketTest {
    /// The headers are those of RFC 9580, 4.2; tag 11 is a literal, 8 compressed, 10 a marker.
    @ParameterizedTest
    @CsvSource({
        "ac 02 6162, 11:6162",
        "ad 0002 6162, 11:6162",
        "ae 00000002 6162, 11:6162",
        "af 6162, 11:6162",
        "a3 6162, 8:6162",
        "cb 02 6162, 11:6162",
        "cb ff00000002 6162, 11:6162",
        "cb e1 6162 e0 63 02 6465, 11:6162636465",
        "cb e1 6162 00, 11:6162",
        "ca 00 cb 01 61, 10: 11:61",
    })
    void aBodyIsAsLongAsItsHeaderSays(String bytes, String packets) throws Exception {
        assertThat(told(Packet.all(bytes(bytes), 9))).isEqualTo(packets);
    }

    @Test
    void aLengthInTwoOctetsBeginsAfterThoseOfOne() throws Exception {
        var packets = Packet.all(bytes("cb c000" + "61".repeat(192)), 9);

        assertThat(packets).hasSize(1);
        assertThat(packets.getFirst().body()).hasSize(192);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "41",
                "cb",
                "cb 03 6162",
                "cb c0",
                "cb ff000000",
                "cb ffffffffff 61",
                "cb fe 61",
                "cb e1 6162",
                "ae ffffffff 61",
                "ad 00",
                "ab 61",
                "8b 61",
                "c2 e1 6162 00",
                "ca 00 00",
            })
    void whatIsCutShortOrOfUnstatedLengthIsRefused(String bytes) {
        assertThatThrownBy(() -> Packet.all(bytes(bytes), 9))
                .isInstanceOf(MalformedOpenPgpException.class);
    }

    @Test
    void asManyAsThereMayBeAreReadAndNotOneMore() throws Exception {
        assertThat(Packet.all(bytes("ca00".repeat(9)), 9)).hasSize(9);
        assertThatThrownBy(() -> Packet.all(bytes("ca00".repeat(10)), 9))
                .isInstanceOf(MalformedOpenPgpException.class);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        var packet = new Packet(Packet.LITERAL, new byte[300]);

        assertThat(told(Packet.all(packet.encoded(), 1))).isEqualTo(told(List.of(packet)));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String told(List<Packet> packets) {
        return packets.stream()
                .map(one -> one.tag() + ":" + HexFormat.of().formatHex(one.body()))
                .collect(Collectors.joining(" "));
    }
}
