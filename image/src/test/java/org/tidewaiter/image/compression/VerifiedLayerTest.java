package org.tidewaiter.image.compression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.compression.Verification.Mismatch;
import org.tidewaiter.image.compression.Verification.Verified;
import org.tidewaiter.image.tar.TarReader;
import org.tidewaiter.model.Layer;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.TarBuilder;

class VerifiedLayerTest {
    private static final TarBuilder TAR = tar().file("etc/os-release", "ID=debian\n");

    static Stream<LayerBytes> everyCompression() {
        return Stream.of(LayerBytes.gzip(TAR), LayerBytes.zstd(TAR), LayerBytes.plain(TAR));
    }

    static Stream<Arguments> everyCompressionAndPace() {
        return everyCompression()
                .flatMap(layer ->
                        Arrays.stream(Pace.values()).map(pace -> Arguments.of(layer, pace)));
    }

    @ParameterizedTest
    @MethodSource("everyCompressionAndPace")
    void aLayerIsPlainAndVerifiedWhateverItsMediaTypeSays(LayerBytes layer, Pace pace)
            throws Exception {
        var lying = layer.withMediaType("application/vnd.docker.image.rootfs.diff.tar.gzip");
        try (var verified = open(lying, lying.stored(), Decompression.MAX_PLAIN_BYTES, pace)) {
            var entry = new TarReader(verified.tar()).next();
            assertThat(entry.orElseThrow().path()).isEqualTo("etc/os-release");
            assertThat(verified.verify()).isEqualTo(new Verified());
        }
    }

    @ParameterizedTest
    @MethodSource("everyCompressionAndPace")
    void aFlippedByteIsNeverVerified(LayerBytes layer, Pace pace) {
        for (int i = 0; i < layer.stored().length; i++) {
            var flipped = layer.stored().clone();
            flipped[i] ^= 0x20;
            assertThat(isVerified(layer, flipped, pace)).as("byte %d flipped", i).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("everyCompressionAndPace")
    void aCutOffLayerIsNeverVerified(LayerBytes layer, Pace pace) {
        for (int length = 0; length < layer.stored().length; length++) {
            var cut = Arrays.copyOf(layer.stored(), length);
            assertThat(isVerified(layer, cut, pace)).as("%d bytes", length).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("everyCompression")
    void moreBytesThanStatedAreRefused(LayerBytes layer) {
        assertThatThrownBy(() -> verify(layer, with(layer.stored(), 0)))
                .isInstanceOf(MalformedLayerException.class)
                .hasMessageContaining("it is longer than the stated");
    }

    static Stream<UnaryOperator<LayerBytes>> everyOtherStorage() {
        var other = tar().file("etc/os-release", "ID=alpine\n");
        return Stream.of(
                layer -> layer.withStored(LayerBytes.gzip(other).stored()),
                layer -> layer.withStored(LayerBytes.plain(other).stored()));
    }

    @ParameterizedTest
    @MethodSource("everyOtherStorage")
    void anotherDiffIdIsAMismatchEvenIfTheDigestIsRight(UnaryOperator<LayerBytes> storage)
            throws Exception {
        var swapped = storage.apply(LayerBytes.gzip(TAR));

        assertThat(verify(swapped, swapped.stored()))
                .isInstanceOfSatisfying(
                        Mismatch.class,
                        mismatch -> assertThat(mismatch.reason()).startsWith("its diffID is"));
    }

    @Test
    void severalGzipMembersAreOneStream() throws Exception {
        var bytes = TAR.bytes();
        var members = new ByteArrayOutputStream();
        members.writeBytes(LayerBytes.gzip(Arrays.copyOf(bytes, 700)));
        members.writeBytes(LayerBytes.gzip(Arrays.copyOfRange(bytes, 700, bytes.length)));
        var layer = LayerBytes.gzip(TAR).withStored(members.toByteArray());

        assertThat(verify(layer, layer.stored())).isEqualTo(new Verified());
    }

    @ParameterizedTest
    @MethodSource("everyCompression")
    void whatFollowsTheCompressedDataIsRefused(LayerBytes layer) {
        if (layer.mediaType().endsWith("tar")) {
            return;
        }
        var longer = layer.withStored(with(layer.stored(), 1, 2, 3, 4, 5, 6, 7, 8));
        assertThatThrownBy(() -> verify(longer, longer.stored()))
                .isInstanceOf(MalformedLayerException.class);
    }

    @Test
    void aBombStopsAtTheLimit() {
        var bomb = LayerBytes.gzip(tar().file("zeros", new byte[1 << 20]));
        assertThatThrownBy(
                        () -> {
                            try (var layer = open(bomb, bomb.stored(), 1 << 16, Pace.FAST_AHEAD)) {
                                layer.verify();
                            }
                        })
                .isInstanceOf(MalformedLayerException.class)
                .hasMessage("it unpacks to more than 65536 bytes");
    }

    @Test
    void otherCompressionsAreRefusedByName() {
        assertThatThrownBy(() ->
                        Decompression.open(
                                new ByteArrayInputStream("BZh91AY".getBytes(UTF_8)), 100))
                .isInstanceOf(MalformedLayerException.class)
                .hasMessageContaining("bzip2");
    }

    private static byte[] with(byte[] bytes, int... more) {
        var longer = Arrays.copyOf(bytes, bytes.length + more.length);
        for (int i = 0; i < more.length; i++) {
            longer[bytes.length + i] = (byte) more[i];
        }
        return longer;
    }

    private static boolean isVerified(LayerBytes layer, byte[] stored, Pace pace) {
        try (var verified = open(layer, stored, Decompression.MAX_PLAIN_BYTES, pace)) {
            return verified.verify() instanceof Verified;
        } catch (IOException _) {
            return false;
        }
    }

    private static Verification verify(LayerBytes layer, byte[] stored) throws IOException {
        try (var verified = open(layer, stored)) {
            return verified.verify();
        }
    }

    private static VerifiedLayer open(LayerBytes layer, byte[] stored) throws IOException {
        return open(layer, stored, Decompression.MAX_PLAIN_BYTES, Pace.AT_ONCE);
    }

    private static VerifiedLayer open(
            LayerBytes layer, byte[] stored, long maxPlainBytes, Pace pace) throws IOException {
        var described =
                new Layer(
                        0,
                        layer.digest(),
                        layer.diffId(),
                        layer.mediaType(),
                        layer.stored().length,
                        Optional.empty());
        return VerifiedLayer.open(described, new ByteArrayInputStream(stored), maxPlainBytes, pace);
    }
}
