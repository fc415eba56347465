package org.tidewaiter.image.pass;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.testkit.image.TarHeaderBytes;

/// Layers that are made to exhaust whoever reads them end in a gap or a Problem. Their bytes are
/// generated; nothing of them is ever held.
class HostileLayersTest {
    /// What a million files may take of the heap once they are read; the start script gives 512 MB.
    private static final long MILLION_FILES_BYTES = 200L << 20;

    private static final int MILLION = 1_000_000;
    private static final byte[] NUMBERED = TarHeaderBytes.of('0', "srv/0000/f0000000").bytes();

    @Test
    void aMillionFilesTakeLessThanTwoHundredMegabytes() throws Exception {
        var image = GeneratedImage.of(MILLION, HostileLayersTest::numbered);
        long before = usedHeap();

        var reading = read(image);

        assertThat(usedHeap() - before).isLessThan(MILLION_FILES_BYTES);
        assertThat(reading.gaps()).isEmpty();
        assertThat(reading.tree().locate("srv/0999/f0999999")).isPresent();
    }

    @Test
    void pathsAsDeepAsLinuxAllowsEndAtTheBoundOfAllNames() throws Exception {
        var name = "d/".repeat(2000);
        var reading =
                read(
                        GeneratedImage.of(
                                40_000,
                                number ->
                                        concat(
                                                longName(name + number),
                                                TarHeaderBytes.of('0', "x").bytes())));
        assertThat(reading.gaps()).isNotEmpty();
    }

    @Test
    void aFileThatStatesMoreThanItHasIsAGap() throws Exception {
        for (long size : List.of(1L << 33, 1L << 60)) {
            var header = TarHeaderBytes.of('0', "lie").size(size).binaryNumbers().bytes();
            assertThat(read(GeneratedImage.of(1, _ -> header)).gaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.reason()).contains("is broken"));
        }
    }

    @Test
    void aChainOfHardLinksIsFollowedInLinearTime() throws Exception {
        int length = 100_000;
        var reading =
                read(
                        GeneratedImage.of(
                                length,
                                number ->
                                        number == 0
                                                ? TarHeaderBytes.of('0', "l0").bytes()
                                                : TarHeaderBytes.of('1', "l" + number)
                                                        .linkName("l" + (number - 1))
                                                        .bytes()));
        assertThat(reading.gaps()).isEmpty();
        assertThat(reading.tree().locate("l" + (length - 1))).isPresent();
    }

    @Test
    void hardLinksThatLeadBackwardsAreGapsAndTheirNumberIsBounded() throws Exception {
        var reading =
                read(
                        GeneratedImage.of(
                                10_000,
                                number ->
                                        TarHeaderBytes.of('1', "l" + number)
                                                .linkName("l" + (number + 1))
                                                .bytes()));
        assertThat(reading.gaps()).isNotEmpty();
    }

    @Test
    void symbolicLinksInCirclesLeadNowhere() throws Exception {
        int length = 50_000;
        var reading =
                read(
                        GeneratedImage.of(
                                length,
                                number ->
                                        TarHeaderBytes.of('2', "l" + number)
                                                .linkName("l" + (number + 1) % length)
                                                .bytes()));
        assertThat(reading.tree().locate("l0/x")).isEmpty();
    }

    @Test
    void moreThanALayerMayUnpackToIsAGapOrAProblem() throws Exception {
        var limits = new PassOptions.Limits(10, 1000, 1 << 20, 100, 10);
        var header = TarHeaderBytes.of('0', "zeros").size(64L << 20).bytes();
        var image = GeneratedImage.of(65, number -> number == 0 ? header : new byte[1 << 20]);
        var pass = pass(PassOptions.standard().withLimits(limits));
        assertThat(gaps(pass, image)).anyMatch(reason -> reason.contains("1048576"));
    }

    private static List<String> gaps(ImagePass pass, GeneratedImage image) {
        try {
            return pass.read(image).gaps().stream().map(Gap::reason).toList();
        } catch (ProblemException e) {
            return List.of(e.problem().what());
        }
    }

    private static ImageReading read(GeneratedImage image) throws ProblemException {
        return pass(PassOptions.standard()).read(image);
    }

    private static ImagePass pass(PassOptions options) {
        var readers = new ReaderSet(List.of(TestReader.naming("pkg", "**/*.pkg")));
        return new ImagePass(readers, LayerCache.none(), options, Progress.SILENT);
    }

    /// As [TarHeaderBytes] makes it, a hundred times faster.
    private static byte[] numbered(int number) {
        var header = NUMBERED.clone();
        digits(header, 4, 4, number / 1000, 10);
        digits(header, 10, 7, number, 10);
        int sum = 8 * ' ';
        for (int i = 0; i < header.length; i++) {
            sum += i >= 148 && i < 156 ? 0 : header[i] & 0xff;
        }
        digits(header, 148, 6, sum, 8);
        return header;
    }

    private static void digits(byte[] header, int offset, int count, int number, int base) {
        for (int i = offset + count - 1, rest = number; i >= offset; i--, rest /= base) {
            header[i] = (byte) ('0' + rest % base);
        }
    }

    /// GNU's entry that gives the next one its name.
    private static byte[] longName(String name) {
        var body = new byte[(name.length() / 512 + 1) * 512];
        System.arraycopy(name.getBytes(US_ASCII), 0, body, 0, name.length());
        return concat(
                TarHeaderBytes.of('L', "././@LongLink").size(name.length() + 1).bytes(), body);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static long usedHeap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
