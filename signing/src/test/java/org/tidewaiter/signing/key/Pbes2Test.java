package org.tidewaiter.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.signing.key.DerBytes.integer;
import static org.tidewaiter.signing.key.DerBytes.octets;
import static org.tidewaiter.signing.key.DerBytes.sequence;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.testkit.Damage;

class Pbes2Test {
    private static final byte[] SCHEME = hex("06092a864886f70d01050d");
    private static final byte[] SCRYPT = hex("06092b06010401da47040b");
    private static final byte[] AES_128 = hex("0609608648016503040102");

    @ParameterizedTest
    @CsvSource({
        "1073741824, 8, 1, other costs",
        "262144, 8, 1, other costs",
        "16385, 8, 1, other costs",
        "0, 8, 1, other costs",
        "16384, 0, 1, other costs",
        "16384, 8, 0, other costs",
        "16384, 8, 1000000, other costs",
        "2, 1048576, 1, other costs",
        "1073741824, 64, 2097152, other costs",
        "65536, 1, 1, other costs",
        "1024, 8, 1, another password",
    })
    void costsAreBoundedBeforeTheyArePaid(int cost, int block, int parallel, String why) {
        try (var password = Password.of(new char[] {'x'})) {
            var encrypted = encrypted(cost, block, parallel);
            assertThatThrownBy(() -> Pbes2.open(encrypted, password))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining(why);
        }
    }

    static Stream<byte[]> seeds() {
        return Stream.of(encrypted(16, 1, 1)).flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("seeds")
    void anEncryptedKeyIsOpenedOrRefused(byte[] der) {
        try (var password = Password.of(new char[] {'x'})) {
            assertThat(Pbes2.open(der, password)).hasSizeLessThan(der.length);
        } catch (UnusableKeyException _) {
            // refused
        }
    }

    private static byte[] encrypted(int cost, int block, int parallel) {
        var derivation =
                sequence(
                        SCRYPT,
                        sequence(
                                octets(new byte[8]),
                                number(cost),
                                number(block),
                                number(parallel)));
        var cipher = sequence(AES_128, octets(new byte[16]));
        return sequence(sequence(SCHEME, sequence(derivation, cipher)), octets(new byte[32]));
    }

    private static byte[] number(int number) {
        return integer(BigInteger.valueOf(number));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
