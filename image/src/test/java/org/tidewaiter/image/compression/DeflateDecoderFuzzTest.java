package org.tidewaiter.image.compression;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.testkit.Damage;

class DeflateDecoderFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "00", // a stored block that breaks off
                        "010300fcff010203", // a stored block
                        "4b4c4a0600", // fixed codewords
                        "4b84030000ffff4b04000000ffff0300", // blocks that are flushed
                        "05e081080000000000207feb0b", // told codewords
                        "0dc4310d00000803303f9c4bfd3b23c1a6fd7a0bee00000000000000000000")
                .map(HexFormat.of()::parseHex)
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void bothDecodersGiveAndRefuseTheSame(byte[] stream) throws Exception {
        DeflateDecoderTest.assertAgreement(stream);
    }
}
