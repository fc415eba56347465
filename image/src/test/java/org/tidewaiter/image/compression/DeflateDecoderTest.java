package org.tidewaiter.image.compression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The JDK's decoder is the oracle.
class DeflateDecoderTest {
    private static final int START = DeflateDecoder.HISTORY_BYTES;
    private static final int SLAB = 1 << 12;

    /// What came of decoding: the bytes, and how it ended.
    ///
    /// @param rest what follows the stream
    @SuppressWarnings("ArrayRecordComponent") // compared by agreesWith
    record Outcome(byte[] decoded, String ending, byte[] rest) {
        boolean agreesWith(Outcome other) {
            return ending.equals(other.ending)
                    && Arrays.equals(decoded, other.decoded)
                    && Arrays.equals(rest, other.rest);
        }

        @Override
        public String toString() {
            return "%d bytes, %s, then %s"
                    .formatted(decoded.length, ending, HexFormat.of().formatHex(rest));
        }
    }

    static Stream<byte[]> contents() {
        var chance = new Random(6);
        var noise = new byte[100_000];
        chance.nextBytes(noise);
        var text = "the quick brown fox jumps over the lazy dog; ".repeat(5_000).getBytes(UTF_8);
        var near = new byte[70_000];
        for (int i = 0; i < near.length; i++) {
            near[i] = (byte) (i / 9_000 == 0 ? 7 : i % (i / 9_000 + 1));
        }
        var mixed = new byte[300_000];
        for (int i = 0; i < mixed.length; i++) {
            boolean again = i > 40_000 && chance.nextInt(20) > 0;
            mixed[i] = again ? mixed[i - 1 - (i >> 9) * 61 % 32_768] : (byte) chance.nextInt(90);
        }
        var skewed = new byte[200_000];
        for (int i = 0; i < skewed.length; i++) {
            skewed[i] = (byte) Math.min(255, Math.abs(chance.nextGaussian() * 14));
        }
        return Stream.of(new byte[0], new byte[] {1}, noise, text, near, mixed, skewed);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void whatIsDeflatedComesBackAtEveryLevelAndStrategy(byte[] content) throws Exception {
        for (int level = 0; level <= 9; level++) {
            for (int strategy : new int[] {0, Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
                var outcome = decode(FastDecoder::new, deflate(content, level, strategy));
                assertThat(outcome.ending()).isEqualTo("finished");
                assertThat(outcome.decoded())
                        .as("level %d, strategy %d", level, strategy)
                        .isEqualTo(content);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("contents")
    void whatFollowsTheStreamIsLeft(byte[] content) throws Exception {
        var deflated = deflate(content, 6, Deflater.DEFAULT_STRATEGY);
        var longer = Arrays.copyOf(deflated, deflated.length + 3);
        longer[deflated.length] = 1;
        longer[deflated.length + 1] = 2;
        assertThat(decode(FastDecoder::new, longer).rest()).containsExactly(1, 2, 0);
    }

    @Test
    void aByteThatComesAloneIsWaitedFor() throws Exception {
        var content = contents().skip(5).findFirst().orElseThrow();
        var deflated = deflate(content, 9, Deflater.DEFAULT_STRATEGY);
        var outcome =
                decode(
                        in ->
                                new FastDecoder(
                                        new ByteArrayInputStream(deflated) {
                                            @Override
                                            public synchronized int read(
                                                    byte[] bytes, int offset, int length) {
                                                return super.read(
                                                        bytes, offset, Math.min(length, 1));
                                            }
                                        }),
                        deflated);
        assertThat(outcome.decoded()).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void aStreamThatIsCutOffEndsTooEarly(byte[] content) throws Exception {
        var deflated = deflate(content, 6, Deflater.DEFAULT_STRATEGY);
        int step = Math.max(1, deflated.length / 200);
        for (int length = 0; length < deflated.length; length += step) {
            var outcome = decode(FastDecoder::new, Arrays.copyOf(deflated, length));
            assertThat(outcome.ending()).isEqualTo("gzip: the data ends too early");
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothDecodersAgreeOnDamagedStreams(int seed) throws Exception {
        var chance = new Random(seed);
        var contents = contents().toList();
        for (int round = 0; round < 150; round++) {
            var content = contents.get(chance.nextInt(contents.size()));
            int length = Math.min(content.length, 1 + chance.nextInt(9_000));
            var stream =
                    deflate(Arrays.copyOf(content, length), chance.nextInt(10), chance.nextInt(3));
            for (int i = chance.nextInt(4); i >= 0; i--) {
                // mostly in the header of a block, where there is most to break
                int at = chance.nextInt(Math.min(stream.length, chance.nextBoolean() ? 90 : 9_999));
                stream[at] ^= (byte) (1 << chance.nextInt(8));
            }
            assertAgreement(stream);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothDecodersAgreeOnNoise(int seed) throws Exception {
        var chance = new Random(100 + seed);
        for (int round = 0; round < 3_000; round++) {
            var stream = new byte[chance.nextInt(120)];
            chance.nextBytes(stream);
            if (stream.length > 0) { // most often with codewords of its own
                stream[0] = (byte) ((stream[0] & ~7) | (chance.nextInt(4) > 0 ? 5 : 3));
            }
            assertAgreement(stream);
        }
    }

    static void assertAgreement(byte[] stream) throws IOException {
        var fast = decode(FastDecoder::new, stream);
        var platform = decode(PlatformDecoder::new, stream);
        assertThat(fast)
                .as(HexFormat.of().formatHex(stream))
                .matches(platform::agreesWith, "agrees with " + platform);
    }

    private static Outcome decode(Function<InputStream, DeflateDecoder> kind, byte[] stream)
            throws IOException {
        var decoded = new ByteArrayOutputStream();
        var rest = new ByteArrayOutputStream();
        try (var decoder = kind.apply(new ByteArrayInputStream(stream))) {
            decoder.begin();
            var out = new byte[START + SLAB];
            while (!decoder.isFinished()) {
                try {
                    decoder.decode(out, START - Math.min(START, decoded.size()), START, out.length);
                } finally {
                    decoded.write(out, START, decoder.position() - START);
                }
                System.arraycopy(out, decoder.position() - START, out, 0, START);
            }
            for (int octet = decoder.octet(); octet >= 0; octet = decoder.octet()) {
                rest.write(octet);
            }
            return new Outcome(decoded.toByteArray(), "finished", rest.toByteArray());
        } catch (DataFormatException | MalformedLayerException e) {
            var why = String.valueOf(e.getMessage());
            return new Outcome(decoded.toByteArray(), why, rest.toByteArray());
        }
    }

    private static byte[] deflate(byte[] content, int level, int strategy) {
        var deflater = new Deflater(level, true);
        try {
            deflater.setStrategy(strategy);
            deflater.setInput(content);
            deflater.finish();
            var deflated = new ByteArrayOutputStream();
            var chunk = new byte[1 << 13];
            while (!deflater.finished()) {
                deflated.write(chunk, 0, deflater.deflate(chunk));
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
